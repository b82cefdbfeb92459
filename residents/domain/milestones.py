"""The days in a life on which the law looks again: what turns on them. Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from residents.domain.ages import birthday, school_entry_year


@dataclass(frozen=True, slots=True)
class Milestone:
    """A day on which a person turns `age`; `label` for the strip, `text` says what follows."""

    on: dt.date
    age: int
    label: str
    text: str
    category: str


# Age → (category, what follows). 教育: 义务教育法 第十一条; 选民: 选举法 第四条; 老人: 老年人权益保障法 第二条.
_AGES = {
    18: ("户籍", "满 18 周岁，登记为选民"),
    55: ("老人", "进入预建档案（55–59 岁）"),
    60: ("老人", "老人档案由预建转正式"),
    65: ("老人", "列入 65 岁以上老年人健康体检"),
    70: ("老人", "达到长寿保健金年龄"),
    80: ("老人", "进入高龄，长寿保健金换档"),
    90: ("老人", "长寿保健金换档"),
    100: ("老人", "百岁，长寿保健金换档"),
}


def milestones(birth: dt.date) -> list[Milestone]:
    """Every milestone of a life from its birth date, in order."""
    entry = school_entry_year(birth)
    found = [Milestone(birthday(birth, 6), 6, "满 6 岁", f"列入 {entry} 年入学名册", "教育")]
    found += [Milestone(birthday(birth, age), age, f"满 {age} 岁", text, kind) for age, (kind, text) in _AGES.items()]
    return found


def upcoming(birth: dt.date, *, today: dt.date, most: int = 2) -> list[Milestone]:
    """The next ones after today, at most `most`."""
    return [milestone for milestone in milestones(birth) if milestone.on > today][:most]
