"""What the law counts from the day of an election, backwards and forwards.

选举法 第二十八条 (list of voters), 第二十九条 (objections, suit), 第三十二条 (candidates); 居民委员会组织法（2025 修订）第十七条.
Days before the election are whole calendar days: D − 20 is the last day on which the list may be posted. Days after posting begin with the
next day (民法典 第二百零一条). Whether a last day that is a holiday moves (民法典 第二百零三条) is not settled for elections:
nothing moves by itself, the page says that it is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

LIST_DAYS, FIRST_CANDIDATES_DAYS, CANDIDATES_DAYS, SUIT_DAYS = 20, 15, 7, 5
OBJECTION_DAYS, DECISION_DAYS = 5, 3
TERM_YEARS = 5  # 宪法 第九十八条; 居民委员会组织法（2025 修订）第十四条

State = Literal["done", "done-late", "late", "today", "coming", "open"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A last day of the law: what must have happened by it, how it is counted, and where it stands in the law."""

    key: str
    title: str
    day: dt.date
    counted: str
    clause: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A deadline seen from a day: how it stands, in words; `rests` says that the last day is a day off."""

    deadline: Deadline
    state: State
    words: str
    done_on: dt.date | None = None
    rests: str = ""

    @property
    def late(self) -> bool:
        return self.state in ("late", "done-late")


def _before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days)


def congress_calendar(day: dt.date) -> list[Deadline]:
    """The deadlines of an election of deputies on `day`, in their order."""
    return [
        Deadline("list", "公布选民名单", _before(day, LIST_DAYS), f"选举日的 {LIST_DAYS} 日以前", "选举法第二十八条"),
        Deadline(
            "first-candidates",
            "公布初步候选人",
            _before(day, FIRST_CANDIDATES_DAYS),
            f"选举日的 {FIRST_CANDIDATES_DAYS} 日以前",
            "选举法第三十二条",
        ),
        Deadline(
            "candidates",
            "公布正式候选人",
            _before(day, CANDIDATES_DAYS),
            f"选举日的 {CANDIDATES_DAYS} 日以前",
            "选举法第三十二条",
        ),
        Deadline(
            "suit",
            "对申诉决定不服的，最迟起诉",
            _before(day, SUIT_DAYS),
            f"选举日的 {SUIT_DAYS} 日以前",
            "选举法第二十九条",
        ),
        Deadline("day", "选举日", day, "", ""),
    ]


def committee_calendar(day: dt.date) -> list[Deadline]:
    """The deadlines of the election of a residents' committee on `day`."""
    return [
        Deadline(
            "list",
            "公布登记参加选举的居民名单",
            _before(day, LIST_DAYS),
            f"选举日的 {LIST_DAYS} 日以前",
            "居民委员会组织法（2025 修订）第十七条",
        ),
        Deadline("day", "选举日", day, "", ""),
    ]


def objections_until(posted_on: dt.date) -> dt.date:
    """The last day for objections to a list posted on a day: the fifth after it (选举法 第二十九条; 组织法 第十七条)."""
    return posted_on + dt.timedelta(days=OBJECTION_DAYS)


def decision_until(received_on: dt.date) -> dt.date:
    """The last day to decide about an objection: the third after it came in."""
    return received_on + dt.timedelta(days=DECISION_DAYS)


def counted_days(start: dt.date, days: int) -> list[tuple[int, dt.date]]:
    """The days of a period that begins after `start`, each with its place: so that the last one can be read."""
    return [(number, start + dt.timedelta(days=number)) for number in range(1, days + 1)]


def standings(
    deadlines: list[Deadline],
    done: Mapping[str, dt.date | None],
    *,
    today: dt.date,
    rests: Callable[[dt.date], str] = lambda _day: "",
) -> list[Standing]:
    """How each deadline stands on `today`. `done`: when what it asks for happened, by key. `rests`: why a day is off, or ""."""
    return [_standing(one, done.get(one.key), today, rests(one.day) if one.key != "day" else "") for one in deadlines]


def _standing(deadline: Deadline, done_on: dt.date | None, today: dt.date, rests: str) -> Standing:
    if done_on is not None:
        over = (done_on - deadline.day).days
        if over > 0:
            return Standing(deadline, "done-late", f"{done_on} 办的，晚了 {over} 天", done_on, rests)
        return Standing(deadline, "done", f"{done_on} 已办", done_on, rests)
    left = (deadline.day - today).days
    if left == 0:
        return Standing(deadline, "today", "就是今天", None, rests)
    if left > 0:
        return Standing(deadline, "coming", f"还有 {left} 天", None, rests)
    if deadline.key in ("day", "suit"):
        return Standing(deadline, "open", "已过", None, rests)
    return Standing(deadline, "late", f"已过 {-left} 天，还没有办", None, rests)
