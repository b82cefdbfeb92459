"""Rosters for machines: what there is, who is on one (masked), why somebody is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.api.paging import KeysetPagination, whole
from core.errors import UserError
from lifecycle.roster.context import day_asked, moment_asked, open_context, reaching, roster_named
from lifecycle.roster.declaration import Context, Roster, rosters
from lifecycle.roster.explain import Judged, explain
from lifecycle.roster.forms import OFFICIAL, Form
from lifecycle.roster.select import as_member, members
from lifecycle.selectors.reach import own_area
from residents.selectors.ground import BOUNDARIES, THEN

AREA = OpenApiParameter("area", OpenApiTypes.STR, description="地区代码；不写就是自己的范围")
BOUNDARY = OpenApiParameter(
    "boundary", OpenApiTypes.STR, enum=list(BOUNDARIES), description="地区的界线：then 当时的（不写就是），now 现在的"
)
AS_OF = OpenApiParameter("as_of", OpenApiTypes.DATE, description="截至哪一天，过去、将来都可以；不写就是今天")


KNOWN_AT = OpenApiParameter(
    "known_at", OpenApiTypes.DATETIME, description="按哪个时刻底册里已有的算，只能是过去；不写就是现在"
)


class RosterRow(serializers.Serializer[Any]):
    """A roster that can be asked for."""

    code = serializers.CharField()
    title = serializers.CharField()
    layout = serializers.CharField(help_text="报送布局")
    categories = serializers.ListField(child=serializers.CharField())
    columns = serializers.DictField(child=serializers.CharField(), help_text="列的代码和列名")


class RosterPage(serializers.Serializer[Any]):
    """The rosters there are; always one page."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = RosterRow(many=True)


class EntryRow(serializers.Serializer[Any]):
    """A person on a roster; numbers and telephones are masked."""

    uid = serializers.UUIDField()
    category = serializers.CharField()
    area = serializers.CharField()
    values = serializers.DictField(child=serializers.CharField(allow_blank=True))


class EntryPage(serializers.Serializer[Any]):
    """A page of a roster."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = EntryRow(many=True)


class CriterionRow(serializers.Serializer[Any]):
    """A criterion as it stands for one person; `parts`: one of them is enough."""

    key = serializers.CharField()
    passed = serializers.BooleanField()
    text = serializers.CharField()
    clause = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)
    source = serializers.CharField(allow_blank=True)
    parts = serializers.ListField(child=serializers.DictField(), required=False)


class ExplanationRow(serializers.Serializer[Any]):
    """Why on, why off."""

    person = serializers.UUIDField()
    member = serializers.BooleanField()
    category = serializers.CharField(allow_blank=True)
    criteria = CriterionRow(many=True)


class RosterList(APIView):
    """Every roster of the house."""

    permission = "roster.view"

    @extend_schema(operation_id="rosters_list", summary="名册", responses=RosterPage)
    def get(self, request: Request) -> Response:
        return Response(whole([_roster_row(roster) for roster in rosters]))


class RosterEntries(APIView):
    """Who is on a roster."""

    permission = "roster.view"

    @extend_schema(
        operation_id="roster_entries",
        summary="名册上的人",
        parameters=[AREA, AS_OF, BOUNDARY, KNOWN_AT],
        responses=EntryPage,
    )
    def get(self, request: Request, code: str) -> Response:
        roster, context = _opened(request, code)
        pages, form = KeysetPagination(), Form(OFFICIAL)
        with reaching(request.user, context):
            fields = {**roster.evidence_fields(context), **roster.column_fields(context)}
            people = members(roster, context).values(
                "id", "uid", "category", "listed_area", *roster.person_columns, **fields
            )
            found = [as_member(roster, context, row) for row in pages.paginate_queryset(people, request, view=self)]
        rows = [
            {
                "uid": member.uid,
                "category": member.category,
                "area": member.area,
                "values": {
                    column.key: form.shown(column, member.values[column.key])
                    for column in roster.columns
                    if column.collected
                },
            }
            for member in found
        ]
        return Response({"next": pages.get_next_link(), "previous": pages.get_previous_link(), "results": rows})


class RosterExplain(APIView):
    """Why somebody is on a roster, or not."""

    permission = "roster.view"

    @extend_schema(
        operation_id="roster_explain",
        summary="为什么在或不在名册上",
        parameters=[
            OpenApiParameter("person", OpenApiTypes.UUID, required=True, description="居民的 uid"),
            AREA,
            AS_OF,
            BOUNDARY,
            KNOWN_AT,
        ],
        responses=ExplanationRow,
    )
    def get(self, request: Request, code: str) -> Response:
        roster, context = _opened(request, code)
        try:
            uid = UUID(request.query_params.get("person", ""))
        except ValueError as error:
            raise UserError("要写是谁。", remedy="person 填居民的 uid。", field="person") from error
        found = explain(roster, context, Q(uid=uid), by=request.user)
        return Response(
            {
                "person": found.uid,
                "member": found.member,
                "category": found.category,
                "criteria": [_criterion_row(criterion) for criterion in found.criteria],
            }
        )


def _opened(request: Request, code: str) -> tuple[Roster, Context]:
    roster = roster_named(code)
    asked = request.query_params
    as_of = day_asked(asked["as_of"]) if asked.get("as_of") else clock.today()
    area = asked.get("area") or own_area(request.user, "roster.view")
    boundary = asked.get("boundary") or THEN
    known = moment_asked(asked["known_at"]) if asked.get("known_at") else None
    return roster, open_context(roster, area=area, as_of=as_of, known_at=known, boundary=boundary)


def _roster_row(roster: Roster) -> dict[str, Any]:
    return {
        "code": roster.key,
        "title": roster.title,
        "layout": roster.layout,
        "categories": [category.title for category in roster.categories],
        "columns": {column.key: column.header for column in roster.columns},
    }


def _criterion_row(judged: Judged) -> dict[str, Any]:
    row: dict[str, Any] = {
        "key": judged.key,
        "passed": judged.passed,
        "text": judged.text,
        "clause": judged.clause,
        "value": judged.value,
        "source": judged.source,
    }
    if judged.children:
        row["parts"] = [_criterion_row(part) for part in judged.children]
    return row
