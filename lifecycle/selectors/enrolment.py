"""The school lists laid beside the school-age rosters: per community and year of entry, who is enrolled, who is found nowhere, who is
enrolled without being on the roster, and whom the newest list leaves out (handbook §2; D31: absent is not dropped out).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from core.parameters import Reading, read_many
from core.scope import Scope
from residents.domain import schooling as rule
from residents.parameters import SCHOOL_AGE, SCHOOL_CUT_OFF
from residents.selectors.enrolment import children_by_kind, names_of_kind
from residents.selectors.words import sex_word

ENROLLED, MISSING, EXCUSED, ABSENT, BEYOND = KINDS = ("enrolled", "missing", "excused", "absent", "beyond")
WORDS: Final = {
    ENROLLED: "在读",
    MISSING: "哪里都没找到",
    EXCUSED: "缓学、出国、已毕业",
    ABSENT: "以前在、最近一份名单没有",
    BEYOND: "在读，不在这一年名册上",
}
MEANS: Final = {
    ENROLLED: "名册上有，学籍也有。",
    MISSING: "名册上有，名单和底册里都没有入学。不等于辍学：先上门问清楚。",
    EXCUSED: "名册上有，不在校的原因已经登记。",
    ABSENT: "学籍还开着，但同一个社区最近一份名单没有列出。可能转学，也可能漏报，请向学校核对。",
    BEYOND: "在这个年级，出生日期却属于别的入学年：早读、晚读、跳级、留级。",
}
MOST: Final = 500


@dataclass(frozen=True)
class Child:
    """A child with what is known of its school."""

    uid: UUID
    name: str
    sex: str
    birth_date: dt.date
    area: str
    address: str
    state: str
    class_name: str
    school: str
    confirmed_on: dt.date | None

    @property
    def sex_words(self) -> str:
        return sex_word(self.sex)

    @property
    def school_words(self) -> str:
        if not self.state:
            return "没有入学登记"
        return "，".join(filter(None, (rule.STATES[self.state], self.school, self.class_name)))


@dataclass(frozen=True)
class Reconciled:
    """Numbers by kind and by community, and the children of one kind. `warnings`: parameters 待确认."""

    numbers: dict[str, int]
    by_area: list[tuple[str, dict[str, int]]]
    children: list[Child]
    list_day: dt.date | None
    warnings: list[str]

    @property
    def on_roster(self) -> int:
        """Children of the years asked for; those whom the newest list leaves out are among the enrolled."""
        return self.numbers[ENROLLED] + self.numbers[MISSING] + self.numbers[EXCUSED]


def years_on(today: dt.date) -> list[int]:
    """The years of entry of the nine grades, the youngest first."""
    last = rule.school_year(today)
    return [last - back for back in range(rule.COMPULSORY_GRADES)]


def reconcile(scope: Scope, *, area: str, year: int | None, kind: str, today: dt.date, within: str = "") -> Reconciled:
    """`year` of entry, None: all nine. `area` names the parameters' place; `within`: only this community's children are listed by
    name. Two statements.
    """
    readings = read_many((SCHOOL_AGE.key, SCHOOL_CUT_OFF.key), on=today, area=area)
    warnings = [reading.warning for reading in readings.values() if reading.warning]
    if warnings:
        return Reconciled(dict.fromkeys(KINDS, 0), [], [], None, warnings)
    asked = _asked(readings, [year] if year else years_on(today), today)
    by_area: dict[str, Counter[str]] = defaultdict(Counter)
    newest: dt.date | None = None
    for code, found, number, list_day in children_by_kind(scope, asked):
        by_area[code][found] += number
        newest = max(filter(None, (newest, list_day)), default=None)
    numbers = {one: sum(counts[one] for counts in by_area.values()) for one in KINDS}
    rows = names_of_kind(scope.within(within) if within else scope, asked, kind, MOST)
    lines = [(code, {one: counts[one] for one in KINDS}) for code, counts in sorted(by_area.items())]
    return Reconciled(numbers, lines, [Child(*row) for row in rows], newest, [])


def _asked(readings: dict[str, Reading], years: list[int], today: dt.date) -> dict[str, Any]:
    now = rule.school_year(today)
    return {
        "age": readings[SCHOOL_AGE.key].value,
        "cut_off": readings[SCHOOL_CUT_OFF.key].value,
        "first_year": min(years),
        "last_year": max(years),
        "lowest": rule.grade_due(max(years), now),
        "highest": rule.grade_due(min(years), now),
        "day": today,
    }
