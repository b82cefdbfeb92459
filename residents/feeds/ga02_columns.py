"""The columns of GA02 流动人口 (appendix C)."""

from __future__ import annotations

from typing import Any

from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column
from residents.feeds import columns as read
from residents.feeds.sq01_columns import birth
from residents.models.permit import PermitState

_STATES = {
    "有效": PermitState.VALID, "正常": PermitState.VALID, "在用": PermitState.VALID, "过期": PermitState.EXPIRED,
    "已过期": PermitState.EXPIRED, "逾期": PermitState.EXPIRED, "失效": PermitState.EXPIRED, "注销": PermitState.CANCELLED,
    "已注销": PermitState.CANCELLED,
}  # fmt: skip
_PLAIN = ("有效", "过期", "注销")


def permit_state(raw: Any, check: Check) -> Cell:
    """有效, 过期 or 注销; another word is for a person."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if text in _STATES:
        state = _STATES[text]
        notes = cleaned.notes if text in _PLAIN else (*cleaned.notes, f"证件状态写法统一为“{state.label}”")
        return Cell(state.value, notes)
    return Cell(None, (), Problem("unknown_value", f"证件状态“{text}”看不懂", f"请填 {'、'.join(_PLAIN)}", "review"))


def permit_number(raw: Any, check: Check) -> Cell:
    """居住证, before 2016 暂住证: no rule of its own; a placeholder is no number."""
    cleaned = clean_text(raw)
    text = "".join(cleaned.value.split()).upper()
    placeholder = not text.strip("0-/无") or text in ("未办", "待办", "暂无")
    return Cell("" if placeholder else text[:40], cleaned.notes)


COLUMNS = (
    Column("data_date", "数据日期", read.day, ("截至日期", "统计日期"), column_required=True, shown=False,
           looks_right=read.like_date, width=13, example="2026-10-31"),
    Column("data_unit", "数据单位", read.words(60), shown=False, width=18, example="越秀区公安分局"),
    Column("permit", "暂住证编号", permit_number, ("居住证编号", "居住证号", "暂住证号", "居住证号码"), sensitive=True, width=20),
    Column("number", "身份证号", read.number, read.NUMBER_SYNONYMS, value_required=True, column_required=True,
           looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X"),
    Column("name", "姓名", read.name, value_required=True, column_required=True, example="周小兰"),
    Column("birth_date", "出生日期", birth, ("出生年月日", "生日"), looks_right=read.like_date, width=13, example="1990-01-01"),
    Column("sex", "性别", read.code("sex"), show=read.named("sex"), looks_right=read.like_sex, choices=("男", "女"), width=8),
    Column("address", "暂住地址", read.words(200), ("居住地址", "现住地址", "暂住地", "住址"), value_required=True,
           column_required=True, width=30, example="越秀区洪桥街道三眼井社区三眼井直街12号402房"),
    Column("phone", "联系电话", read.phone, ("手机", "手机号", "手机号码", "电话", "联系方式"), sensitive=True, width=15),
    Column("visit_flag", "访查预警", read.words(60), ("预警",), width=12),
    Column("permit_state", "证件状态", permit_state, ("居住证状态", "暂住证状态"), choices=_PLAIN, width=10, example="有效"),
)  # fmt: skip
