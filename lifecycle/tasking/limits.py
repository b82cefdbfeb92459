"""How long a task may take: the parameter in force in its area on the day from which it counts, and the day that follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from core.clock import SHANGHAI
from core.domain.working_days import WorkingCalendar
from core.parameters import ParameterBook, parameters
from core.working_calendar import working_calendar
from lifecycle.domain.deadlines import BY_CLOCK, Unit, due_day, due_moment
from lifecycle.tasking.declaration import Limit, task_kinds


@dataclass(frozen=True, slots=True)
class Measured:
    """A limit as it stood, and what it comes to. `number` None: 待确认, there is no due date."""

    number: int | None = None
    unit: str = ""
    parameter: str = ""
    document: str = ""
    certainty: str = ""
    due_on: dt.date | None = None
    due_at: dt.datetime | None = None
    starts_at: dt.datetime | None = None


NO_LIMIT = Measured()


class Measure:
    """Measures many tasks: the calendar and every version of the parameters are read once."""

    def __init__(self, kinds: Iterable[str], *, now: dt.datetime) -> None:
        limits = (task_kinds[kind].limit for kind in set(kinds))
        self._book = ParameterBook({limit.parameter for limit in limits if limit})
        self._now = now
        self.due_day = DueDays(working_calendar())
        self._read = cache(self._reading)

    def of(self, kind: str, area: str, starts_on: dt.date, starts_at: dt.datetime | None = None) -> Measured:
        """The limit of a task of this kind in this area from this day on."""
        limit = task_kinds[kind].limit
        if limit is None:
            return NO_LIMIT
        if limit.unit not in BY_CLOCK:
            return self._read(limit, area, starts_on)
        return by_clock(self._read(limit, area, starts_on), starts_at or clock_begins(starts_on, self._now))

    def _reading(self, limit: Limit, area: str, starts_on: dt.date) -> Measured:
        if limit.parameter not in parameters:
            return Measured(unit=limit.unit, parameter=limit.parameter)
        reading = self._book.read(limit.parameter, on=starts_on, area=area)
        number = None if reading.value is None else int(reading.value)
        due = None if number is None or limit.unit in BY_CLOCK else self.due_day(starts_on, number, limit.unit)
        document = f"{reading.document} {reading.clause}".strip()
        return Measured(number, limit.unit, limit.parameter, document[:300], reading.certainty[:4], due)


class DueDays:
    """`due_day` of one calendar, without pauses, each answer worked out once."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self.calendar = calendar
        self._known: dict[tuple[dt.date, int, str], dt.date | None] = {}

    def __call__(self, start: dt.date, number: int, unit: Unit) -> dt.date | None:
        asked = (start, number, unit)
        if asked not in self._known:
            self._known[asked] = due_day(self.calendar, start, number, unit)
        return self._known[asked]


def clock_begins(starts_on: dt.date, now: dt.datetime) -> dt.datetime:
    """Hours and minutes count from now; what began on an earlier day counts from that day's end, as days do."""
    if starts_on >= now.astimezone(SHANGHAI).date():
        return now
    return dt.datetime.combine(starts_on + dt.timedelta(days=1), dt.time(), SHANGHAI)


def by_clock(measured: Measured, begin: dt.datetime) -> Measured:
    """A limit in hours or minutes, from a moment on."""
    end = None if measured.number is None else due_moment(begin, measured.number, unit=measured.unit)
    return Measured(
        measured.number,
        measured.unit,
        measured.parameter,
        measured.document,
        measured.certainty,
        end and end.astimezone(SHANGHAI).date(),
        end,
        begin,
    )
