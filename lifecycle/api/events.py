"""Events for machines: what can be told, telling it, reading it, taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.urls import reverse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.api.body import object_of
from core.api.idempotency import idempotent
from core.api.paging import whole
from core.effects_log import cascades
from core.errors import UserError
from core.event_views import Wanted
from core.ui.dates import NotADay, parse_day
from lifecycle.api.event_rows import CorrectBody, EventBody, EventPage, EventRow, KindPage, VoidBody, kind_row
from lifecycle.selectors.told import Shown, keys_of, list_told, private_kinds, shown, told_page
from lifecycle.telling.closing import correct_event, void_event
from lifecycle.telling.declaration import life_events
from lifecycle.telling.reading import plain_source, read_event
from lifecycle.telling.refusal import TellingRefused
from lifecycle.telling.tell import Told, tell
from residents.selectors.person import person_in_scope

MOST = 500
PARAMETERS = [
    OpenApiParameter("kind", OpenApiTypes.STR, description="哪类事，如 person.died"),
    OpenApiParameter("person", OpenApiTypes.UUID, description="关于谁"),
    OpenApiParameter("area", OpenApiTypes.STR, description="地区代码；不写就是自己的范围"),
    OpenApiParameter("since", OpenApiTypes.DATE, description="这一天起发生的"),
    OpenApiParameter("until", OpenApiTypes.DATE, description="到这一天为止发生的"),
    OpenApiParameter("source", OpenApiTypes.STR, description="来源的开头，如 GA06、desk、api"),
    OpenApiParameter("status", OpenApiTypes.STR, enum=["registered", "voided", "corrected"]),
    OpenApiParameter("page_size", OpenApiTypes.INT),
    OpenApiParameter("cursor", OpenApiTypes.STR, description="从 next 里来"),
]


class EventKindsApi(APIView):
    """What can be told, with roles and fields."""

    permission = "event.view"

    @extend_schema(operation_id="event_kinds", summary="可以登记的事", responses=KindPage)
    def get(self, request: Request) -> Response:
        return Response(whole([kind_row(event) for _, events in life_events.by_group() for event in events]))


class EventsApi(APIView):
    """Telling an event, and the events of one's area."""

    permission = "event.view"
    write_permission = "event.tell"

    @extend_schema(operation_id="events_list", summary="发生过的事", parameters=PARAMETERS, responses=EventPage)
    def get(self, request: Request) -> Response:
        asked = request.query_params
        size = min(_number(asked.get("page_size"), "page_size") or 50, MOST)
        before = _number(asked.get("cursor"), "cursor")
        scope = request.user.scope(self.permission)
        if asked.get("area"):
            scope = scope.within(asked["area"])
        found, after = list_told(request.user, scope, _wanted(request), before=before, limit=size)
        query = request.query_params.copy()
        if after:
            query["cursor"] = str(after)
        following = request.build_absolute_uri(f"{request.path}?{query.urlencode()}") if after else None
        return Response({"next": following, "previous": None, "results": _rows(found)})

    @extend_schema(
        operation_id="event_tell",
        summary="登记一件事",
        request=EventBody,
        responses={201: EventRow, 200: EventRow, 202: EventRow},
    )
    @idempotent
    def post(self, request: Request) -> Response:
        return _answer(lambda: tell(**read_event(object_of(request)), by=request.user), request)


class EventApi(APIView):
    """One event."""

    permission = "event.view"

    @extend_schema(operation_id="event", summary="一件事", responses=EventRow)
    def get(self, request: Request, uid: UUID) -> Response:
        page = told_page(uid, user=request.user)
        row = _rows([page.shown])[0]
        row["caused"] = [str(one.event.uid) for one in page.caused]
        row["cause"] = str(page.cause.event.uid) if page.cause else None
        row["corrects"] = str(page.corrects.event.uid) if page.corrects else None
        row["corrected_by"] = [str(one.event.uid) for one in page.corrected_by]
        return Response(row)


class EventVoidApi(APIView):
    """It never happened: base and duties take back what followed."""

    permission = write_permission = "event.void"

    @extend_schema(operation_id="event_void", summary="作废一件事", request=VoidBody, responses=EventRow)
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        event = void_event(uid=uid, reason=_reason(request), by=request.user)
        return Response(_rows(shown([event], user=request.user))[0])


class EventCorrectApi(APIView):
    """It happened otherwise: the old one is taken back, the new one told in its stead."""

    permission = write_permission = "event.void"

    @extend_schema(operation_id="event_correct", summary="更正一件事", request=CorrectBody, responses={201: EventRow})
    @idempotent
    def post(self, request: Request, uid: UUID) -> Response:
        old = told_page(uid, user=request.user).shown.event

        def correct() -> Told:
            said = read_event({**object_of(request), "kind": old.kind})
            del said["kind"]
            return correct_event(uid=uid, reason=_reason(request), by=request.user, **said)

        return _answer(correct, request)


def _answer(act: Callable[[], Told], request: Request) -> Response:
    try:
        told = act()
    except TellingRefused as refused:
        raise exceptions.ValidationError(refused.errors) from refused
    if told.event is None:
        waiting = told.waiting
        body = {
            "uid": None,
            "status": "waiting",
            "title": waiting.words if waiting else "",
            "url": waiting.url if waiting else "",
        }
        return Response(body, status=202)
    row = _rows(shown([told.event], user=request.user))[0]
    return Response(row, status=201 if told.first else 200)


def _rows(found: list[Shown]) -> list[dict[str, Any]]:
    keys = keys_of([one.event for one in found])
    effects = cascades([one.event.id for one in found])
    return [_row(one, keys.get(one.event.id), [line.text for line in effects.get(one.event.id, ())]) for one in found]


def _row(one: Shown, key: str | None, effects: list[str]) -> dict[str, Any]:
    event = one.event
    return {
        "uid": str(event.uid),
        "kind": event.kind,
        "title": one.title,
        "occurred_on": event.occurred_on.isoformat(),
        "recorded_at": event.recorded_at.isoformat(),
        "recorded_by": event.recorded_by,
        "status": event.status,
        "reason": event.reason,
        "source": plain_source(event.source),
        "source_key": event.source_key if key is None else key,
        "subjects": [
            {"role": part.role, "title": part.title, "uid": str(part.person.uid) if part.person else None,
             "name": part.person.name if part.person else None}
            for part in one.parts
        ],
        "evidence": event.evidence,
        "effects": effects,
        "url": reverse("event", args=[event.uid]),
    }  # fmt: skip


def _reason(request: Request) -> str:
    said = object_of(request).get("reason")
    return said if isinstance(said, str) else ""


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    return Wanted(
        kind=asked.get("kind", ""),
        since=_day(asked.get("since"), "since"),
        until=_day(asked.get("until"), "until"),
        source=asked.get("source", ""),
        status=asked.get("status", ""),
        person=_person(asked.get("person"), request),
        without=private_kinds(request.user),
    )


def _person(text: str | None, request: Request) -> int | None:
    if not text:
        return None
    try:
        uid = UUID(text)
    except ValueError as error:
        raise UserError("读不懂是谁。", remedy="person 填居民的 uid。", field="person") from error
    return person_in_scope(uid, scope=request.user.scope("person.view")).pk


def _day(text: str | None, field: str) -> dt.date | None:
    if not text:
        return None
    try:
        return parse_day(text, today=clock.today())
    except NotADay as problem:
        raise UserError(str(problem), field=field) from problem


def _number(text: str | None, field: str) -> int | None:
    if not text:
        return None
    if not text.isdigit() or int(text) < 1:
        raise UserError(f"{field} 要是正整数。", field=field)
    return int(text)
