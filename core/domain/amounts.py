"""Amounts of money as people write them (handbook D20). Kept in whole cents."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.domain.reading import Problem, Reading
from core.domain.text import cell_text, clean_text

_SIGNS = re.compile(r"[\s,\uff0c¥\uffe5￥$]|人民币|RMB|CNY", re.IGNORECASE)
_AMOUNT = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+))(?P<unit>万元?|千元|百元|元|圆)?整?\Z")
_UNITS = {"万": 10_000, "千": 1_000, "百": 100}
_PLACEHOLDER = re.compile(r"(?:[-—/\\]+|无|空|不详|null|none)\Z", re.IGNORECASE)
NOTE_FORM = "金额写法已统一"
NOTE_UNIT = "已由{unit}换算为元"
NOTE_PLACEHOLDER = "占位内容视为空"
# A monthly or yearly payment to one person above this is a slip of unit.
_IMPLAUSIBLE = Decimal(100_000_000)


@dataclass(frozen=True, slots=True)
class Amount(Reading):
    """Money in yuan with two decimals; `value` None without a problem means empty."""

    value: Decimal | None = None


def read_amount(raw: object, *, header: str = "") -> Amount:
    """Read one cell. The unit in the cell wins, else that in the column's `header` (…(万元)), else yuan.

    Problems: negative, waived (免), implausible (review); unreadable (refused).
    """
    cleaned = clean_text(cell_text(raw))
    if not cleaned.value:
        return Amount(raw)
    text = _SIGNS.sub("", cleaned.value)
    if _PLACEHOLDER.match(text):
        return Amount(raw, (NOTE_PLACEHOLDER,))
    if text in ("免", "免费", "免收", "免缴"):
        return Amount(
            raw, problem=Problem("waived", f"金额填“{text}”", "请确认是0元还是不适用，再填数字或留空", "review")
        )
    found = _AMOUNT.match(text)
    if not found:
        return Amount(raw, problem=Problem("unreadable", f"看不懂金额“{text}”", "请只填数字，单位为元"))
    unit = (found["unit"] or _unit_in(header))[:1]
    try:
        value = (Decimal(found["number"]) * _UNITS.get(unit, 1)).quantize(Decimal("0.01"))
    except InvalidOperation:
        return Amount(raw, problem=_implausible(text))
    if value < 0:
        return Amount(raw, problem=Problem("negative", f"金额为负数“{text}”", "请核对；如为扣回款，请注明", "review"))
    if value > _IMPLAUSIBLE:
        return Amount(raw, problem=_implausible(text))
    notes = list(cleaned.notes)
    if unit in _UNITS:
        notes.append(NOTE_UNIT.format(unit=found["unit"] or _unit_in(header)))
    elif found["number"] != cleaned.value:
        notes.append(NOTE_FORM)
    return Amount(raw, tuple(notes), None, value)


def _unit_in(header: str) -> str:
    found = re.search(r"[(\uff08](?:单位[:\uff1a])?(万元|千元|百元|元)[)\uff09]", header)
    return found[1] if found else ""


def _implausible(text: str) -> Problem:
    return Problem("implausible", f"金额“{text}”大得不合常理", "请核对单位是元还是万元", "review")
