"""Allowances paid in grades instead of the difference (分档; 社会救助法 第十八条). The table is the place's, never ours."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from aid.domain.means import Line
from aid.domain.money import yuan

DIFFERENCE, GRADES = "差额", "分档"


def read_grades(table: str, per_person: Decimal, covered: int) -> tuple[Decimal | None, Line, list[str]]:
    """(yuan a month for the family, line, what is missing).

    `table`: `300=900, 600=600`: whoever has less than 300 a person gets 900 a person, less than 600 gets 600; else nothing.
    """
    try:
        steps = sorted(_step(part) for part in table.replace("，", ",").split(",") if part.strip())
    except (InvalidOperation, ValueError):
        steps = []
    if not steps:
        return None, Line("分档金额表待确认", tone="a"), ["分档金额表待确认"]
    for upto, each in steps:
        if per_person < upto:
            amount = each * covered
            return amount, Line(f"人均收入低于 {yuan(upto)} 的一档：{yuan(each)} × {covered} 人", amount, 0), []
    return Decimal("0.00"), Line("人均收入不在任何一档里", Decimal("0.00"), 0), []


def _step(part: str) -> tuple[Decimal, Decimal]:
    upto, _, each = part.partition("=")
    return Decimal(upto.strip()), Decimal(each.strip())
