"""Aid in force for machines, and the figures of a case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from aid.api.leads import AREA
from aid.domain.law import AID_KINDS, KIND_CHOICES
from aid.models import Award
from aid.selectors.aid_paid import covered_in, document_of
from aid.selectors.awards import awards_in_force
from aid.selectors.case_page import case_view
from aid.services.figures import figure
from core import clock
from core.api.paging import KeysetPagination
from core.errors import NotFound, UserError
from core.read_log import log_view
from residents.selectors.household import household_uids
from residents.selectors.people_briefly import briefly

KIND = OpenApiParameter("kind", OpenApiTypes.STR, enum=list(AID_KINDS), description="救助类型；不写就是全部")


class AwardRow(serializers.Serializer[Any]):
    """Aid in force. `monthly`: the household's sum in yuan; null: recognition without money, a single sum, or not known."""

    uid = serializers.UUIDField()
    household = serializers.UUIDField(allow_null=True)
    area = serializers.CharField()
    kind = serializers.ChoiceField(KIND_CHOICES)
    monthly = serializers.DecimalField(10, 2, allow_null=True)
    once = serializers.DecimalField(10, 2, allow_null=True, help_text="一次性的金额")
    since = serializers.DateField()
    until = serializers.DateField(allow_null=True, help_text="从这一天起没有；空就是还在享")
    document = serializers.CharField(allow_blank=True)
    case = serializers.UUIDField(allow_null=True, help_text="空就是从名册接过来的")
    members = serializers.ListField(child=serializers.UUIDField(), help_text="保障对象")


class AwardPage(serializers.Serializer[Any]):
    """A page of awards, the newest first."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = AwardRow(many=True)


class AwardsApi(APIView):
    """The aid in force that the token's user may see."""

    permission = "aid.view"
    ordering = "-id"

    @extend_schema(operation_id="awards_list", summary="在享救助", parameters=[AREA, KIND], responses=AwardPage)
    def get(self, request: Request) -> Response:
        asked, pages = request.query_params, KeysetPagination()
        kind, scope = asked.get("kind", ""), request.user.scope(self.permission)
        if kind and kind not in AID_KINDS:
            raise UserError("没有这种救助。", field="kind", remedy=f"写 {'、'.join(AID_KINDS)} 里的一个。")
        if area := asked.get("area", ""):
            scope = scope.within(area)
            if not scope:
                raise NotFound("没有这个地区，或者不在你的范围里。")
        rows = awards_in_force(scope, on=clock.today(), kind=kind)
        found = pages.paginate_queryset(rows, request, view=self) or []
        return Response({"next": pages.get_next_link(), "previous": pages.get_previous_link(), "results": _rows(found)})


def _rows(awards: Sequence[Award]) -> list[dict[str, Any]]:
    """Five statements for a page."""
    covered = covered_in(awards, clock.today())
    people = briefly(pk for some in covered.values() for pk in some)
    homes = household_uids(award.household_id for award in awards if award.household_id)
    return [
        {
            "uid": str(award.uid),
            "household": _text(homes.get(award.household_id or 0)),
            "area": award.area_code,
            "kind": award.kind,
            "monthly": _text(award.monthly),
            "once": _text(award.once),
            "since": award.during.lower.isoformat(),
            "until": award.during.upper.isoformat() if award.during.upper else None,
            "document": document_of(award),
            "case": str(award.case.uid) if award.case else None,
            "members": [str(people[pk].uid) for pk in covered[award.pk] if pk in people],
        }
        for award in awards
    ]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


class VerdictRow(serializers.Serializer[Any]):
    """What the figures say of a kind of assistance; `fits` null: a machine cannot say."""

    kind = serializers.CharField()
    title = serializers.CharField()
    fits = serializers.BooleanField(allow_null=True)
    amount = serializers.DecimalField(10, 2, allow_null=True)
    clause = serializers.CharField(allow_blank=True)


class FiguresRow(serializers.Serializer[Any]):
    """How a case is reckoned. It shows, it decides nothing (个人信息保护法 第二十四条)."""

    case = serializers.UUIDField()
    kind = serializers.ChoiceField(KIND_CHOICES)
    month = serializers.DateField(help_text="按哪个月的标准，写它的 1 日")
    entered = serializers.BooleanField(help_text="收入、财产有没有填过")
    people = serializers.IntegerField()
    per_person = serializers.DecimalField(12, 2, help_text="人均月收入，元")
    amount = serializers.DecimalField(10, 2, allow_null=True, help_text="全家每月多少元；算不出或者不按月发的为空")
    arithmetic = serializers.ListField(child=serializers.CharField(), help_text="每一步怎么算的")
    missing = serializers.ListField(child=serializers.CharField(), help_text="还没有值的参数，待确认")
    verdicts = VerdictRow(many=True)


class FiguresApi(APIView):
    """The arithmetic of one case by the numbers of this month."""

    permission = "aid.view"

    @extend_schema(operation_id="aid_case_figures", summary="一件救助怎么算的", responses=FiguresRow)
    def get(self, request: Request, uid: UUID) -> Response:
        case = case_view(uid, request.user).case
        log_view(by=request.user, kind="aid-case", uid=uid, label=case.number, area=case.area_code)
        found = figure(case)
        own = [found.verdict] if found.verdict else []
        return Response(
            {
                "case": str(case.uid),
                "kind": case.kind,
                "month": found.month.isoformat(),
                "entered": found.entered,
                "people": found.assessment.people,
                "per_person": str(found.assessment.per_person),
                "amount": _text(found.amount),
                "arithmetic": found.arithmetic,
                "missing": list(found.missing),
                "verdicts": [
                    {
                        "kind": one.kind,
                        "title": one.title,
                        "fits": one.fits,
                        "amount": _text(one.amount),
                        "clause": one.clause,
                    }
                    for one in (*own, *found.others)
                ],
            }
        )
