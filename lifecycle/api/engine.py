"""`/api/v1/deliveries/`: what rules could not do, and trying it again."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.urls import path
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from lifecycle.selectors.engine import Stuck, stuck
from lifecycle.services.deliveries import retry

DELIVERY = inline_serializer(
    "Delivery",
    {
        "id": serializers.IntegerField(),
        "rule": serializers.CharField(),
        "title": serializers.CharField(),
        "event": serializers.CharField(help_text="事件的种类"),
        "occurred_on": serializers.DateField(),
        "source": serializers.CharField(allow_blank=True),
        "parked": serializers.BooleanField(help_text="停放：不再自己试，等人来看"),
        "back": serializers.BooleanField(help_text="是收回，不是触发"),
        "attempts": serializers.IntegerField(),
        "next_at": serializers.DateTimeField(allow_null=True),
        "error": serializers.CharField(),
        "told_at": serializers.DateTimeField(),
    },
    many=True,
)
RETRY = inline_serializer(
    "RetryDeliveries",
    {
        "rule": serializers.CharField(required=False, help_text="只这一条规则"),
        "ids": serializers.ListField(child=serializers.IntegerField(), required=False, help_text="只这几次触发"),
    },
)


class DeliveryList(APIView):
    """Deliveries that failed: parked ones first; they name no resident. At most a hundred."""

    permission = "engine.view"

    @extend_schema(
        operation_id="deliveries",
        summary="没办成的触发",
        responses=inline_serializer("Deliveries", {"results": DELIVERY}),
    )
    def get(self, request: Request) -> Response:
        return Response({"results": [_row(one) for one in stuck()]})


class DeliveryRetry(APIView):
    """Try failed deliveries again: all, those of a rule, or those named."""

    permission = "engine.retry"

    @extend_schema(
        operation_id="deliveries_retry",
        summary="没办成的触发再试一次",
        request=RETRY,
        responses=inline_serializer("RetriedDeliveries", {"retried": serializers.IntegerField()}),
    )
    def post(self, request: Request) -> Response:
        asked = _Asked(data=request.data)
        asked.is_valid(raise_exception=True)
        number = retry(by=request.user.username, **asked.validated_data)
        return Response({"retried": number})


class _Asked(serializers.Serializer):
    rule = serializers.CharField(required=False, max_length=60)
    ids = serializers.ListField(child=serializers.IntegerField(min_value=1), required=False, max_length=1000)


def _row(one: Stuck) -> dict[str, Any]:
    return {**asdict(one), "source": one.source.text if one.source else ""}


urlpatterns = [
    path("deliveries/", DeliveryList.as_view(), name="api-deliveries"),
    path("deliveries/retry/", DeliveryRetry.as_view(), name="api-deliveries-retry"),
]
