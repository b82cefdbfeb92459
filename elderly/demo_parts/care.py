"""Care of the demo: everybody's groups and plans, and the visits of the last two months, most of them made.

Set-based, deterministic: whatever is left to chance follows from the seed and the person's id. Shares are plausible, not measured:
four in five seen this month, a few overdue, a few not met once or twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from accounts.selectors.users import usernames_of
from accounts.services.demo import make_demo_streets
from core import clock
from core.clock import SHANGHAI
from core.scope import as_system
from elderly.domain.plans import Wanted
from elderly.selectors.derived import EVERYWHERE, belonging_in
from elderly.selectors.plans import choosing, wanted_plans
from elderly.services.care import settle, settle_everybody
from lifecycle.domain.visits import FAMILY, NOBODY, SELF
from lifecycle.services.tasks import open_tasks
from lifecycle.services.visits_demo import PastVisit, lay_visits
from lifecycle.task_kinds.visits import UNMET
from lifecycle.tasking.declaration import NewTask
from residents.demo.parts import Demo, DemoPart, demo_parts

_BY = "seed"
_SEEN, _MISSED, _TWICE, _OVERDUE = 0.80, 0.84, 0.845, 0.875  # of those to be visited; the rest was seen last month
_BEHIND = dt.timedelta(days=14)
_NOTES = (
    "",
    "",
    "",
    "膝盖疼，上下楼慢。",
    "儿子周末来过。",
    "在看电视，精神好。",
    "药快吃完了，提醒去社区医院开。",
    "要换灯泡，已报维修。",
)
_NEEDS = ("", "", "", "", "rice-oil", "talk", "escort", "meals")


def fill_care(demo: Demo) -> int:
    """Lay visits, make plans as of a fortnight ago for those who are overdue, then everybody's; returns how many have a plan."""
    with as_system("the demo population as a whole"):
        today = demo.now.date()
        make_demo_streets()
        wanted = wanted_plans(belonging_in(EVERYWHERE, on=today).values(), today)
        owners = _owners(wanted)
        fates = {person: Random(f"{demo.seed}:{person}").random() for person in wanted}  # noqa: S311
        lay_visits(
            [one for person, want in wanted.items() for one in _visits(want, owners[person], fates[person], demo)]
        )
        late = [person for person, fate in fates.items() if _TWICE <= fate < _OVERDUE]
        settle(late, by=_BY, on=today - _BEHIND)
        # Who has turned sixty since the first of the month is old as well.
        settle_everybody(by=_BY, on=max(today, clock.today()))
        _to_the_street([want for person, want in wanted.items() if _MISSED <= fates[person] < _TWICE], today)
    return len(wanted)


def _owners(wanted: dict[int, Wanted]) -> dict[int, str]:
    chooser = choosing()
    chosen = {person: chooser.owner(want.area).user for person, want in sorted(wanted.items())}
    names = usernames_of({user for user in chosen.values() if user})
    return {person: names.get(user or 0, _BY) for person, user in chosen.items()}


def _visits(want: Wanted, by: str, fate: float, demo: Demo) -> Iterator[PastVisit]:
    """Last month's visit, this month's, and those that met nobody."""
    draw, today = Random(f"{demo.seed}:{want.person}:visits"), demo.now.date()  # noqa: S311
    first = today.replace(day=1)
    before = first - dt.timedelta(days=draw.randint(2, 28))
    if fate < _TWICE or fate >= _OVERDUE:
        yield _made(want, by, before, draw)
    passed = max(0, (today - first).days - 1)
    if fate < _SEEN:
        close = min(passed, (want.rhythm.days or 31) - 1)
        yield _made(want, by, today - dt.timedelta(days=draw.randint(1, close) if close > 1 else 0), draw)
    elif fate < _TWICE:
        for back in (5, 2) if fate >= _MISSED else (3,):
            yield _made(want, by, today - dt.timedelta(days=back), draw, met=NOBODY)


def _made(want: Wanted, by: str, day: dt.date, draw: Random, *, met: str = "") -> PastVisit:
    at = dt.datetime.combine(day, dt.time(draw.randint(9, 16), draw.randint(0, 59)), tzinfo=SHANGHAI)
    key = f"{want.person}:{day.isoformat()}:{met}"  # somebody may be seen and not be met on one day
    if met == NOBODY:
        return PastVisit(key, want.person, want.area, at, by, NOBODY)
    if draw.random() < 0.12:
        return PastVisit(key, want.person, want.area, at, by, FAMILY, note="家人说在午睡。")
    return PastVisit(
        key,
        want.person,
        want.area,
        at,
        by,
        SELF,
        health=draw.choices(("same", "worse", "doctor"), (85, 12, 3))[0],
        mood=draw.choices(("calm", "low", "care"), (88, 10, 2))[0],
        fire=draw.choices(("fine", "hazard"), (97, 3))[0],
        needs=draw.choice(_NEEDS),
        note=draw.choice(_NOTES),
    )


def _to_the_street(people: list[Wanted], today: dt.date) -> None:
    """Not met twice in a row: the street looks for them (handbook §6.4)."""
    why = "居委会连续 2 次上门都没见到人。"
    open_tasks(
        [
            NewTask(UNMET, one.area, "", why, f"person:{one.person}", today, ((one.person, "subject"),), source=_BY)
            for one in people
        ],
        by=_BY,
    )


demo_parts.register(DemoPart("care", fill_care, order=80))
