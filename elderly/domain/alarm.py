"""Who may have 平安通 installed (穗民规字〔2023〕8号, in force 2023-10-01 – 2028-10-01)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

CLAUSE = "穗民规字〔2023〕8 号"
_AGE = 60
_CITY = "4401"
_SHANGHAI = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the rule asks of somebody."""

    age: int | None
    living: bool
    hukou_area: str
    living_area: str
    permit_valid: bool


def trouble(applicant: Applicant, city: str = _CITY) -> str:
    """Why this person may not have one, in words; empty when they may: lives in the city, 60 or over, registered there or with a
    valid residence permit.
    """
    if not applicant.living:
        return "已去世。"
    if applicant.age is None:
        return "不知道出生日期，先补上。"
    if applicant.age < _AGE:
        return f"要满 {_AGE} 周岁，现在 {applicant.age} 岁。"
    if not applicant.living_area.startswith(city):
        return "要住在本市。"
    if not applicant.hukou_area.startswith(city) and not applicant.permit_valid:
        return "户籍不在本市，也没有有效的居住证。"
    return ""


def last_heard(heard: dt.datetime | None, since: dt.date) -> dt.date:
    """The last day on which a device is known to have worked: heard of, else installed."""
    return heard.astimezone(_SHANGHAI).date() if heard else since


def is_silent(last: dt.date, on: dt.date, days: int | None) -> bool:
    """Has a device in use not been heard of for `days`? Without a number nothing is silent."""
    return days is not None and (on - last).days >= days
