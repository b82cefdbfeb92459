"""How the rules fare: by kind of event and rule, how many deliveries, how quick, how many failed; what waits and why."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q

from core import clock
from core.dispatching import EventRow, oldest_waiting, read_events
from core.outbox import event_kinds
from core.sources import SourceWords, describe
from lifecycle.domain.delays import BOUNDS, quantile
from lifecycle.engine.declaration import Rule, rules
from lifecycle.models import Delivery, Effect, RuleDay
from residents.selectors.attention import Named, people_named

SHOWN = 100
LATE = dt.timedelta(minutes=2)  # what waits longer than this although nothing failed means that nobody delivers


@dataclass
class Cell:
    """A rule's deliveries of one kind of event in the days asked for. `p50`, `p99`: ms from the event to its effect."""

    rule: str
    kind: str
    declared: Rule | None
    done: int = 0
    effects: int = 0
    taken_back: int = 0
    failures: int = 0
    waits: int = 0
    parked: int = 0
    last_at: dt.datetime | None = None
    within: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))

    @property
    def title(self) -> str:
        return self.declared.title if self.declared else self.rule

    @property
    def p50(self) -> int | None:
        return quantile(self.within, 0.5)

    @property
    def p99(self) -> int | None:
        return quantile(self.within, 0.99)

    def add(self, day: RuleDay) -> None:
        self.done += day.done
        self.effects += day.effects
        self.taken_back += day.taken_back
        self.failures += day.failures
        self.last_at = max(filter(None, [self.last_at, day.last_at]))
        self.within = [a + b for a, b in zip(self.within, day.within, strict=True)]


@dataclass(frozen=True)
class KindOfEvent:
    """A kind of event and the rules that react to it."""

    key: str
    title: str
    icon: str
    cells: tuple[Cell, ...]


def matrix(*, days: int) -> list[KindOfEvent]:
    """Every declared rule under each of its kinds of event, with what it did in the last so many days: two statements."""
    cells = {(kind, rule.key): Cell(rule.key, kind, rule) for rule in rules for kind in rule.on}
    since = clock.today() - dt.timedelta(days=days - 1)
    for day in RuleDay.objects.filter(day__gte=since):
        key = (day.kind, day.rule)
        cells.setdefault(key, Cell(day.rule, day.kind, rules.get(day.rule))).add(day)
    _count_waiting(cells)
    by_kind: dict[str, list[Cell]] = defaultdict(list)
    for cell in sorted(cells.values(), key=lambda one: (one.declared.order if one.declared else 999, one.rule)):
        by_kind[cell.kind].append(cell)
    return [_kind(key, by_kind[key]) for key in sorted(by_kind, key=_place)]


def _count_waiting(cells: dict[tuple[str, str], Cell]) -> None:
    waiting = Delivery.objects.filter(state__in=["pending", "parked"]).values_list("event__kind", "rule", "state")
    for kind, rule, state, number in waiting.annotate(number=Count("id")):
        cell = cells.setdefault((kind, rule), Cell(rule, kind, rules.get(rule)))
        if state == Delivery.State.PARKED:
            cell.parked = number
        else:
            cell.waits = number


def _place(kind: str) -> int:
    known = event_kinds.keys()
    return known.index(kind) if kind in known else len(known)


def _kind(key: str, cells: Iterable[Cell]) -> KindOfEvent:
    kind = event_kinds.get(key)
    return KindOfEvent(key, kind.title if kind else key, kind.icon if kind else "calendar-event", tuple(cells))


@dataclass(frozen=True)
class Totals:
    """All rules together; `late`: since when something waits that should have been delivered."""

    done: int
    effects: int
    p50: int | None
    p99: int | None
    waits: int
    parked: int
    late: dt.datetime | None


def totals(kinds: Iterable[KindOfEvent]) -> Totals:
    """Sums over the matrix."""
    cells = [cell for kind in kinds for cell in kind.cells]
    within = [sum(counts) for counts in zip(*(cell.within for cell in cells), strict=True)] if cells else []
    return Totals(
        done=sum(cell.done for cell in cells),
        effects=sum(cell.effects for cell in cells),
        p50=quantile(within, 0.5),
        p99=quantile(within, 0.99),
        waits=sum(cell.waits for cell in cells),
        parked=sum(cell.parked for cell in cells),
        late=late_since(),
    )


def late_since() -> dt.datetime | None:
    """Since when an event or a delivery waits that should have been worked off long ago; None: all is well."""
    fresh = Q(state=Delivery.State.PENDING, attempts=0)
    told = Delivery.objects.filter(fresh, next_at__lt=clock.now() - LATE).aggregate(first=Min("next_at"))["first"]
    event = oldest_waiting()
    found = [moment for moment in (told, event) if moment and moment < clock.now() - LATE]
    return min(found, default=None)


def parked_count() -> int:
    return int(Delivery.objects.filter(state=Delivery.State.PARKED).count())


@dataclass(frozen=True)
class Stuck:
    """A delivery that failed: parked, or tried again at `next_at`. It names no resident."""

    id: int
    rule: str
    title: str
    event: str
    occurred_on: dt.date
    source: SourceWords | None
    parked: bool
    back: bool
    attempts: int
    next_at: dt.datetime | None
    error: str
    told_at: dt.datetime


def stuck(*, rule: str = "") -> list[Stuck]:
    """Parked deliveries, then those that back off, the oldest first; at most SHOWN."""
    rows = Delivery.objects.filter(state__in=[Delivery.State.PARKED, Delivery.State.PENDING]).exclude(error="")
    if rule:
        rows = rows.filter(rule=rule)
    found = list(rows.order_by("state", "id")[:SHOWN])
    events = {event.id: event for event in read_events([row.event_id for row in found])}
    sources = describe(event.source for event in events.values())
    return [_stuck(row, events[row.event_id], sources) for row in found]


def _stuck(row: Delivery, event: EventRow, sources: dict[str, SourceWords]) -> Stuck:
    rule, kind = rules.get(row.rule), event_kinds.get(event.kind)
    return Stuck(
        row.pk,
        row.rule,
        rule.title if rule else row.rule,
        kind.title if kind else event.kind,
        event.occurred_on,
        sources.get(event.source),
        row.state == Delivery.State.PARKED,
        row.direction == Delivery.Direction.TAKE_BACK,
        row.attempts,
        row.next_at,
        row.error,
        row.told_at,
    )


@dataclass(frozen=True)
class DoneBy:
    """An effect of a rule as its page lists it; `person` only if the reader may see that person."""

    effect: Effect
    person: Named | None
    event: str
    source: SourceWords | None

    @property
    def state(self) -> str:
        return str(self.effect.get_state_display())


def latest_of(rule: str, *, most: int = 50) -> list[DoneBy]:
    """The newest effects of a rule within the reader's sight."""
    rows = list(Effect.objects.filter(rule=rule).order_by("-id")[:most])
    people = people_named(row.person_id for row in rows if row.person_id)
    events = {event.id: event for event in read_events([row.event_id for row in rows])}
    sources = describe(event.source for event in events.values())
    found = []
    for row in rows:
        event = events[row.event_id]
        kind = event_kinds.get(event.kind)
        person = people.get(row.person_id or 0)
        found.append(DoneBy(row, person, kind.title if kind else event.kind, sources.get(event.source)))
    return found


def days_of(rule: str, *, most: int = 30) -> list[Cell]:
    """A rule's last days, the newest first: cells whose `last_at` tells the day."""
    cells: dict[dt.date, Cell] = {}
    for day in RuleDay.objects.filter(rule=rule).order_by("-day")[: most * 4]:
        cells.setdefault(day.day, Cell(rule, day.kind, rules.get(rule))).add(day)
    return list(cells.values())[:most]
