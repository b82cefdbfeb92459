"""The columns of MZ01 结婚/离婚登记信息 (appendix C)."""

from __future__ import annotations

import re
from typing import Any

from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column
from residents.domain.codes import codebook
from residents.feeds import columns as read

MARRIED, DIVORCED = "married", "divorced"
TITLES = {MARRIED: "结婚登记", DIVORCED: "离婚登记"}
_SPELLINGS = {"结婚": MARRIED, "结婚登记": MARRIED, "离婚": DIVORCED, "离婚登记": DIVORCED}
_ORDINARY = set(TITLES.values())


def act(raw: Any, check: Check) -> Cell:
    """结婚登记 or 离婚登记. A certificate issued again (补领) is no act: a person looks."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if not text:
        return Cell(None)
    if text not in _SPELLINGS:
        problem = Problem(
            "unknown_value", f"业务类型“{text[:20]}”看不懂", f"请填{'或'.join(TITLES.values())}", "review"
        )
        return Cell(None, (), problem)
    found = _SPELLINGS[text]
    said = () if text in _ORDINARY else (f"业务类型写法统一为“{TITLES[found]}”",)
    return Cell(found, (*cleaned.notes, *said))


def certificate(raw: Any, check: Check) -> Cell:
    """证书字号: letters and digits in one spelling, so that the same certificate is known again."""
    cleaned = clean_text(raw)
    text = re.sub(r"[—–－_]", "-", cleaned.value.replace(" ", "")).upper()
    if len(text) > 60:
        return Cell(None, (), Problem("too_long", f"证书字号有{len(text)}个字", "请核对是否填错列", "review"))
    return Cell(text, cleaned.notes)


def like_act(text: str) -> bool:
    return text.replace(" ", "") in _SPELLINGS


def _side(role: str, title: str, other: str, example: tuple[str, str]) -> tuple[Column, ...]:
    """The eight columns of a party; `other` is what offices also call that side."""
    return (
        Column(f"{role}_name", f"{title}姓名", read.name, (f"{other}姓名", title), value_required=True, column_required=True,
               example=example[0]),
        Column(f"{role}_number", f"{title}身份证号", read.number,
               (f"{title}身份证号码", f"{title}证件号码", f"{title}公民身份号码", f"{title}身份证", f"{other}身份证号"),
               value_required=True, column_required=True, looks_right=read.like_number, sensitive=True, width=22,
               help="18 位，末位可以是 X", example=example[1]),
        Column(f"{role}_job", f"{title}职业", read.words(60), shown=False),
        Column(f"{role}_ethnicity", f"{title}民族", read.code("ethnicity"), show=read.named("ethnicity"), shown=False,
               choices=tuple(name for _, name in codebook("ethnicity").choices())),
        Column(f"{role}_education", f"{title}文化程度", read.code("education"), (f"{title}学历",), show=read.named("education"),
               shown=False),
        Column(f"{role}_before", f"{title}婚姻状况", read.code("marital"), (f"{title}原婚姻状况",), show=read.named("marital"),
               shown=False, help="登记之前的：未婚、离婚、丧偶"),
        Column(f"{role}_birth", f"{title}出生日期", read.day, (f"{title}生日",), shown=False, looks_right=read.like_date, width=13),
        Column(f"{role}_address", f"{title}详细地址", read.words(200), (f"{title}住址", f"{title}地址"), shown=False, sensitive=True),
    )  # fmt: skip


COLUMNS = (
    Column("data_date", "数据日期", read.day, shown=False, looks_right=read.like_date, example="2026-11-05"),
    Column("data_unit", "数据单位", read.words(60), shown=False, width=18, example="越秀区民政局"),
    Column("act", "业务类型", act, ("登记类型", "办理类型"), value_required=True, column_required=True, looks_right=like_act,
           show=lambda value: TITLES.get(str(value), ""), choices=tuple(TITLES.values())),
    Column("certificate", "证件号码", certificate, ("证书字号", "结婚证字号", "离婚证字号", "证书编号", "登记证号"), value_required=True,
           width=22, help="结婚证或离婚证的字号", example="J440104-2026-000002"),
    Column("on", "登记日期", read.day, ("办理日期", "结婚日期", "离婚日期"), value_required=True, column_required=True,
           looks_right=read.like_date, width=13, example="2026-06-01"),
    *_side("husband", "男方", "丈夫", ("王志豪", "440199199909190070")),
    *_side("wife", "女方", "妻子", ("刘思颖", "440199200006270841")),
)  # fmt: skip
