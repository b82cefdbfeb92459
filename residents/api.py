"""The API of a person beyond the register: the timeline, and the whole number as a call of its own."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.body import object_of
from core.api.paging import whole
from core.errors import UserError
from residents.merges_api import MergeApi, MergesApi, MergeUndoApi
from residents.selectors.discretion import may_read, readable
from residents.selectors.person import person_page
from residents.selectors.then import household_then, person_then, read_then
from residents.selectors.timeline import TimelineItem, timeline
from residents.services.reveal import reveal

EFFECT = inline_serializer(
    "TimelineEffect",
    {
        "rule": serializers.CharField(help_text="规则，如 death.bereavement-visit"),
        "duty": serializers.CharField(help_text="哪项职责"),
        "text": serializers.CharField(help_text="办了什么"),
        "why": serializers.CharField(help_text="规则的名称和条款"),
        "status": serializers.CharField(help_text="applied 已办、repeated 先前已办、undone 已收回、asked 待人决定"),
        "state": serializers.CharField(help_text="现在怎样，如 11-25 到期"),
    },
    many=True,
)
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
        "effects": EFFECT,
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
        may = may_read(request.user, person)
        return Response(whole([_item(entry) for entry in readable(timeline(person), may)]))


_EFFECT = ("rule", "duty", "text", "why", "status", "state")


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
        "effects": [{name: getattr(effect, name) for name in _EFFECT} for effect in entry.effects],
    }


PERSON_THEN = inline_serializer(
    "PersonThen",
    {
        "uid": serializers.UUIDField(),
        "on": serializers.DateField(help_text="以哪一天为准"),
        "known_at": serializers.DateTimeField(allow_null=True, help_text="按哪个时刻底册里有的；空就是按现在知道的"),
        "name": serializers.CharField(),
        "sex": serializers.CharField(),
        "birth_date": serializers.DateField(allow_null=True),
        "died_on": serializers.DateField(allow_null=True),
        "number": serializers.CharField(allow_blank=True, help_text="遮住中间几位"),
        "hukou_area": serializers.CharField(allow_blank=True),
        "hukou_address": serializers.CharField(allow_blank=True),
        "living_area": serializers.CharField(allow_blank=True),
        "living_address": serializers.CharField(allow_blank=True),
        "timeline": ITEM,
    },
)
ON = OpenApiParameter("on", OpenApiTypes.DATE, description="以哪一天为准；不写就是 known_at 那天，或今天")
KNOWN_AT = OpenApiParameter("known_at", OpenApiTypes.DATETIME, description="按哪个过去的时刻底册里有的；不写就按现在")


class PersonThenApi(APIView):
    """A person as of a day and as known at a moment (看看那时)."""

    permission = "person.view"

    @extend_schema(
        operation_id="person_then", summary="一个人那时的样子", parameters=[ON, KNOWN_AT], responses=PERSON_THEN
    )
    def get(self, request: Request, uid: UUID) -> Response:
        asked = read_then(request.query_params.get("on", ""), request.query_params.get("known_at", ""))
        seen, items, then = person_then(uid, then=asked, scope=request.user.scope(self.permission))
        items = readable(items, may_read(request.user, seen))
        row = seen.row
        return Response(
            {
                "uid": str(seen.uid),
                "on": then.on.isoformat(),
                "known_at": then.known.at.isoformat() if then.known else None,
                "name": row.name,
                "sex": row.sex,
                "birth_date": row.birth_date,
                "died_on": row.died_on,
                "number": seen.masked_number,
                "hukou_area": row.hukou_area,
                "hukou_address": row.hukou_address,
                "living_area": row.living_area,
                "living_address": row.living_address,
                "timeline": [_item(entry) for entry in items],
            }
        )


HOUSEHOLD_THEN = inline_serializer(
    "HouseholdThen",
    {
        "uid": serializers.UUIDField(),
        "on": serializers.DateField(),
        "known_at": serializers.DateTimeField(allow_null=True),
        "number": serializers.CharField(),
        "area_code": serializers.CharField(),
        "address": serializers.CharField(allow_blank=True),
        "members": inline_serializer(
            "HouseholdMemberThen",
            {
                "person": serializers.UUIDField(),
                "name": serializers.CharField(),
                "relation": serializers.CharField(help_text="与户主关系，GB/T 4761"),
                "since": serializers.DateField(allow_null=True),
            },
            many=True,
        ),
        "unseen": serializers.IntegerField(help_text="不在你范围里的成员数"),
    },
)


class HouseholdThenApi(APIView):
    """Who belonged to a household on a day, as known at a moment."""

    permission = "household.view"

    @extend_schema(
        operation_id="household_then", summary="一户那时的样子", parameters=[ON, KNOWN_AT], responses=HOUSEHOLD_THEN
    )
    def get(self, request: Request, uid: UUID) -> Response:
        asked = read_then(request.query_params.get("on", ""), request.query_params.get("known_at", ""))
        seen, unseen, then = household_then(uid, then=asked, scope=request.user.scope(self.permission))
        return Response(
            {
                "uid": str(seen.uid),
                "on": then.on.isoformat(),
                "known_at": then.known.at.isoformat() if then.known else None,
                "number": seen.household.number,
                "area_code": seen.household.area_code,
                "address": seen.household.address,
                "members": [
                    {"person": str(one.uid), "name": one.name, "relation": one.relation, "since": one.start}
                    for one in seen.present
                ],
                "unseen": unseen,
            }
        )


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
    path("persons/<uuid:uid>/then/", PersonThenApi.as_view(), name="api-person-then"),
    path("households/<uuid:uid>/then/", HouseholdThenApi.as_view(), name="api-household-then"),
    path("persons/<uuid:uid>/reveal/", PersonRevealApi.as_view(), name="api-person-reveal"),
    path("merges/", MergesApi.as_view(), name="api-merges"),
    path("merges/<uuid:uid>/", MergeApi.as_view(), name="api-merge"),
    path("merges/<uuid:uid>/undo/", MergeUndoApi.as_view(), name="api-merge-undo"),
]
