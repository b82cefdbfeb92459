"""How often an old person must be seen, by the groups they belong to, and on which day next (handbook §6.4).

At least once in each calendar month: the six groups of 民发〔2022〕73 号. More often, by parameters: 孤寡, 失能独居, 80 and older alone,
计划生育特殊家庭. The other groups only where an office has said how often.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from elderly.domain.categories import (
    ALONE,
    CHILDLESS,
    DISABLED,
    NATIONAL,
    ONE_CHILD_LOST,
    VERY_OLD,
    name_of,
    names_of,
)
from lifecycle.domain.visits import Rhythm, strictest

# Keys of a cadence: days between two visits, None where nobody has said.
CHILDLESS_KEY, LONE_DISABLED_KEY, LONE_80_KEY, ONE_CHILD_KEY = "childless", "lone-disabled", "lone-80", "one-child"
OTHER_CODES = ("03", "09", "10", "11", "12", "13")
Cadence = Mapping[str, int | None]


def rhythms(codes: Collection[str], age: int, cadence: Cadence) -> list[Rhythm]:
    """Every reason to come again, the monthly floor first. Empty: nobody has to come regularly."""
    held = set(codes)
    found = []
    if floor := held & set(NATIONAL):
        found.append(Rhythm(None, f"{names_of(floor)}每月至少一次"))
    closer = (
        (CHILDLESS_KEY, CHILDLESS in held, name_of(CHILDLESS)),
        (LONE_DISABLED_KEY, {ALONE, DISABLED} <= held, "失能独居老人"),
        (LONE_80_KEY, ALONE in held and age >= VERY_OLD, f"{VERY_OLD} 岁以上独居"),
        (ONE_CHILD_KEY, ONE_CHILD_LOST in held, name_of(ONE_CHILD_LOST)),
        *((code, code in held, name_of(code)) for code in OTHER_CODES),
    )
    found += [
        Rhythm(days, f"{words}每 {days} 天一次") for key, holds, words in closer if holds and (days := cadence.get(key))
    ]
    return found


def governing(reasons: Collection[Rhythm], on: dt.date) -> Rhythm | None:
    """The one that asks for the earliest next visit."""
    return strictest(reasons, on)


def visited_groups(codes: Collection[str], cadence: Cadence) -> tuple[str, ...]:
    """Those of the groups for which somebody comes regularly."""
    asked = {*NATIONAL, *(code for code in OTHER_CODES if cadence.get(code))}
    if cadence.get(CHILDLESS_KEY):
        asked.add(CHILDLESS)
    return tuple(sorted(asked & set(codes)))


def first_visit(on: dt.date, days: int | None, rhythm: Rhythm) -> dt.date:
    """By which day somebody who has never been met is seen: within `days`, or by the end of the month, and never later than the
    rhythm allows. On the last days of a month there is time until its end only when nobody has said otherwise.
    """
    month_end = (on.replace(day=1) + dt.timedelta(days=32)).replace(day=1) - dt.timedelta(days=1)
    latest = on + dt.timedelta(days=days) if days else max(month_end, on)
    return min(latest, on + dt.timedelta(days=rhythm.days)) if rhythm.days else latest


def next_visit(
    rhythm: Rhythm, *, met_on: dt.date | None, on: dt.date, first_days: int | None, agreed: dt.date | None = None
) -> dt.date:
    """The day of the next visit, today or later: what was agreed at the last one (`agreed`, while it lies ahead), else the latest
    day that the rhythm allows after `met_on`; the first visit's day for somebody who was never met or is long overdue.
    """
    first = first_visit(on, first_days, rhythm)
    if agreed is not None and agreed >= on:
        return agreed
    if met_on is None:
        return first
    latest = rhythm.latest(met_on)
    return latest if latest >= on else first
