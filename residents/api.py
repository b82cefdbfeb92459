"""The API of a person beyond the register: the timeline, and the whole number as a call of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.paging import whole
from core.errors import UserError
from residents.selectors.person import person_page
from residents.selectors.timeline import TimelineItem, timeline
from residents.services.reveal import reveal

ITEM = inline_serializer(
    "TimelineItem",
    {
        "uid": serializers.UUIDField(allow_null=True, help_text="事件的编号；只有事实、没有事件时为空"),
        "kind": serializers.CharField(help_text="person.born、person.moved …;只有事实时为 fact.residence 等"),
        "occurred_on": serializers.DateField(),
        "status": serializers.CharField(help_text="registered、voided、corrected;将来的节点为 expected"),
        "title": serializers.CharField(),
        "text": serializers.CharField(allow_blank=True),
        "source": serializers.CharField(allow_blank=True),
        "effects": serializers.ListField(child=serializers.CharField()),
    },
    many=True,
)


TIMELINE = inline_serializer(
    "Timeline",
    {
        "next": serializers.URLField(allow_null=True),
        "previous": serializers.URLField(allow_null=True),
        "results": ITEM,
    },
)


class PersonTimelineApi(APIView):
    """A life in order, newest first; expected milestones on top."""

    permission = "person.view"

    @extend_schema(operation_id="person_timeline", summary="一个人的一生", responses=TIMELINE)
    def get(self, request: Request, uid: UUID) -> Response:
        person = person_page(uid, scope=request.user.scope(self.permission))
        return Response(whole([_item(entry) for entry in timeline(person)]))


def _item(entry: TimelineItem) -> dict[str, Any]:
    event = entry.event
    status = event.status if event else "expected" if entry.future else "registered"
    return {
        "uid": str(event.uid) if event else None,
        "kind": event.kind if event else f"fact.{entry.fact}",
        "occurred_on": entry.on.isoformat(),
        "status": status,
        "title": entry.title,
        "text": entry.text,
        "source": entry.source,
        "effects": [str(effect) for effect in entry.effects],
    }


class PersonRevealApi(APIView):
    """The full number or phone of one person: needs a reason, is written down, and is limited."""

    permission = write_permission = "person.reveal"

    @extend_schema(
        operation_id="person_reveal",
        summary="看全号（写事由，留记录）",
        request=inline_serializer(
            "Reveal",
            {"what": serializers.ChoiceField(["number", "phone"]), "reason": serializers.CharField()},
        ),
        responses=inline_serializer("Revealed", {"value": serializers.CharField()}),
    )
    def post(self, request: Request, uid: UUID) -> Response:
        said = object_of(request)
        what, reason = str(said.get("what") or "number"), str(said.get("reason") or "")
        if not reason.strip():
            raise UserError("请写事由。", field="reason")
        return Response({"value": reveal(person_uid=uid, what=what, reason=reason, by=request.user)})


urlpatterns = [
    path("persons/<uuid:uid>/timeline/", PersonTimelineApi.as_view(), name="api-person-timeline"),
    path("persons/<uuid:uid>/reveal/", PersonRevealApi.as_view(), name="api-person-reveal"),
]
