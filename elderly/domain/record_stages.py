"""Whether somebody has an elder record, and which (handbook §6.1): full from 60, prepared from 55, resting when dead or gone."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from residents.domain.ages import age_on

PRE_AGE = 55  # 接近60(55+)预建档: seed document of Yuexiu, S4
FULL_AGE = 60  # 老年人权益保障法 第二条
PRE, FULL = "pre", "full"
DIED, LEFT, MERGED, MISTAKE = "died", "left", "merged", "mistake"
CLOSINGS = (DIED, LEFT, MERGED, MISTAKE)


@dataclass(frozen=True, slots=True)
class Standing:
    """What the base says of a person on a day. `area`: the community that answers, "" for somebody who belongs to none."""

    birth: dt.date | None
    died_on: dt.date | None
    dead: bool
    merged: bool
    area: str


def wanted(standing: Standing, day: dt.date) -> str:
    """`pre` or `full`: the stage that the record should have; else why a record that there is should rest."""
    if standing.merged:
        return MERGED
    if standing.dead or (standing.died_on and standing.died_on <= day):
        return DIED
    if not standing.area:
        return LEFT
    if standing.birth is None or age_on(standing.birth, day) < PRE_AGE:
        return MISTAKE
    return FULL if age_on(standing.birth, day) >= FULL_AGE else PRE


def act(now: str, closed: str, stage: str, area: str, standing_area: str) -> str:
    """What is to be done: open · close · reopen · full · pre · move, "" for nothing.

    `now`: what is wanted. Of the record there is: `stage` ("" for none), `closed` (why it rests, "" while open), `area`.
    """
    if not stage:
        return "" if now in CLOSINGS else "open"
    if now in CLOSINGS:
        return "" if closed else "close"
    if closed:
        return "reopen"
    if now != stage:
        return now
    return "move" if area != standing_area else ""


_STATES = {PRE: "预建档", FULL: "正式"}
_RESTING = {DIED: "去世，已关闭", LEFT: "离开本地，已关闭", MERGED: "已并入另一条", MISTAKE: "建档依据已作废"}
_ACTS = {
    "open": "建立",
    "reopen": "重新打开",
    FULL: "转为正式",
    PRE: "改回预建档",
    "move": "随人转到新的社区",
}


def record_words(stage: str, closing: str) -> str:
    """How a record stands: 预建档, 正式, or why it rests."""
    return _RESTING[closing] if closing else _STATES[stage]


def act_words(done: str, wanted_now: str) -> str:
    """What was done with a record, to stand after 老人档案."""
    if done == "close":
        return {DIED: "关闭（去世）", LEFT: "关闭（离开本地）", MERGED: "关闭（记录合并）"}.get(wanted_now, "关闭")
    return "预建档" if done == "open" and wanted_now == PRE else _ACTS[done]
