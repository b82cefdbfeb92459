"""The columns of WJ02 出生医学证明 (appendix C)."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from core.domain.dates import NOTE_TIME, parse_date
from core.domain.text import cell_text
from core.imports.feed import Cell, Check, Column
from residents.domain import births
from residents.feeds import columns as read

_WITHOUT_UNIT = re.compile(r"(?<=\d)分\s*\Z")  # 8时15分
_TIME = re.compile(r"[ T日](\d{1,2})[:时点](\d{1,2})")


def born(raw: Any, check: Check) -> Cell:
    """`2026-01-03 08:15` or the day alone: the time tells twins apart, so it is kept."""
    reading = parse_date(_WITHOUT_UNIT.sub("", raw) if isinstance(raw, str) else raw, today=check.today)
    if reading.value is None or reading.problem:
        return Cell(None, reading.notes, reading.problem)
    moment = raw if isinstance(raw, dt.datetime) else None
    found = _TIME.search(cell_text(raw))
    time = f" {moment:%H:%M}" if moment and moment.time() != dt.time() else ""
    if not time and found and int(found[1]) < 24 and int(found[2]) < 60:
        time = f" {int(found[1]):02d}:{int(found[2]):02d}"
    return Cell(f"{reading.value.isoformat()}{time}", [note for note in reading.notes if note != NOTE_TIME])


def certificate(raw: Any, check: Check) -> births.CertificateReading:
    return births.read_certificate(raw)


def weight(raw: Any, check: Check) -> births.Amount:
    return births.read_weight(raw)


def length(raw: Any, check: Check) -> births.Amount:
    return births.read_length(raw)


def weeks(raw: Any, check: Check) -> births.Amount:
    return births.read_weeks(raw)


def plurality(raw: Any, check: Check) -> births.Amount:
    return births.read_plurality(raw)


def like_certificate(text: str) -> bool:
    return births.read_certificate(text).problem is None or text.strip()[1:].isdigit()


COLUMNS = (
    Column("data_date", "数据日期", read.day, shown=False, looks_right=read.like_date, width=13, example="2026-11-05"),
    Column("data_unit", "数据单位", read.words(60), shown=False, width=18, example="越秀区卫生健康局"),
    Column("number", "出生证编号", certificate, ("出生医学证明编号", "出生证明编号", "出生证号"), value_required=True,
           column_required=True, looks_right=like_certificate, sensitive=True, width=16, help="一个字母加九位数字",
           example="T440123456"),
    Column("name", "新生儿姓名", read.name, ("婴儿姓名", "孩子姓名"), help="还没取名可以空着"),
    Column("sex", "性别", read.code("sex"), ("新生儿性别",), show=read.named("sex"), value_required=True, column_required=True,
           looks_right=read.like_sex, choices=("男", "女"), width=8, example="女"),
    Column("born", "出生日期", born, ("出生时间", "出生日期时间"), value_required=True, column_required=True,
           looks_right=read.like_date, width=18, example="2026-01-03 08:15"),
    Column("health", "健康状况", read.words(40), shown=False, sensitive=True, example="良好"),
    Column("weight_g", "体重", weight, ("出生体重", "体重克", "体重g"), shown=False, sensitive=True, width=10, help="克",
           example="3200"),
    Column("length_cm", "身长", length, ("出生身长",), shown=False, sensitive=True, width=10, help="厘米", example="50"),
    Column("place", "出生地址", read.words(200), ("出生地点", "出生地"), shown=False, width=24),
    Column("mother_name", "母亲姓名", read.name, ("母姓名", "母亲"), value_required=True, column_required=True, example="苏雨"),
    Column("mother_number", "母亲身份证", read.number, ("母亲身份证号", "母亲身份证号码", "母亲证件号码"), value_required=True,
           column_required=True, looks_right=read.like_number, sensitive=True, width=22),
    Column("mother_age", "母亲年龄", read.words(10), shown=False, width=8),
    Column("mother_nationality", "母亲国籍", read.words(20), shown=False, width=10),
    Column("mother_ethnicity", "母亲民族", read.code("ethnicity"), show=read.named("ethnicity"), shown=False, width=10),
    Column("father_name", "父亲姓名", read.name, ("父姓名", "父亲"), shown=False),
    Column("father_number", "父亲身份证", read.number, ("父亲身份证号", "父亲身份证号码", "父亲证件号码"),
           looks_right=read.like_number, sensitive=True, shown=False, width=22),
    Column("address", "家庭地址", read.words(200), ("家庭住址", "住址"), width=24),
    Column("place_type", "出生地分类", read.words(20), shown=False, choices=("医院", "妇幼保健院", "家庭", "其他")),
    Column("facility", "接生机构", read.words(100), ("助产机构", "出生机构"), shown=False, width=20),
    Column("delivery", "分娩方式", read.words(40), shown=False, sensitive=True),
    Column("plurality", "胎数", plurality, ("胎次数",), shown=False, width=8, example="1"),
    Column("weeks", "孕周", weeks, ("出生孕周",), shown=False, sensitive=True, width=8, example="39"),
    Column("attendant", "接生人员", read.words(60), ("助产人员",), shown=False),
)  # fmt: skip
