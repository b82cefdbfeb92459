"""The columns of SQ01 社区人口采集表, our own collection form."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from accounts.selectors.areas import area_name
from core.domain.dates import NOTE_MONTH, parse_date
from core.domain.reading import Problem
from core.domain.text import cell_text, clean_text
from core.imports.feed import Cell, Check, Column, ReadCell
from residents.domain.codes import codebook
from residents.feeds import columns as read

BOTH, REGISTERED, LIVING = "户在人在", "户在人不在", "人在户不在"


def birth(raw: Any, check: Check) -> ReadCell:
    """A birth date; one that says only the month is noted, so that it is compared by month."""
    reading = parse_date(raw, today=check.today)
    if reading.value is None:
        return reading
    if reading.precision == "month":
        return Cell(reading.value, tuple(dict.fromkeys((*reading.notes, NOTE_MONTH))))
    if check.date_shift:
        moved = reading.value + dt.timedelta(days=check.date_shift)
        return replace(reading, value=moved, notes=(*reading.notes, read.DATE_SHIFTED))
    return reading


def raw_cell(raw: Any, check: Check) -> Cell:
    """Kept as it stands: how a document number is read depends on the kind of document beside it."""
    return Cell(raw)


def household_number(raw: Any, check: Check) -> Cell:
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    return Cell(text[:40], cleaned.notes)


def residence_type(raw: Any, check: Check) -> Cell:
    text = clean_text(raw)
    value = "".join(char for char in text.value if char not in " 、，,。-")
    if value in (BOTH, REGISTERED, LIVING):
        return Cell(value, text.notes if value == text.value else (*text.notes, "居住类型写法已统一"))
    problem = Problem(
        "unknown_value", f"居住类型“{cell_text(raw)}”看不懂", f"请填 {BOTH}、{REGISTERED} 或 {LIVING}", "review"
    )
    return Cell(None, (), problem)


def _names(book: str) -> tuple[str, ...]:
    return tuple(name for _, name in codebook(book).choices())


COLUMNS = (
    Column("household", "户号", household_number, ("户口号", "户编号", "家庭编号"), value_required=True, column_required=True,
           fill_down=True, width=15, help="同一户的人写同一个户号", example="00100700001"),
    Column("relation", "与户主关系", read.relation, show=read.named("relation"), synonyms=("户主关系", "与户主的关系", "关系"),
           value_required=True, column_required=True,
           looks_right=read.like_relation, choices=("户主", "配偶", "子", "女", "父亲", "母亲", "儿媳", "女婿", "孙子", "孙女",
           "外孙子", "外孙女", "非亲属"), example="户主"),
    Column("name", "姓名", read.name, ("居民姓名", "名字"), value_required=True, column_required=True, example="梁惠珍"),
    Column("certificate", "证件类型", read.code("certificate"), show=read.named("certificate"), synonyms=("证件种类", "证件名称"),
           choices=_names("certificate"), shown=False,
           example="居民身份证"),
    Column("number", "证件号码", raw_cell, tuple(s for s in read.NUMBER_SYNONYMS if s != "证件号码"), looks_right=read.like_number,
           sensitive=True, width=22, help="文本格式，18 位"),
    Column("sex", "性别", read.code("sex"), show=read.named("sex"), looks_right=read.like_sex, choices=("男", "女"),
           width=8, example="女"),
    Column("birth_date", "出生日期", birth, ("出生年月日", "生日", "出生年月"), looks_right=read.like_date, width=13,
           example="1968-05-12"),
    Column("ethnicity", "民族", read.code("ethnicity"), show=read.named("ethnicity"), choices=_names("ethnicity"),
           shown=False, example="汉族"),
    Column("marital", "婚姻状况", read.code("marital"), show=read.named("marital"), synonyms=("婚姻", "婚况"),
           choices=_names("marital"), shown=False),
    Column("education", "文化程度", read.code("education"), show=read.named("education"), synonyms=("学历", "教育程度"),
           choices=_names("education"), shown=False),
    Column("political", "政治面貌", read.code("political"), show=read.named("political"), choices=_names("political"), shown=False),
    Column("phone", "联系电话", read.phone, ("手机", "手机号", "手机号码", "电话", "联系方式", "电话号码"), sensitive=True, width=15),
    Column("hukou_code", "户籍地区划代码", read.area, show=area_name, synonyms=("户籍地代码", "户籍地", "户籍区划代码"),
           looks_right=read.like_area, width=16,
           shown=False, help="本市填 12 位社区代码，外地填 6 位"),
    Column("living_code", "现住社区代码", read.area, show=area_name, synonyms=("现住社区", "居住社区代码", "居住社区", "现住地代码"),
           value_required=True,
           column_required=True, looks_right=read.like_area, fill_down=True, width=16),
    Column("residence", "居住类型", residence_type, ("人户状况", "人户情况"), value_required=True, column_required=True,
           looks_right=lambda text: text.strip() in (BOTH, REGISTERED, LIVING), choices=(BOTH, REGISTERED, LIVING)),
    Column("road", "街路巷", read.road, ("街道路巷", "路巷", "街巷", "地址"), fill_down=True, example="三眼井直街"),
    Column("house_number", "门牌号", read.house_number, ("门牌", "门牌号码"), fill_down=True, width=10, example="12号"),
    Column("building", "楼栋", read.building, ("栋", "楼号", "幢"), fill_down=True, shown=False, width=10),
    Column("room", "房号", read.room, ("房间", "室", "房间号"), fill_down=True, shown=False, width=10, example="402"),
    Column("note", "备注", read.words(300), ("说明",), shown=False, width=20),
)  # fmt: skip
