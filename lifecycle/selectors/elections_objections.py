"""Objections of an election, each with its limits that can be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from core import clock
from core.parameters import read
from core.scope import Scope
from core.working_calendar import working_calendar
from lifecycle.domain.electoral_calendar import (
    DECISION_DAYS,
    SUIT_DAYS,
    counted_days,
    decision_until,
    objections_until,
)
from lifecycle.models import Election, Objection, RosterVersion
from lifecycle.parameters import DEADLINE_MOVES
from lifecycle.selectors.elections import ROSTER_OF, touching

_OFF = {"rest": "周末", "holiday": "法定节假日"}


@dataclass(frozen=True)
class ObjectionLine:
    """An objection with its limit: the days counted, the last one, how it stands, and until when a suit is possible."""

    row: Objection
    due: dt.date
    days: list[tuple[int, dt.date]]
    state: str
    tone: str
    hint: str
    suit_until: dt.date

    @property
    def open(self) -> bool:
        return not self.row.outcome


def posted_day(election: Election, area: str) -> dt.date | None:
    """The day the list was posted: as told, else the day of the first published edition that holds the area."""
    if election.posted_on:
        return election.posted_on
    first = (
        RosterVersion.objects.filter(touching(area), roster=ROSTER_OF[election.kind], period=election.day.isoformat())
        .order_by("published_at")
        .first()
    )
    return first.published_at.astimezone(clock.SHANGHAI).date() if first else None


def objection_window(election: Election, area: str) -> tuple[dt.date, dt.date] | None:
    """The first and last day for objections; None while no list is posted. The day of posting takes them too."""
    posted = posted_day(election, area)
    return (posted, objections_until(posted)) if posted else None


def rests_on(day: dt.date) -> str:
    """Why a day is a day off, in a word; "" for a working day."""
    calendar = working_calendar()
    return calendar.name(day) or _OFF.get(calendar.kind(day), "") if not calendar.is_working(day) else ""


def moving_words(day: dt.date, area: str) -> str:
    """What to say of a last day that is a day off: whether it moves is a parameter that nobody has settled (待确认)."""
    off = rests_on(day)
    if not off:
        return ""
    said = read(DEADLINE_MOVES.key, on=day, area=area)
    if said.value is None:
        return f"{day} 是{off}。选举期限遇休息日是否顺延没有定论（待确认），按当天办最稳妥。"
    return f"{day} 是{off}。{said.value}（{said.document}）"


def objections_of(election: Election, scope: Scope, *, today: dt.date) -> list[ObjectionLine]:
    """Objections about people of the scope, the open ones first, by their limit."""
    rows = Objection.objects.filter(
        scope.q("person__hukou_area", "person__living_area"), election=election
    ).select_related("person")
    lines = [_line(row, election, today) for row in rows.order_by("received_on", "pk")]
    return sorted(lines, key=lambda line: (not line.open, line.due))


def _line(row: Objection, election: Election, today: dt.date) -> ObjectionLine:
    due = decision_until(row.received_on)
    state, tone = _state(row, due, today)
    suit = election.day - dt.timedelta(days=SUIT_DAYS)
    hint = moving_words(due, election.area_code) if not row.outcome else ""
    return ObjectionLine(row, due, counted_days(row.received_on, DECISION_DAYS), state, tone, hint, suit)


def _state(row: Objection, due: dt.date, today: dt.date) -> tuple[str, str]:
    if row.decided_on:
        over = (row.decided_on - due).days
        return (f"晚了 {over} 天处理", "r") if over > 0 else ("按时处理", "p")
    left = (due - today).days
    if left < 0:
        return f"已超 {-left} 天", "r"
    return ("今天到期", "a") if left == 0 else (f"还有 {left} 天", "")
