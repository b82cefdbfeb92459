"""Payment lists for machines: what is paid by the month, a month's lines with their sums and reasons, what was paid too much."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core.api.paging import KeysetPagination, whole
from lifecycle.models import OverpaidMonth, PaymentRun
from lifecycle.models.payment import OverpaidState
from lifecycle.paying import listed
from lifecycle.paying.declaration import PaymentScheme, payment_schemes
from lifecycle.paying.frozen import lines_in
from lifecycle.paying.month import Month, month_in
from lifecycle.paying.opening import VIEW, may_see, month_asked, reaching, scheme_named
from lifecycle.paying.recovery_list import visible
from lifecycle.selectors.reach import own_area
from residents.selectors.payees import payees

SIZE = 500
AREA = OpenApiParameter("area", OpenApiTypes.STR, description="地区代码；不写就是自己的范围")
_MONEY = {"max_digits": 12, "decimal_places": 2}


class SchemeRow(serializers.Serializer[Any]):
    """Something that is paid by the month."""

    code = serializers.CharField()
    title = serializers.CharField()
    duty = serializers.CharField()
    clause = serializers.CharField(allow_blank=True)
    parameters = serializers.ListField(child=serializers.CharField(), help_text="用到的政策参数")


class SchemePage(serializers.Serializer[Any]):
    """The schemes that the reader may see; always one page."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = SchemeRow(many=True)


class RunRow(serializers.Serializer[Any]):
    """A frozen list of a street, or a supplement of it."""

    uid = serializers.UUIDField()
    area = serializers.CharField()
    number = serializers.IntegerField()
    supplement = serializers.BooleanField()
    state = serializers.CharField()
    lines = serializers.IntegerField()
    amount = serializers.DecimalField(**_MONEY)
    sha256 = serializers.CharField()
    frozen_at = serializers.DateTimeField()


class PaymentRow(serializers.Serializer[Any]):
    """A line; `amount` null while a parameter is 待确认 (`missing` names it)."""

    key = serializers.CharField()
    person = serializers.UUIDField(allow_null=True)
    name = serializers.CharField()
    area = serializers.CharField()
    amount = serializers.DecimalField(**_MONEY, allow_null=True)
    reason = serializers.CharField()
    arithmetic = serializers.ListField(child=serializers.CharField())
    document = serializers.CharField(allow_blank=True)
    change = serializers.CharField(allow_blank=True, help_text="new 新增、changed 变化、same 不变；没有上月名单时为空")
    change_why = serializers.CharField(allow_blank=True)
    missing = serializers.ListField(child=serializers.CharField())


class PaymentMonth(serializers.Serializer[Any]):
    """A month of a scheme in an area."""

    frozen = serializers.BooleanField(help_text="各街道都冻结了；否则 results 只有还没冻结的街道现在算出来的")
    lines = serializers.IntegerField()
    amount = serializers.DecimalField(**_MONEY)
    runs = RunRow(many=True)
    missing = serializers.DictField(child=serializers.IntegerField(), help_text="没有数值的参数和等它的笔数")
    results = PaymentRow(many=True)
    next = serializers.URLField(allow_null=True)


class OverpaidMonthRow(serializers.Serializer[Any]):
    """A month that was paid too much."""

    month = serializers.CharField()
    paid = serializers.DecimalField(**_MONEY)
    due = serializers.DecimalField(**_MONEY)
    amount = serializers.DecimalField(**_MONEY)


class OverpaymentRow(serializers.Serializer[Any]):
    """What somebody was paid too much."""

    uid = serializers.UUIDField()
    scheme = serializers.CharField()
    person = serializers.UUIDField(allow_null=True)
    name = serializers.CharField(allow_blank=True)
    area = serializers.CharField()
    amount = serializers.DecimalField(**_MONEY)
    recovered = serializers.DecimalField(**_MONEY)
    state = serializers.CharField()
    reason = serializers.CharField()
    months = OverpaidMonthRow(many=True)


class OverpaymentPage(serializers.Serializer[Any]):
    """A page of overpayments."""

    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = OverpaymentRow(many=True)


class PaymentSchemes(APIView):
    """What is paid by the month."""

    permission = VIEW

    @extend_schema(operation_id="payment_schemes", summary="按月发放的项目", parameters=[AREA], responses=SchemePage)
    def get(self, request: Request) -> Response:
        area = request.query_params.get("area") or own_area(request.user, VIEW)
        return Response(whole([_scheme(one) for one in payment_schemes if may_see(one, request.user, area)]))


class PaymentList(APIView):
    """A month's list: frozen lines, or as it is due now."""

    permission = VIEW

    @extend_schema(
        operation_id="payment_list",
        summary="一个月的发放名单",
        parameters=[AREA, OpenApiParameter("after", OpenApiTypes.INT, description=f"从第几笔之后，每页 {SIZE} 笔")],
        responses=PaymentMonth,
    )
    def get(self, request: Request, scheme: str, month: str) -> Response:
        found_scheme, first = scheme_named(scheme), month_asked(month)
        area = request.query_params.get("area") or own_area(request.user, VIEW)
        asked = request.query_params.get("after", "")
        after = int(asked) if asked.isdigit() else 0
        with reaching(request.user, found_scheme, area):
            found = month_in(found_scheme, area, first)
            rows = _rows(found, after)
        more = len(rows) > SIZE
        link = request.build_absolute_uri(f"{request.path}?area={area}&after={after + SIZE}") if more else None
        return Response(
            {
                "frozen": found.frozen,
                "lines": found.lines,
                "amount": found.amount,
                "runs": [_run(run) for run in found.runs],
                "missing": found.draft.missing if found.draft is not None else {},
                "results": [_line(row) for row in rows[:SIZE]],
                "next": link,
            }
        )


class Overpayments(APIView):
    """What was paid too much, with months and causes."""

    permission = VIEW

    @extend_schema(
        operation_id="overpayments",
        summary="多发追回",
        parameters=[OpenApiParameter("state", OpenApiTypes.STR, enum=OverpaidState.values)],
        responses=OverpaymentPage,
    )
    def get(self, request: Request) -> Response:
        rows = visible(request.user, request.user.scope(VIEW))
        state = request.query_params.get("state", "")
        if state in OverpaidState.values:
            rows = rows.filter(state=state)
        pages = KeysetPagination()
        found = list(pages.paginate_queryset(rows.order_by("id"), request, view=self))
        people = payees({row.person_id for row in found})
        months: dict[int, list[dict[str, Any]]] = {}
        for one in OverpaidMonth.objects.filter(overpayment__in=found).order_by("month"):
            said = {"month": f"{one.month:%Y-%m}", "paid": one.paid, "due": one.due, "amount": one.amount}
            months.setdefault(one.overpayment_id, []).append(said)
        results = [
            {
                **{key: getattr(row, key) for key in ("uid", "scheme", "amount", "recovered", "state", "reason")},
                "person": people[row.person_id].uid if row.person_id in people else None,
                "name": people[row.person_id].name if row.person_id in people else "",
                "area": row.area_code,
                "months": months.get(row.pk, []),
            }
            for row in found
        ]
        return Response({"next": pages.get_next_link(), "previous": pages.get_previous_link(), "results": results})


def _scheme(scheme: PaymentScheme) -> dict[str, Any]:
    return {
        "code": scheme.key,
        "title": scheme.title,
        "duty": scheme.duty,
        "clause": scheme.clause,
        "parameters": list(scheme.parameters),
    }


def _run(run: PaymentRun) -> dict[str, Any]:
    keys = ("uid", "number", "supplement", "state", "lines", "amount", "sha256", "frozen_at")
    return {**{key: getattr(run, key) for key in keys}, "area": run.area_code}


def _rows(found: Month, after: int) -> list[listed.Listed]:
    """One more than a page, so that the answer knows whether there is another."""
    page = slice(after, after + SIZE + 1)
    if found.draft is not None:
        return listed.drafted(found.draft.lines[page])
    return listed.frozen(lines_in(found.runs, found.area).prefetch_related("members")[page])


def _line(row: listed.Listed) -> dict[str, Any]:
    keys = ("key", "name", "area", "amount", "reason", "arithmetic", "document", "change", "change_why", "missing")
    return {**{key: getattr(row, key) for key in keys}, "person": row.uid}
