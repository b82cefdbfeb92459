"""探访保障: everybody of the six groups by name, and how it stands with their visit this month (月探访率: handbook §6.4).

Each person is in exactly one state, so that the numbers add up to the people; every number opens its names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from core import clock
from core.remember import remember
from core.scope import Scope
from core.ui.formats import age_text
from elderly.domain.categories import NATIONAL, categories, names_of
from elderly.models import CarePlan
from lifecycle.selectors.care_visits import at_street, met_at, missed_since

PAGE = 50
SEEN, DUE, OVERDUE, MISSED, STREET, WITHOUT, UNSEEN, ALL = (
    "seen", "due", "overdue", "missed", "street", "without", "unseen", "",
)  # fmt: skip
# (words, tone of the number, tone of the chip)
STATES = {
    SEEN: ("本月已见到", "", "p"),
    DUE: ("还没到日子", "", ""),
    OVERDUE: ("过了日子", "red", "r"),
    MISSED: ("去了没见到", "amb", "a"),
    STREET: ("多次没见到，转街道", "red", "r"),
    WITHOUT: ("没有日子或责任人", "red", "r"),
}
_LAST = dt.date(9999, 12, 31)
_SECONDS = 60


@dataclass(frozen=True)
class Asked:
    """What the address asks for. `show`: a state, or UNSEEN for everybody not met this month. `group`: a code. `mine`: the reader's own."""

    show: str = ALL
    group: str = ""
    owner: str = ""
    area: str = ""
    mine: bool = False
    after: tuple[dt.date, int] | None = None

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Asked:
        show, group = said.get("show", ""), said.get("group", "")
        day, _, pk = said.get("after", "").partition("_")
        after = None
        if pk.isdigit() and len(day) == 10:
            try:
                after = (dt.date.fromisoformat(day), int(pk))
            except ValueError:
                after = None
        return cls(
            show if show in (*STATES, UNSEEN) else ALL,
            group if group in categories() else "",
            said.get("owner", "")[:150],
            said.get("area", "") if said.get("area", "").isdigit() else "",
            bool(said.get("mine")),
            after,
        )

    def address(self, **changes: Any) -> str:
        now = replace(self, after=None, **changes)
        values = {
            "show": now.show,
            "group": now.group,
            "owner": now.owner,
            "area": now.area,
            "mine": "1" if now.mine else "",
            "after": f"{now.after[0]}_{now.after[1]}" if now.after else "",
        }
        return "?" + urlencode({key: value for key, value in values.items() if value})

    def next(self, day: dt.date, pk: int) -> str:
        return f"{self.address()}&after={day}_{pk}"


@dataclass(frozen=True)
class Line:
    """One person with the plan, who answers, and how it stands."""

    plan: CarePlan
    state: str
    met_on: dt.date | None
    missed: int
    today: dt.date

    @property
    def who(self) -> str:
        return age_text(self.plan.person.birth_date, self.today) if self.plan.person.birth_date else ""

    @property
    def groups(self) -> str:
        return names_of(self.plan.groups)

    @property
    def words(self) -> str:
        if self.state == MISSED:
            return f"去了 {self.missed} 次没见到"
        if self.state == OVERDUE and self.plan.next_on:
            return f"过了 {(self.today - self.plan.next_on).days} 天"
        return STATES[self.state][0]

    @property
    def tone(self) -> str:
        return STATES[self.state][2]


@dataclass(frozen=True)
class Coverage:
    """A page of names with the numbers above it."""

    lines: list[Line]
    counts: Mapping[str, int] = field(default_factory=dict)
    next_url: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def seen(self) -> int:
        return self.counts.get(SEEN, 0)

    @property
    def unseen(self) -> int:
        return self.total - self.seen

    @property
    def percent(self) -> str:
        """`98.6%`; never 100 while somebody is missing."""
        if not self.total:
            return "—"
        share = 100 * self.seen / self.total
        return f"{min(share, 99.9) if self.unseen else 100:.1f}%"


def coverage(scope: Scope, asked: Asked, *, reader: Any, today: dt.date) -> Coverage:
    """One page of fifty, the most urgent first, and how many are in which state."""
    rows = _asked(scope, asked, reader, today)
    key = f"coverage:{scope.key}:{asked.group}:{asked.owner}:{asked.area}:{reader.pk if asked.mine else ''}:{today}"
    counts = remember(key, lambda: _counts(rows), seconds=_SECONDS) if _large(asked) else _counts(rows)
    chosen = rows.filter(_shown(asked.show)).select_related("person", "owner").order_by("day", "pk")
    if asked.after:
        day, pk = asked.after
        chosen = chosen.filter(Q(day__gt=day) | Q(day=day, pk__gt=pk))
    found = list(chosen[: PAGE + 1])
    lines = [_line(row, today) for row in found[:PAGE]]
    last = found[PAGE - 1] if len(found) > PAGE else None
    return Coverage(lines, counts, asked.next(last.day, last.pk) if last else "")  # type: ignore[attr-defined]


def _large(asked: Asked) -> bool:
    """Numbers of a street or district may be a minute old; those of the own list are counted each time."""
    return not (asked.mine or asked.owner)


def _counts(rows: QuerySet[Any]) -> dict[str, int]:
    return dict(rows.order_by().values_list("state").annotate(n=Count("pk")))


def _asked(scope: Scope, asked: Asked, reader: Any, today: dt.date) -> QuerySet[Any]:
    within = scope.within(asked.area) if asked.area else scope
    rows = CarePlan.objects.filter(within.q("area_code"), closed_on=None)
    rows = rows.filter(groups__overlap=[asked.group] if asked.group else list(NATIONAL))
    if asked.mine:
        rows = rows.filter(owner=reader)
    if asked.owner:
        rows = rows.filter(owner__username=asked.owner)
    return with_states(rows, today)


def with_states(rows: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    """Plans with `met`, `missed`, `state` and `day`."""
    month = dt.datetime(today.year, today.month, 1, tzinfo=clock.SHANGHAI)
    without = Q(next_on=None) | Q(owner=None)
    state = Case(
        When(without, then=Value(WITHOUT)),
        When(met__gte=month, then=Value(SEEN)),
        When(street=True, then=Value(STREET)),
        When(missed__gt=0, then=Value(MISSED)),
        When(next_on__lt=today, then=Value(OVERDUE)),
        default=Value(DUE),
        output_field=CharField(),
    )
    rows = rows.annotate(met=met_at(), street=at_street()).annotate(missed=missed_since("met"))
    return rows.annotate(state=state, day=Coalesce(F("next_on"), Value(_LAST)))


def _shown(show: str) -> Q:
    if show == UNSEEN:
        return ~Q(state=SEEN)
    return Q(state=show) if show else Q()


def _line(row: Any, today: dt.date) -> Line:
    met = row.met.astimezone(clock.SHANGHAI).date() if row.met else None
    return Line(row, row.state, met, row.missed, today)


def line_of(plan: CarePlan, today: dt.date) -> Line:
    """How it stands with one plan."""
    return _line(with_states(CarePlan.objects.filter(pk=plan.pk), today).select_related("person", "owner").get(), today)
