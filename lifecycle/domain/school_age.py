"""Children who enter primary school in a year, and how they belong to an area.

义务教育法 第十一条: a child who has turned six enters school; Guangzhou counts by 31 August. 第十二条: at the school near the
registration, and where the parents work or live when that is elsewhere.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from core.domain.area_codes import area_prefix
from residents.domain.ages import school_cohort, school_entry_year

TOGETHER: Final = "人户一致"
APART: Final = "人户分离"
MIGRANT: Final = "随迁"
UNKNOWN: Final = "待摸底"

# 北京 天津 上海 重庆: the city is the province.
_MUNICIPALITIES = ("11", "12", "31", "50")
_COMMUNITY = 12


@dataclass(frozen=True)
class Cohort:
    """The birth dates, both inclusive, of those who enter school in `year`."""

    year: int
    first: dt.date
    last: dt.date

    def holds(self, birth: dt.date) -> bool:
        return self.first <= birth <= self.last


def cohort(year: int, *, age: int, cut_off: str) -> Cohort:
    """`cohort(2026, age=6, cut_off="08-31")` → 2019-09-01 … 2020-08-31. `cut_off` is month-day."""
    first, last = school_cohort(year, age=age, cut_off=_month_day(cut_off))
    return Cohort(year, first, last)


def entry_year(birth: dt.date, *, age: int, cut_off: str) -> int:
    """The year in which a child born on `birth` enters school."""
    return school_entry_year(birth, age=age, cut_off=_month_day(cut_off))


def remark_on_birth(birth: dt.date | None, of: Cohort) -> str:
    """What a reader asks about a birth date at the edge of the cohort; "" in its middle."""
    if birth is None:
        return "没有登记出生日期，判断不了。"
    if birth == of.last:
        return f"生日正好是截止日，晚一天就归 {of.year + 1} 年。"
    if birth == of.first:
        return f"生日正好是起始日，早一天就归 {of.year - 1} 年。"
    return ""


def city_of(area: str) -> str:
    """The code of the city that an area lies in; an area above the city stands for itself."""
    prefix = area_prefix(area)
    length = 2 if prefix.startswith(_MUNICIPALITIES) else 4
    return prefix[:length].ljust(6, "0") if len(prefix) >= length else area


def category(hukou: str, home: str, *, area: str) -> str:
    """How a child belongs to an area, by the codes of where it is registered and where it lives ("" = not known).

    人户一致: registered and living in one community of the area. 人户分离: registered in the area and living in another
    community, or living in it and registered in another community of the city. 随迁: living in it, registered outside the
    city. Where one of the two is not known nobody can say: 待摸底. A child with neither in the area belongs to nothing: "".
    """
    here, lives_here = _inside(hukou, area), _inside(home, area)
    if not (here or lives_here):
        return ""
    if not (hukou and home):
        return UNKNOWN
    if here and lives_here and hukou[:_COMMUNITY] == home[:_COMMUNITY] and len(hukou) >= _COMMUNITY:
        return TOGETHER
    return APART if here or _inside(hukou, city_of(area)) else MIGRANT


def _inside(code: str, area: str) -> bool:
    return bool(code) and code.startswith(area_prefix(area))


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)
