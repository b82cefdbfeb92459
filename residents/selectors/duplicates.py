"""待核对: pairs of records that may be one person, within what the user may decide; where one stands in the queue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest

from core.errors import NotFound
from core.remember import remember
from core.scope import Scope, as_system
from residents.models import Likeness, Merge, Person

PERMISSION = "person.merge"
PAGE = 50
OPEN, LATER = Likeness.State.OPEN, Likeness.State.LATER
_COUNT_REMEMBERED = 30

# What waits first: undecided before put off; the likelier before the less likely.
_TURN = Case(When(state=OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())


@dataclass(frozen=True)
class Place:
    """Where a pair stands among those that wait: `number` from 1, 0 when it is decided; the pairs before and after it."""

    number: int
    total: int
    previous: UUID | None = None
    next: UUID | None = None


def waiting(scope: Scope) -> QuerySet[Likeness]:
    """Pairs that wait for a decision, both records in the scope, in the order of the queue."""
    return (
        _within(scope)
        .filter(state__in=(OPEN, LATER))
        .annotate(turn=_TURN)
        .select_related("left", "right")
        .order_by("turn", "-score", "pk")
    )


def decided(scope: Scope) -> QuerySet[Likeness]:
    """Pairs that somebody found to be two people, the latest first."""
    rows = _within(scope).filter(state=Likeness.State.APART).select_related("left", "right")
    return rows.order_by(F("decided_at").desc(nulls_last=True), "-pk")


def _within(scope: Scope) -> QuerySet[Likeness]:
    both = scope.q("left__hukou_area", "left__living_area") & scope.q("right__hukou_area", "right__living_area")
    merged = Person.Status.MERGED
    return Likeness.objects.filter(both).exclude(Q(left__status=merged) | Q(right__status=merged))


def pairs_page(scope: Scope, after: str) -> tuple[list[Likeness], str]:
    """A page of the queue after a mark (`turn.score.id`), and the mark of the next one ("" = none)."""
    rows = waiting(scope)
    parts = after.split(".")
    if len(parts) == 3 and all(part.isdigit() for part in parts):
        rows = rows.filter(_behind(*map(int, parts)))
    found = list(rows[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    return found[:PAGE], f"{last.turn}.{last.score}.{last.pk}" if last else ""  # type: ignore[attr-defined]


def _behind(turn: int, score: int, pk: int) -> Q:
    return Q(turn__gt=turn) | Q(turn=turn, score__lt=score) | Q(turn=turn, score=score, pk__gt=pk)


def pair_named(uid: UUID, *, scope: Scope) -> Likeness:
    """A pair of two records of the scope, decided or not; NotFound when one is merged away or out of sight."""
    pair = _within(scope).select_related("left", "right").filter(uid=uid).first()
    if pair is None:
        raise NotFound("没有这一件，或者不在你的范围里。")
    return pair


def merge_of_pair(uid: UUID) -> UUID | None:
    """The standing merge that closed a pair. Past the wall, which hides the record given up: its page asks who may see it."""
    with as_system("the record given up has no area any more"):
        pair = Likeness.objects.filter(uid=uid, state=Likeness.State.MERGED).values_list("left_id", "right_id").first()
        found = Merge.objects.filter(kept_id__in=pair or (), lost_id__in=pair or (), undone_at=None)
        return found.values_list("uid", flat=True).first()


def place_of(pair: Likeness, *, scope: Scope) -> Place:
    """第 2 件，共 6 件, with its neighbours."""
    rows = waiting(scope)
    total = rows.count()
    if pair.state not in (OPEN, LATER):
        return Place(0, total, None, rows.values_list("uid", flat=True).first())
    turn = 0 if pair.state == OPEN else 1
    behind = _behind(turn, pair.score, pair.pk)
    before = rows.exclude(behind | Q(pk=pair.pk))
    return Place(
        before.count() + 1,
        total,
        before.reverse().values_list("uid", flat=True).first(),
        rows.filter(behind).values_list("uid", flat=True).first(),
    )


def waiting_count(request: HttpRequest) -> int | None:
    """The number in the side bar: pairs nobody has looked at yet."""
    user: Any = request.user
    scope = user.scope(PERMISSION)
    area = getattr(request, "area", None)
    scope = scope.within(area.code) if area else scope
    count = remember(
        f"count:duplicates:{scope.key}",
        lambda: _within(scope).filter(state=OPEN).count(),
        seconds=_COUNT_REMEMBERED,
    )
    return count or None
