"""Who is due for a check-up this year, longest ago first; and who has an appointment. Names for those whose work it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from core.parameters import read
from core.scope import Scope
from elderly.domain.checkup_year import waiting_words, year_begins
from elderly.models import Checkup
from elderly.parameters.checkup import CHECKUP_AGE
from elderly.rosters.checkup_due import last_exam
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import living_on, people_on
from residents.selectors.words import masked_phone, sex_word

PAGE = 50
_NEVER = dt.date(1900, 1, 1)  # sorts before every check-up
_SOON = 30  # days: an appointment within a month is shown as near (P)
SHOWS = {
    "": "今年还没有体检",
    "long": "两年没有体检",
    "never": "没有体检记录",
    "booked": "预约在 30 天内",
    "missed": "预约已过",
}


@dataclass(frozen=True)
class Asked:
    """What the list was asked for; `after` is the place in it (day of the last check-up, person)."""

    show: str = ""
    old: bool = False  # only 80 and older
    after: tuple[dt.date, int] | None = None

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> Asked:
        show = sent.get("show", "")
        day, _, pk = sent.get("after", "").partition("_")
        try:
            after = (dt.date.fromisoformat(day), int(pk)) if pk else None
        except ValueError:
            after = None
        return cls(show if show in SHOWS else "", sent.get("old") == "1", after)

    def address(self, after: tuple[dt.date, int] | None = None) -> str:
        """The query string of this list from a place on."""
        parts = [f"show={self.show}" if self.show else "", "old=1" if self.old else ""]
        parts.append(f"after={after[0]}_{after[1]}" if after else "")
        return "?" + "&".join(filter(None, parts))


@dataclass(frozen=True)
class DueLine:
    """Somebody who is due."""

    id: int
    uid: UUID
    name: str
    who: str
    phone: str
    address: str
    area: str
    last: dt.date | None
    waiting: str
    next_on: dt.date | None
    missed: bool

    @property
    def tone(self) -> str:
        return "a" if self.last is None or self.missed else ""


@dataclass(frozen=True)
class DuePage:
    lines: list[DueLine]
    next_url: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    entitled: int = 0
    age: int | None = None  # None: the parameter waits to be confirmed

    @property
    def examined(self) -> int:
        return self.entitled - self.counts.get("", 0)

    @property
    def percent(self) -> int:
        return round(100 * self.examined / self.entitled) if self.entitled else 0


def due_page(scope: Scope, asked: Asked, *, area: str, today: dt.date) -> DuePage:
    """A page of 50 and the numbers above it, in three statements (one of them for the parameter)."""
    found = read(CHECKUP_AGE.key, on=today, area=area or "000000").value
    if found is None:
        return DuePage([])
    age = int(found)
    entitled = _entitled(scope, age, today)
    due = _due(entitled, today)
    rows = list(_narrowed(due, asked, today)[: PAGE + 1])
    lines = [_line(row, today) for row in rows[:PAGE]]
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    next_url = asked.address((last.since, last.pk)) if last else ""
    return DuePage(lines, next_url, _counts(due, today), entitled.count(), age)


def people_due(area: str, today: dt.date) -> list[int]:
    """The ids of those who are due in an area, longest ago first; nobody while the age waits to be confirmed."""
    age = read(CHECKUP_AGE.key, on=today, area=area).value
    if age is None:
        return []
    rows = _narrowed(_due(_entitled(Scope.of([area]), int(age), today), today), Asked(), today)
    return list(rows.values_list("pk", flat=True))


def _due(entitled: QuerySet[Any], today: dt.date) -> QuerySet[Any]:
    return entitled.filter(Q(last_exam=None) | Q(last_exam__lt=year_begins(today)))


def _entitled(scope: Scope, age: int, today: dt.date) -> QuerySet[Any]:
    """Old enough, alive and living here, with the day of the latest check-up and the appointment made at it."""
    rows = Checkup.objects.filter(person=OuterRef("pk")).order_by("-exam_on")
    return (
        people_on(today)
        .filter(scope.q("living_area"), living_on(today), birth_date__lte=born_by(age, today))
        .exclude(living_area="")
        .annotate(last_exam=last_exam(today), next_on=rows.values("next_on")[:1])
    )


def _narrowed(due: QuerySet[Any], asked: Asked, today: dt.date) -> QuerySet[Any]:
    rows = due.filter(_shown(asked.show, today)).annotate(
        since=Coalesce(F("last_exam"), Value(_NEVER), output_field=DateField())
    )
    if asked.old:
        rows = rows.filter(birth_date__lte=born_by(80, today))
    if asked.after:
        day, pk = asked.after
        rows = rows.filter(Q(since__gt=day) | Q(since=day, pk__gt=pk))
    return rows.order_by("since", "pk")


def _shown(show: str, today: dt.date) -> Q:
    last_year = dt.date(today.year - 1, 1, 1)
    return {
        "": Q(),
        "long": Q(last_exam=None) | Q(last_exam__lt=last_year),
        "never": Q(last_exam=None),
        "booked": Q(next_on__gte=today, next_on__lte=today + dt.timedelta(days=_SOON)),
        "missed": Q(next_on__lt=today),
    }[show]


def _counts(due: QuerySet[Any], today: dt.date) -> dict[str, int]:
    """How many stand in each list, in one statement."""
    asked = {f"n{place}": Count("pk", filter=_shown(show, today)) for place, show in enumerate(SHOWS)}
    counted = due.aggregate(**asked)
    return {show: counted[f"n{place}"] for place, show in enumerate(SHOWS)}


def _line(row: Any, today: dt.date) -> DueLine:
    return DueLine(
        id=row.pk,
        uid=row.uid,
        name=row.name,
        who=f"{sex_word(row.sex)}，{age_on(row.birth_date, today)} 岁",
        phone=masked_phone(row.phone) if row.phone else "",
        address=row.living_address,
        area=row.living_area,
        last=row.last_exam,
        waiting=waiting_words(row.last_exam, today),
        next_on=row.next_on,
        missed=row.next_on is not None and row.next_on < today,
    )
