"""Care plans for machines: who must be seen, how often, by whom, when next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.paging import KeysetPagination
from core.errors import NotFound, UserError
from elderly.domain.categories import categories
from elderly.models import CarePlan, OwnerLevel
from elderly.selectors.plans import open_plans_in
from lifecycle.selectors.care_visits import last_seen

AREA = OpenApiParameter("area", OpenApiTypes.STR, description="地区代码；不写就是自己的范围")
GROUP = OpenApiParameter("group", OpenApiTypes.STR, description="老人分类的代码，01 至 13；不写就是全部")


class CarePlanRow(serializers.Serializer[Any]):
    """A standing plan. `owner`: the sign-in name; null: nobody answers yet."""

    uid = serializers.UUIDField()
    person = serializers.UUIDField()
    area = serializers.CharField()
    groups = serializers.ListField(child=serializers.CharField(), help_text="要探访的分类")
    rhythm = serializers.CharField(help_text="多久一次，为什么")
    days = serializers.IntegerField(allow_null=True, help_text="最多隔几天；空就是每个自然月一次")
    owner = serializers.CharField(allow_null=True)
    owner_level = serializers.ChoiceField(OwnerLevel.choices, allow_blank=True)
    next_on = serializers.DateField(allow_null=True)
    met_on = serializers.DateField(allow_null=True, help_text="上次见到本人或家人")


class CarePlanPage(serializers.Serializer[Any]):
    """A page of plans, the newest first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = CarePlanRow(many=True)


class ElderCareApi(APIView):
    """The plans that the token's user may see."""

    permission = "elder.view"
    ordering = "-id"

    @extend_schema(
        operation_id="elder_care_list", summary="老人探访安排", parameters=[AREA, GROUP], responses=CarePlanPage
    )
    def get(self, request: Request) -> Response:
        asked, pages = request.query_params, KeysetPagination()
        group, scope = asked.get("group", ""), request.user.scope(self.permission)
        if group and group not in categories():
            raise UserError("没有这个分类。", field="group", remedy=f"写 {'、'.join(categories())} 里的一个。")
        if area := asked.get("area", ""):
            scope = scope.within(area)
            if not scope:
                raise NotFound("没有这个地区，或者不在你的范围里。")
        found = pages.paginate_queryset(open_plans_in(scope, group), request, view=self) or []
        return Response({"next": pages.get_next_link(), "previous": pages.get_previous_link(), "results": _rows(found)})


def _rows(plans: Sequence[CarePlan]) -> list[dict[str, Any]]:
    """Two statements for a page."""
    seen = last_seen([plan.person_id for plan in plans])
    return [_row(plan, seen[plan.person_id].met_on if plan.person_id in seen else None) for plan in plans]


def _row(plan: CarePlan, met_on: Any) -> dict[str, Any]:
    return {
        "uid": str(plan.uid),
        "person": str(plan.person.uid),
        "area": plan.area_code,
        "groups": plan.groups,
        "rhythm": plan.rhythm,
        "days": plan.days,
        "owner": plan.owner.username if plan.owner else None,
        "owner_level": plan.owner_level,
        "next_on": plan.next_on.isoformat() if plan.next_on else None,
        "met_on": met_on.isoformat() if met_on else None,
    }
