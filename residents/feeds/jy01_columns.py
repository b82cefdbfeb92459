"""The columns of JY01 义务教育在校学生 (handbook, appendix C)."""

from __future__ import annotations

import re
from typing import Any

from core.imports.feed import Cell, Check, Column
from residents.domain.schooling import STATES, read_state, read_student_no
from residents.feeds import columns as read


def student_no(raw: Any, check: Check) -> Cell:
    reading = read_student_no(raw)
    return Cell(reading.value, reading.notes, reading.problem)


def state(raw: Any, check: Check) -> Cell:
    reading = read_state(raw)
    return Cell(reading.value, reading.notes, reading.problem)


def like_student_no(text: str) -> bool:
    return re.fullmatch(r"[GLgl][0-9A-Za-z ]{15,20}", text.strip()) is not None


def like_state(text: str) -> bool:
    return read_state(text).value is not None


COLUMNS = (
    Column("seq", "序号", read.words(20), shown=False, width=6),
    Column("data_date", "数据日期", read.day, ("报送日期", "统计日期"), shown=False, looks_right=read.like_date, example="2026-11-05"),
    Column("data_unit", "数据单位", read.words(60), ("报送单位",), shown=False, width=18, example="越秀区教育局"),
    Column("student_no", "学籍号", student_no, ("全国学籍号", "学籍辅号"), value_required=True, column_required=True,
           looks_right=like_student_no, sensitive=True, shown=False, width=24, help="G 加身份证号；没有证的是 L 加临时号，19 位"),
    Column("name", "姓名", read.name, ("学生姓名", "学生"), value_required=True, column_required=True),
    Column("number", "身份证号", read.number, tuple(s for s in read.NUMBER_SYNONYMS if s != "身份证号"),
           looks_right=read.like_number, sensitive=True, width=22, help="没有证的空着"),
    Column("school", "学校名称", read.words(100), ("学校", "就读学校", "所在学校"), width=20, help="名单里没有这一列也可以"),
    Column("class_name", "班级名称", read.words(40), ("班级", "年级班级", "所在班级"), width=14, example="一年级1班"),
    Column("sex", "性别", read.code("sex"), show=read.named("sex"), value_required=True, column_required=True, looks_right=read.like_sex,
           choices=("男", "女"), width=8),
    Column("ethnicity", "民族", read.code("ethnicity"), show=read.named("ethnicity"), shown=False, width=10),
    Column("birth_month", "出生年月", read.day, ("出生日期", "出生年月日"), value_required=True, column_required=True,
           looks_right=read.like_date, show=lambda day: f"{day:%Y-%m}", width=12, help="只到月也可以", example="2019-09"),
    Column("state", "学生状态", state, ("学籍状态", "就读状态", "状态"), show=lambda code: STATES.get(code, code),
           value_required=True, column_required=True, looks_right=like_state, choices=("在籍", "转出", "休学", "毕业", "辍学"), width=10),
)  # fmt: skip
