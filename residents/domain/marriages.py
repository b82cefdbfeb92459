"""What a marriage or divorce does to a marital status, and when either can be. Pure (handbook §4).

民法典 第一千零四十七条 (legal age), 第一千零七十六条至第一千零七十八条 (divorce by agreement), 第一千零七十九条、第一千零八十条 (by court).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from residents.domain.ages import age_on

HUSBAND, WIFE = "husband", "wife"
ROLES = (HUSBAND, WIFE)
SEX_OF = {HUSBAND: "1", WIFE: "2"}
SIDES = {HUSBAND: "男方", WIFE: "女方"}
# 民法典 第一千零四十七条: 男不得早于二十二周岁，女不得早于二十周岁.
MARRIAGE_AGE = {"1": 22, "2": 20}

# GB/T 2261.2.
NEVER, MARRIED, FIRST, AGAIN, SAME_AGAIN, WIDOWED, DIVORCED = "10", "20", "21", "22", "23", "30", "40"
_WITH_SPOUSE = (MARRIED, FIRST, AGAIN, SAME_AGAIN)
_ENDED = (WIDOWED, DIVORCED)
COOLING_OFF = dt.timedelta(days=30)
_CLAIMING = dt.timedelta(days=30)


def with_spouse(code: str) -> bool:
    """Is this a code of somebody who is married?"""
    return code in _WITH_SPOUSE


def too_young(sex: str, born: dt.date | None, on: dt.date) -> int | None:
    """The legal age that the party had not reached on the day; None when reached, or not known. Reached on the birthday itself."""
    least = MARRIAGE_AGE.get(sex)
    return least if least and born and age_on(born, on) < least else None


def status_after_marriage(*, before: str, said: str = "", married_before: bool, same_again: bool) -> str:
    """21, 22 or 23 (GB/T 2261.2), 20 when nothing tells which.

    `before`: the base's code; `said`: what the certificate calls the time before (登记前), which counts where the base does not know
    better; `married_before`, `same_again`: the base knows an earlier marriage, or one with the same person.
    """
    if same_again:
        return SAME_AGAIN
    if married_before or before in _ENDED or said in _ENDED:
        return AGAIN
    if before in (FIRST, AGAIN, SAME_AGAIN):
        return before  # said in full already: the base learns the day only
    if NEVER in (before, said):
        return FIRST
    return MARRIED


@dataclass(frozen=True, slots=True)
class CoolingOff:
    """离婚冷静期: its last day, and the days on which both may fetch the certificate (both included)."""

    ends_on: dt.date
    claim_from: dt.date
    claim_until: dt.date


def cooling_off(applied_on: dt.date) -> CoolingOff:
    """民法典 第一千零七十七条: thirty days from the application, whose own day does not count, in which either may withdraw; thirty more to
    fetch the certificate, else the application counts as withdrawn. Natural days: offices differ about holidays (handbook §4).
    """
    ends = applied_on + COOLING_OFF
    return CoolingOff(ends, ends + dt.timedelta(days=1), ends + _CLAIMING)
