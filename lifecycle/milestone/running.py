"""Time tells: milestones of a day, of the days since the last run, and of people whose record says something else since.

Everything is decided and written inside the database. Running twice changes nothing: an event's source key is person and
day. Each stretch of days is a transaction of its own, so that months off cost no more memory than a night, and a killed
run goes on where it stopped.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import connection

from core.outbox import BY_CALENDAR
from core.scope import as_system
from core.telling import emit_selected, void_selected
from lifecycle.milestone.declaration import Milestone, milestones
from lifecycle.models import MilestoneProgress
from residents.selectors.days_of_life import CHANGED, STANDING, Days

BY: Final = "system"
UNDONE: Final = "节点随资料更正作废"
_STRETCH: Final = 31  # days told in one transaction
_MARGIN: Final = dt.timedelta(days=1)  # a change that was being written while the last run looked
_MANY: Final = 10_000  # people mended at a time

# The key of a milestone is person, what and day; a day that was taken back and holds again gets a number.
_DUE = f"""
SELECT due.person_id, here.area, due.day, due.payload, here.status, here.died_on, here.known_on,
  due.person_id || ':' || CASE due.what WHEN '' THEN '' ELSE due.what || ':' END || due.day AS base
FROM ({{due}}) due JOIN ({STANDING}) here ON here.id = due.person_id
"""
# Alive on the day: the wording of residents/selectors/as_of.py `living_on`.
_LIVED = "(died_on > day OR died_on IS NULL AND status = 'living')"
_TELL = f"""
SELECT person_id, area, day, payload, base || CASE WHEN taken_back > 0 THEN '~' || taken_back ELSE '' END AS key
FROM ({_DUE}) one
CROSS JOIN LATERAL (
  SELECT count(*) FILTER (WHERE e.status = 'voided' AND e.reason = '{UNDONE}') AS taken_back, count(*) AS told
  FROM core_event e
  WHERE e.kind = %s AND e.source_key >= one.base AND e.source_key < one.base || '~~' AND e.source_key <> ''
) former
WHERE status = 'living' AND area IS NOT NULL AND {_LIVED} AND told = taken_back AND (known_on <= day OR day = %s)
"""
_TOLD = f"""
SELECT e.id, s.person_id, e.source_key, e.occurred_on FROM core_eventsubject s JOIN core_event e ON e.id = s.event_id
WHERE s.person_id = ANY(%s) AND e.kind = %s AND e.status = 'registered' AND e.source LIKE '{BY_CALENDAR}%%'
"""
_WRONG = f"""
SELECT told.id FROM ({_TOLD}) told
LEFT JOIN ({_DUE}) holds ON holds.person_id = told.person_id AND holds.base = split_part(told.source_key, '~', 1) AND {_LIVED}
WHERE holds.person_id IS NULL
"""


def run_milestones(*, on: dt.date) -> int:
    """Tell what falls on `on` and on the days since the last run; returns how many events were told.

    A day is news to those whom the base knew by then: a register read in today tells no birthdays of last year. A day before
    the last run is told alone, and changes nothing of how far time has come.
    """
    total = _mend()
    for milestone in milestones:
        last = dt.date.min
        while last < on:
            told, last = _stretch(milestone, on)
            total += told
    return total


def _stretch(milestone: Milestone, on: dt.date) -> tuple[int, dt.date]:
    """Tell the next days up to `on`, a month at most: (events, the last day told)."""
    with as_system("time passes everywhere; whoever reads the events filters by area"):
        progress, _ = MilestoneProgress.objects.select_for_update().get_or_create(
            key=milestone.key, defaults={"since": on, "told_through": on, "ran_at": _now()}
        )
        # The last day again: somebody may have been registered after that night's run, on the very day.
        first = min(progress.told_through, on)
        last = min(on, first + dt.timedelta(days=_STRETCH))
        told = _tell(milestone, Days(first, last), on=on)
        progress.told_through, progress.ran_at = max(progress.told_through, last), _now()
        progress.save(update_fields=["told_through", "ran_at"])
    return told, last


def _tell(milestone: Milestone, days: Days, *, on: dt.date | None) -> int:
    due = milestone.due(days)
    select = _TELL.format(due=due.sql)
    params = [*due.params, milestone.event, on or dt.date.max]
    return emit_selected(
        milestone.event, select, params, source=f"{BY_CALENDAR}{days.last if on is None else on}", by=BY
    )


def _mend() -> int:
    """People whose birth date, sex, death or record changed since the last run: what was told wrongly is taken back, what holds
    now is told, within the days that have been told of.
    """
    with as_system("corrected birth dates, late deaths and merges, wherever they are"):
        told = list(MilestoneProgress.objects.filter(key__in=milestones.keys()))
        people = _changed_since(min(row.ran_at for row in told) - _MARGIN) if told else []
    total = 0
    for row in told:
        for start in range(0, len(people), _MANY):
            with as_system("corrected birth dates, late deaths and merges, wherever they are"):
                total += _mend_some(milestones[row.key], row, people[start : start + _MANY])
    return total


def _mend_some(milestone: Milestone, progress: MilestoneProgress, people: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT min(occurred_on), max(occurred_on) FROM ({_TOLD}) told", [people, milestone.event])
        first, last = cursor.fetchone()
    if first is not None:
        holds = milestone.due(Days(first, last, people))
        params = [people, milestone.event, *holds.params]
        void_selected(_WRONG.format(due=holds.sql), params, reason=UNDONE)
    return _tell(milestone, Days(progress.since, progress.told_through, people), on=None)


def _changed_since(moment: dt.datetime) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(CHANGED, [moment, moment, moment])
        return [pk for (pk,) in cursor.fetchall()]


def _now() -> dt.datetime:
    """By the database, whose clock the history is written by."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        return cursor.fetchone()[0]
