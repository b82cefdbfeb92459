"""The log of visits: page by page, cut by scope and by what was asked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib.auth import get_user_model
from django.db.models import Count, Q

from core import clock
from core.errors import NotFound
from core.scope import Scope
from lifecycle.domain.visits import MET, Difference, differences
from lifecycle.models import Visit
from lifecycle.models.visit import Standing
from lifecycle.selectors.visits_brought import kept_of
from lifecycle.selectors.visits_past import Made, answers_of
from residents.selectors.attention import Named, people_named

PAGE = 50


@dataclass(frozen=True)
class Asked:
    """The filters of the address: `met`, `month` (2026-11), `by` (sign-in name), `show` = differs; `before`: where the page begins."""

    met: str = ""
    month: str = ""
    by: str = ""
    show: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Asked:
        return cls(
            met=query.get("met", "") if query.get("met", "") in MET else "",
            month=query.get("month", "") if _month(query.get("month", "")) else "",
            by=query.get("by", "")[:150],
            show="differs" if query.get("show") == "differs" else "",
            before=query.get("before", ""),
        )

    def address(self, **changes: str) -> str:
        values = {"met": self.met, "month": self.month, "by": self.by, "show": self.show} | changes
        return "?" + urlencode({key: value for key, value in values.items() if value})


@dataclass(frozen=True)
class Line:
    """One visit of the log, with whom it was made to (None: not seen by the reader any more)."""

    made: Made
    person: Named | None
    by: str


@dataclass(frozen=True)
class Page:
    """`next`: the query of the next page, empty on the last one; `open`: visits that two people answered differently."""

    lines: list[Line]
    next: str
    open: int


def months(today: dt.date) -> list[str]:
    """This month and the eleven before it."""
    return [f"{today.year + (today.month - 1 - n) // 12}-{(today.month - 1 - n) % 12 + 1:02d}" for n in range(12)]


def log_page(scope: Scope, asked: Asked, *, reader: Any) -> Page:
    """Fifty visits in five statements, newest first; keyset by moment and id."""
    area = scope.q("area_code")
    rows = Visit.objects.filter(area).exclude(standing=Standing.JOINED)
    if asked.show:
        rows = rows.filter(standing=Standing.DIFFERS)
    if asked.met:
        rows = rows.filter(met=asked.met)
    if asked.by:
        rows = rows.filter(by=asked.by)
    if first := _month(asked.month):
        following = (first + dt.timedelta(days=32)).replace(day=1)
        rows = rows.filter(visited_at__gte=_midnight(first), visited_at__lt=_midnight(following))
    if cursor := _cursor(asked.before):
        rows = rows.filter(Q(visited_at__lt=cursor[0]) | Q(visited_at=cursor[0], pk__lt=cursor[1]))
    found = list(rows.prefetch_related("photos", "parts").order_by("-visited_at", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    people = people_named([row.person_id for row in shown])
    names = dict(
        get_user_model().objects.filter(username__in={row.by for row in shown}).values_list("username", "name")
    )
    last = shown[-1] if len(found) > PAGE else None
    return Page(
        [
            Line(
                Made(row, answers_of(row), tuple(row.photos.all()), told=kept_of(row.parts.all(), reader)),
                people.get(row.person_id),
                names.get(row.by, row.by),
            )
            for row in shown
        ],
        asked.address(before=f"{last.visited_at.isoformat()}~{last.pk}") if last else "",
        Visit.objects.filter(area, standing=Standing.DIFFERS).aggregate(n=Count("pk"))["n"],
    )


def differing(user: Any, uid: UUID) -> tuple[Made, Made, list[Difference]]:
    """(the visit that waits, the one that counts, their differences). Raises NotFound."""
    rows = Visit.objects.filter(user.scope("visit.do").q("area_code"), uid=uid, standing=Standing.DIFFERS)
    mine = rows.select_related("other", "person").first()
    if mine is None or mine.other is None:
        raise NotFound("没有要定的走访，或者已经定下了。")
    one, other = answers_of(mine), answers_of(mine.other)
    return Made(mine, one), Made(mine.other, other), differences(one, other)


def _month(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{text}-01")
    except ValueError:
        return None


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), clock.SHANGHAI)


def _cursor(text: str) -> tuple[dt.datetime, int] | None:
    moment, _, pk = text.partition("~")
    try:
        return dt.datetime.fromisoformat(moment.replace(" ", "+")), int(pk)
    except ValueError:
        return None
