"""The list of assessments: those due, or all that were made; page by page, cut by scope and by what was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet

from core.scope import Scope
from elderly.domain.assessment_words import ABILITY, SCALES
from elderly.models import Assessment
from elderly.selectors.assessments import Shown, due_days, due_words
from residents.selectors.attention import Named, people_named

PAGE = 50
NATION = "000000"


@dataclass(frozen=True)
class Asked:
    """The filters of the address; `after`: where the page begins."""

    due: bool = False
    scale: str = ""
    level: str = ""
    after: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Asked:
        return cls(
            "due" in query,
            query.get("scale", "") if query.get("scale", "") in SCALES else "",
            query.get("level", "") if query.get("level", "") in ("0", "1", "2", "3", "4") else "",
            query.get("after", ""),
        )

    def address(self, after: str) -> str:
        values = {"due": "1" if self.due else "", "scale": self.scale, "level": self.level, "after": after}
        return "?" + urlencode({key: value for key, value in values.items() if value})


@dataclass(frozen=True)
class Line:
    """One assessment with whom it is about (None: not seen by the reader any more); `due`: (words, tone) when it runs out."""

    shown: Shown
    person: Named | None
    due: tuple[str, str]


@dataclass(frozen=True)
class Page:
    """`next`: the query of the next page, empty on the last one."""

    lines: list[Line]
    next: str


def list_page(scope: Scope, asked: Asked, *, on: dt.date) -> Page:
    """Fifty assessments in three statements. Due: soonest end first; made: newest first. Keyset by day and id."""
    rows = _due(scope, on) if asked.due else Assessment.objects.filter(scope.q("area_code"))
    if asked.scale:
        rows = rows.filter(scale=asked.scale)
    if asked.level:
        rows = rows.filter(scale=ABILITY, level=int(asked.level))
    day, order = ("valid_until", ("valid_until", "id")) if asked.due else ("assessed_on", ("-assessed_on", "-id"))
    if cursor := _cursor(asked.after):
        beyond = "gt" if asked.due else "lt"
        rows = rows.filter(Q(**{f"{day}__{beyond}": cursor[0]}) | Q(**{day: cursor[0], f"pk__{beyond}": cursor[1]}))
    found = list(rows.order_by(*order)[: PAGE + 1])
    shown, last = found[:PAGE], found[PAGE - 1] if len(found) > PAGE else None
    people = people_named([row.person_id for row in shown])
    return Page(
        [Line(Shown(row), people.get(row.person_id), _due_of(row, on)) for row in shown],
        asked.address(f"{getattr(last, day)}~{last.pk}") if last else "",
    )


def number_due(scope: Scope, *, on: dt.date) -> int:
    """How many results have run out or soon will."""
    return _due(scope, on).count()


def _due(scope: Scope, on: dt.date) -> QuerySet[Assessment]:
    """By the number of days that holds where the scope lies; the living only."""
    area = scope.ranges[0][0] if scope.ranges else NATION
    until = on + dt.timedelta(days=due_days(area, on))
    rows: QuerySet[Assessment] = Assessment.objects.filter(scope.q("area_code"), standing=True, valid_until__lte=until)
    return rows.filter(person__status="living")


def _due_of(row: Assessment, on: dt.date) -> tuple[str, str]:
    ends = row.valid_until
    return due_words(ends, on) if row.standing and ends and ends <= on + dt.timedelta(days=30) else ("", "")


def _cursor(text: str) -> tuple[dt.date, int] | None:
    day, _, pk = text.partition("~")
    try:
        return dt.date.fromisoformat(day), int(pk)
    except ValueError:
        return None


def api_rows(person_id: int) -> list[dict[str, Any]]:
    """A person's assessments as programs read them, newest first: results and who looked, never single answers."""
    rows = Assessment.objects.filter(person_id=person_id).order_by("-assessed_on", "-recorded_at", "-id")
    return [plain(row) for row in rows]


def plain(row: Assessment) -> dict[str, Any]:
    """One assessment as JSON carries it."""
    return {
        "uid": str(row.uid),
        "client_uid": str(row.client_uid),
        "scale": row.scale,
        "assessed_on": row.assessed_on.isoformat(),
        "level": row.level,
        "score": row.score,
        "result": Shown(row).short,
        "reason": row.reason,
        "place": row.place,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "standing": row.standing,
        "voided": row.voided_at is not None,
        "assessor": row.assessor,
        "second": row.second_name,
    }
