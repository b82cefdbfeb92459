"""Hardship leads for machines: what was found, with its sum; and reporting one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aid.models.lead import LeadState
from aid.selectors.leads import Filters, Line, lead_by_uid, lead_rows, lines_of, reasons_first
from aid.services.leads import report_hardship
from core.api.body import object_of
from core.api.idempotency import idempotent
from core.api.paging import KeysetPagination
from core.errors import UserError

STATE = OpenApiParameter("state", OpenApiTypes.STR, enum=LeadState.values, description="状态；不写就是没了结的")
AREA = OpenApiParameter("area", OpenApiTypes.STR, description="地区代码；不写就是自己的范围")


class PointRow(serializers.Serializer[Any]):
    """A line of the sum; `points` null: the parameter has no value."""

    key = serializers.CharField()
    words = serializers.CharField()
    points = serializers.IntegerField(allow_null=True)


class LeadRow(serializers.Serializer[Any]):
    """A hardship lead. The score orders, it decides nothing (个人信息保护法 第二十四条)."""

    uid = serializers.UUIDField()
    person = serializers.UUIDField(help_text="要看的人")
    household = serializers.UUIDField(allow_null=True)
    area = serializers.CharField()
    state = serializers.ChoiceField(LeadState.choices)
    score = serializers.IntegerField()
    lines = PointRow(many=True)
    reasons = serializers.ListField(child=serializers.CharField())
    opened_at = serializers.DateTimeField()
    look_on = serializers.DateField(allow_null=True)


class LeadPage(serializers.Serializer[Any]):
    """A page of leads, the newest first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = LeadRow(many=True)


class FoundLead(serializers.Serializer[Any]):
    """Somebody saw need."""

    person = serializers.UUIDField()
    words = serializers.CharField(max_length=200, help_text="看到什么，不写病名、证号")


class LeadsApi(APIView):
    """The leads that the token's user may see."""

    permission = "aid.view"
    write_permission = "aid.assist"
    ordering = "-id"

    @extend_schema(operation_id="hardship_leads_list", summary="困难线索", parameters=[STATE, AREA], responses=LeadPage)
    def get(self, request: Request) -> Response:
        asked, pages = request.query_params, KeysetPagination()
        state = asked.get("state", "")
        if state and state not in LeadState.values:
            raise UserError("没有这个状态。", field="state", remedy=f"写 {'、'.join(LeadState.values)} 里的一个。")
        scope = request.user.scope("aid.view")
        if area := asked.get("area", ""):
            scope = scope.within(area)
        found = pages.paginate_queryset(reasons_first(lead_rows(scope, Filters(state))), request, view=self)
        return Response(
            {
                "next": pages.get_next_link(),
                "previous": pages.get_previous_link(),
                "results": [_row(line) for line in lines_of(found, scope)],
            }
        )

    @extend_schema(
        operation_id="hardship_leads_report", summary="登记困难线索", request=FoundLead, responses={201: LeadRow}
    )
    @idempotent
    def post(self, request: Request) -> Response:
        said = object_of(request)
        try:
            person = UUID(str(said.get("person")))
        except ValueError as error:
            raise UserError("没有写是谁。", field="person", remedy="person 填居民的 uid。") from error
        lead = report_hardship(person, str(said.get("words") or ""), by=request.user)
        return Response(_row(lead_by_uid(lead.uid, scope=request.user.scope("aid.view"))), status=201)


def _row(line: Line) -> dict[str, Any]:
    lead = line.lead
    return {
        "uid": str(lead.uid),
        "person": str(line.person.uid),
        "household": str(line.home.household_uid) if line.home and line.home.household_uid else None,
        "area": lead.area_code,
        "state": lead.state,
        "score": line.score.total,
        "lines": [{"key": one.key, "words": one.words, "points": one.points} for one in line.score.lines],
        "reasons": [row.reason for row in line.reasons],
        "opened_at": lead.opened_at.isoformat(),
        "look_on": lead.look_on.isoformat() if lead.look_on else None,
    }
