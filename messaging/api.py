"""What the gateway brings: receipts (SmsReport) and replies (SmsUp). It signs nothing, so it names a secret in the address."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from hmac import compare_digest
from typing import Any

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.clock import SHANGHAI
from core.errors import UserError
from core.permission import PUBLIC
from messaging.gateways import Report
from messaging.services.sms_answers import take_replies, take_reports

MOST = 1000
_SECRET = OpenApiParameter(
    "secret", OpenApiTypes.STR, required=True, description="与平台约定的口令（SMS_CALLBACK_SECRET）"
)
_DONE = inline_serializer("SmsTaken", {"code": serializers.IntegerField(), "msg": serializers.CharField()})


class ReceiptBody(serializers.Serializer[Any]):
    """One receipt, as the operator's gateway writes it."""

    phone_number = serializers.CharField(required=False)
    send_time = serializers.CharField(required=False)
    report_time = serializers.CharField(required=False)
    success = serializers.BooleanField()
    err_code = serializers.CharField(required=False)
    err_msg = serializers.CharField(required=False)
    sms_size = serializers.CharField(required=False)
    biz_id = serializers.CharField(required=False)
    out_id = serializers.CharField()


class ReplyBody(serializers.Serializer[Any]):
    """What somebody answered."""

    phone_number = serializers.CharField()
    content = serializers.CharField()
    send_time = serializers.CharField(required=False)
    sequence_id = serializers.IntegerField(required=False)


class _FromGateway(APIView):
    permission = write_permission = PUBLIC

    def taken(self, request: Request, take: Callable[[list[Mapping[str, Any]]], int]) -> Response:
        """Hand over the items; the gateway sends again whatever is not answered like this."""
        secret = settings.SMS_CALLBACK_SECRET
        if not secret or not compare_digest(request.query_params.get("secret", "").encode(), secret.encode()):
            raise PermissionDenied("口令不对。")
        take(_items(request))
        return Response({"code": 0, "msg": "接收成功"})


class ReceiptsApi(_FromGateway):
    """Receipts."""

    @extend_schema(
        operation_id="sms_receipts", summary="短信回执（平台推送）", auth=[], parameters=[_SECRET],
        request=ReceiptBody(many=True), responses=_DONE,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return self.taken(request, lambda items: take_reports(_report(item) for item in items))


class RepliesApi(_FromGateway):
    """Replies: TD unsubscribes."""

    @extend_schema(
        operation_id="sms_replies", summary="短信回复（平台推送；TD 退订）", auth=[], parameters=[_SECRET],
        request=ReplyBody(many=True), responses=_DONE,
    )  # fmt: skip
    def post(self, request: Request) -> Response:
        return self.taken(
            request,
            lambda items: take_replies([(str(i.get("phone_number", "")), str(i.get("content", ""))) for i in items]),
        )


def _items(request: Request) -> list[Mapping[str, Any]]:
    data = request.data
    if not isinstance(data, list) or len(data) > MOST or not all(isinstance(item, Mapping) for item in data):
        raise UserError("送来的不是一组对象。", remedy=f"按 [{{…}}] 写，一次最多 {MOST} 条。")
    return data


def _report(item: Mapping[str, Any]) -> Report:
    code = str(item.get("err_code", ""))
    delivered = item.get("success") is True
    words = "" if delivered else str(item.get("err_msg") or code)
    return Report(str(item.get("out_id", "")), delivered, code, words, _moment(item), str(item.get("biz_id", "")))


def _moment(item: Mapping[str, Any]) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(str(item.get("report_time", "")), "%Y-%m-%d %H:%M:%S").replace(tzinfo=SHANGHAI)
    except ValueError:
        return None
