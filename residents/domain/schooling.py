"""Where a child stands with school: states of a pupil's record, classes and grades, school years. Pure.

义务教育法 第五条、第十一条 (nine years from six, at the latest seven; deferral for health, with consent), 第十三条 (the committee helps the
government to see that children go to school); handbook §2 and layout JY01 (学生状态: 在籍/转出/休学/毕业/辍学).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from core.domain.reading import Problem
from core.domain.text import clean_text

ENROLLED: Final = "enrolled"
AT_HOME: Final = "at-home"
SUSPENDED: Final = "suspended"
DROPPED: Final = "dropped"
GRADUATED: Final = "graduated"
LEFT: Final = "left"
ABROAD: Final = "abroad"
DEFERRED: Final = "deferred"

STATES: Final = {
    ENROLLED: "在籍",
    AT_HOME: "送教上门",
    SUSPENDED: "休学",
    DROPPED: "辍学",
    GRADUATED: "毕业",
    LEFT: "转出",
    ABROAD: "出国（境）就读",
    DEFERRED: "延缓入学",
}
# A school keeps the child's record: 休学 too, for the place is kept.
AT_SCHOOL: Final = (ENROLLED, AT_HOME, SUSPENDED)
_SAID: Final = {
    "在籍": ENROLLED, "在读": ENROLLED, "在校": ENROLLED, "正常": ENROLLED, "在籍在校": ENROLLED, "借读": ENROLLED, "复学": ENROLLED,
    "送教": AT_HOME, "送教上门": AT_HOME, "休学": SUSPENDED, "病休": SUSPENDED, "辍学": DROPPED, "失学": DROPPED, "毕业": GRADUATED,
    "结业": GRADUATED, "转出": LEFT, "转学": LEFT, "已转出": LEFT, "出国": ABROAD, "出境": ABROAD, "出国（境）": ABROAD,
    "出国（境）就读": ABROAD, "延缓入学": DEFERRED, "缓学": DEFERRED,
}  # fmt: skip

COMPULSORY_GRADES: Final = 9
SCHOOL_YEAR_BEGINS: Final = (9, 1)  # 学年: 9 月 1 日至次年 8 月 31 日
SPRING_BEGINS: Final = (3, 1)

_DIGITS: Final = {word: number for number, word in enumerate("一二三四五六七八九", start=1)}
_STAGES: Final = {"小": 0, "初": 6, "高": 9}
_CLASS = re.compile(
    r"(小学|小|初中|初|高中|高)?([一二三四五六七八九1-9])(?:年级|年)?(?:[（(]?\s*(\d{1,2})\s*[）)]?\s*班?)?"
)
_STUDENT_NO = re.compile(r"G\d{17}[\dX]|L[0-9A-Z]{18}")


@dataclass(frozen=True, slots=True)
class Reading:
    """A cell read: the value (None when it is empty or cannot be read), what was mended, what is wrong."""

    value: str | None
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


def read_state(raw: object) -> Reading:
    """学生状态 as one of STATES. An unknown word is a question (contracts: unknown value in a coded column)."""
    cleaned = clean_text(raw)
    said = cleaned.value.replace(" ", "").replace("(", "（").replace(")", "）")
    if not said:
        return Reading(None, cleaned.notes)
    found = _SAID.get(said)
    if found is None:
        problem = Problem(
            "school_state", f"学生状态“{said}”不认识", f"请写 {'、'.join(list(STATES.values())[:6])}", "review"
        )
        return Reading(None, cleaned.notes, problem)
    notes = cleaned.notes if said == STATES[found] else (*cleaned.notes, f"学生状态统一为“{STATES[found]}”")
    return Reading(found, notes)


def read_student_no(raw: object) -> Reading:
    """学籍号: G and a resident number, or L and eighteen signs given in its place; 19 in all. Small letters are mended."""
    cleaned = clean_text(raw)
    said = cleaned.value.replace(" ", "").upper()
    if not said:
        return Reading(None, cleaned.notes)
    if not _STUDENT_NO.fullmatch(said):
        problem = Problem("student_no", f"学籍号“{said[:4]}…”不是 19 位的 G 或 L 号", "请与学校核对学籍号", "review")
        return Reading(None, cleaned.notes, problem)
    notes = cleaned.notes if said == cleaned.value else (*cleaned.notes, "学籍号已改为大写、去空格")
    return Reading(said, notes)


def number_in(student_no: str | None) -> str:
    """The resident number inside a student number (`G…`); "" for `L…`."""
    return student_no[1:] if student_no and student_no.startswith("G") else ""


def grade_of(class_name: str) -> int | None:
    """一年级1班 → 1, 初二(3)班 → 8, 高一 → 10; None where no grade is said."""
    found = _CLASS.match(class_name.replace(" ", ""))
    if not found:
        return None
    stage, digit, _ = found.groups()
    grade = _DIGITS.get(digit) or int(digit)
    within = _STAGES[stage[0]] + grade if stage else grade
    return within if within <= 12 else None


def school_year(day: dt.date) -> int:
    """The year in which the school year of a day began: 2026 from 2026-09-01 to 2027-08-31."""
    return day.year if (day.month, day.day) >= SCHOOL_YEAR_BEGINS else day.year - 1


def year_begins(year: int) -> dt.date:
    return dt.date(year, *SCHOOL_YEAR_BEGINS)


def term_begins(day: dt.date) -> dt.date:
    """The first day of the term of a day: 1 September, or 1 March."""
    spring = dt.date(school_year(day) + 1, *SPRING_BEGINS)
    return spring if day >= spring else year_begins(school_year(day))


def grade_due(entry_year: int, year: int) -> int:
    """The grade in which those who entered in `entry_year` are in the school year `year`: 1 in the first."""
    return year - entry_year + 1


def finished(state: str, grade: int | None) -> bool:
    """Are the nine years over: graduated from the ninth grade, or in a school above it?"""
    if state == GRADUATED:
        return grade is None or grade >= COMPULSORY_GRADES
    return grade is not None and grade > COMPULSORY_GRADES
