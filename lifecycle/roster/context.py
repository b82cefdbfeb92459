"""Opening a roster: which one, where, as of when, by which values, and whether the asker may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from accounts.selectors.areas import area_tree
from core import clock
from core.errors import NotFound, UserError
from core.known_at import Moment, past_moment
from core.parameters import Reading, read_many
from core.scope import as_system
from core.ui.dates import NotADay
from core.ui.moments import EXAMPLE, parse_moment
from lifecycle.roster.declaration import Context, Roster, rosters
from residents.selectors.as_of import knowing
from residents.selectors.ground import BOUNDARIES, THEN

NO_ROSTER = "没有这个地区的名册，或不在你的范围内。"


class Unconfirmed(UserError):
    """A parameter that the roster counts by has no value for that day and area (待确认): no list is better than a guess."""


def roster_named(key: str) -> Roster:
    """The declared roster, or NotFound."""
    roster = rosters.get(key)
    if roster is None:
        known = "、".join(rosters.keys())
        raise NotFound(f"没有代码为“{key}”的名册。", remedy=f"现有的名册：{known}。")
    return roster


def day_asked(text: str, field: str = "as_of") -> dt.date:
    """The day that somebody typed; UserError when it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise UserError(f"{field} 不是日期。", remedy="按 2026-08-31 写。", field=field) from error


def moment_asked(text: str, field: str = "known_at") -> Moment:
    """The past moment that somebody typed; UserError when it is none, lies ahead, or does not stand still yet."""
    try:
        at = parse_moment(text, today=clock.today())
    except NotADay as error:
        raise UserError(f"{field} 不是时间。", remedy=f"写到分钟，{EXAMPLE}。", field=field) from error
    return past_moment(at, field)


def open_context(
    roster: Roster, *, area: str, as_of: dt.date, known_at: Moment | None = None, boundary: str = THEN
) -> Context:
    """The context of a roster for an area and day; NotFound when there is no such area, Unconfirmed while a parameter is
    待确认, UserError for a boundary that is none of residents.selectors.ground.BOUNDARIES.
    """
    if boundary not in BOUNDARIES:
        raise UserError(f"没有“{boundary}”这种界线。", remedy="写 then（当时的）或 now（现在的）。", field="boundary")
    if area not in area_tree():
        raise NotFound(NO_ROSTER)
    readings = read_many(roster.parameters, on=as_of, area=area, known=known_at)
    return _context(roster, area, as_of, readings, known_at, boundary)


def open_together(asked: Iterable[Roster], *, area: str, as_of: dt.date) -> list[tuple[Roster, Context | Unconfirmed]]:
    """Several rosters of one area and day, by what is known now: all their parameters in one statement."""
    if area not in area_tree():
        raise NotFound(NO_ROSTER)
    asked = list(asked)
    readings = read_many({key for roster in asked for key in roster.parameters}, on=as_of, area=area)
    opened: list[tuple[Roster, Context | Unconfirmed]] = []
    for roster in asked:
        try:
            opened.append((roster, _context(roster, area, as_of, {key: readings[key] for key in roster.parameters})))
        except Unconfirmed as unknown:
            opened.append((roster, unknown))
    return opened


def _context(
    roster: Roster,
    area: str,
    as_of: dt.date,
    readings: dict[str, Reading],
    known_at: Moment | None = None,
    boundary: str = THEN,
) -> Context:
    missing = [reading for reading in readings.values() if reading.value is None]
    if missing:
        raise Unconfirmed(f"{as_of} 的{roster.title}名册现在算不出来。", remedy=_unconfirmed(missing))
    rule = roster.rule(area, as_of, {key: reading.value for key, reading in readings.items()})
    return Context(
        area, as_of, roster.period(as_of), readings, rule, known_at, boundary, roster.permission, roster.facts
    )


def _unconfirmed(missing: list[Reading]) -> str:
    if len(missing) == 1:
        return missing[0].warning
    names = "".join(f"「{reading.parameter.name}」" for reading in missing)
    return f"{len(missing)} 个参数待确认：{names}。请在参数页录入数值和依据。"


def may_open(roster: Roster, by: Any, area: str, permission: str = "roster.view") -> bool:
    """Do the grants reach this roster of an area: the right to rosters, and the right that the roster asks for besides?"""
    needed = [permission, roster.permission] if roster.permission else [permission]
    return all(by.scope(one).covers(area) for one in needed)


@contextmanager
def reaching(by: Any, context: Context, permission: str = "roster.view") -> Iterator[None]:
    """Read the whole base for a roster of an area that the user's grants cover; else NotFound.

    Row-level security follows where people are *now*; a roster as of another day holds people who have left since, and its
    rows name parents who live elsewhere. So the statement runs as the system, and this is its only door: the area asked
    for must lie wholly inside the user's scope, and every criterion set carries that area's range in its own `Q`
    (docs/adr/0004-rosters-and-the-second-wall.md).
    """
    needed = [permission, context.permission] if context.permission else [permission]
    if not all(by.scope(one).covers(context.area) for one in needed):
        raise NotFound(NO_ROSTER)
    with (
        as_system(f"roster of {context.area} as of {context.as_of}, asked by {by.username}"),
        knowing(context.known_at, *context.facts),
    ):
        yield
