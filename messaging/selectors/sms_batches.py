"""Batches for the screens."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, Sum, Value, When

from core.scope import Scope
from messaging.domain.sms_states import State
from messaging.models import Sms, SmsBatch, SmsTemplate
from messaging.models.sms import BatchState, SmsKind, TemplateState
from messaging.selectors.sms import Line, lines

MOST = 100
FEW = 60


@dataclass(frozen=True)
class BatchLine:
    """A batch on the list: how many of it go, went, stay."""

    row: SmsBatch
    going: int
    left_out: int
    arrived: int


def batches_in(scope: Scope) -> list[BatchLine]:
    """The newest, those that wait first."""
    left_out = Q(messages__state__in=[State.SUPPRESSED, State.HELD])
    rows = (
        SmsBatch.objects.filter(scope.q("area_code"))
        .select_related("template")
        .annotate(
            waits=Case(When(state=BatchState.DRAFT, then=Value(0)), default=Value(1), output_field=IntegerField()),
            all=Count("messages"),
            out=Count("messages", filter=left_out),
            arrived=Count("messages", filter=Q(messages__state=State.DELIVERED)),
        )
        .order_by("waits", "-pk")[:MOST]
    )
    return [BatchLine(row, row.all - row.out, row.out, row.arrived) for row in rows]


def batch_in(scope: Scope, uid: UUID) -> SmsBatch | None:
    """One batch; None outside the scope."""
    return SmsBatch.objects.filter(scope.q("area_code"), uid=uid).select_related("template").first()


@dataclass(frozen=True)
class Preview:
    """What a batch would send: how many, what it costs, the first names, and who is left out by reason."""

    going: int
    segments: int
    example: str
    first: list[Line]
    left_out: list[tuple[str, int]]
    left_names: list[Line]


def preview(batch: SmsBatch) -> Preview:
    """Of the messages as they are written down: nothing is reckoned anew."""
    rows = Sms.objects.filter(batch=batch)
    going = rows.exclude(state__in=[State.SUPPRESSED, State.HELD])
    sums = going.aggregate(number=Count("pk"), segments=Sum("segments"))
    first = list(going.select_related("template").order_by("pk")[:FEW])
    out = rows.filter(state__in=[State.SUPPRESSED, State.HELD])
    reasons = out.values_list("reason").annotate(number=Count("pk")).order_by("-number")
    left = list(out.select_related("template").order_by("pk")[:FEW])
    return Preview(
        sums["number"],
        sums["segments"] or 0,
        str(first[0].text) if first else "",
        lines(first),
        [(str(reason) or "没有说明", number) for reason, number in reasons],
        lines(left),
    )


def batch_templates() -> list[SmsTemplate]:
    """Those a batch may use."""
    return list(SmsTemplate.objects.filter(state=TemplateState.ACTIVE, kind=SmsKind.NOTICE).order_by("title"))
