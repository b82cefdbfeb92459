"""A family's income a month, from what each member had in the last twelve months (社会救助法 第十八条; field 10)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from aid.domain.means import EXPENSES, INCOMES, ORIGINS, Line, Member, Reckoned, Told, differing, holding
from aid.domain.money import MONTHS, NOTHING, a_month, yuan


def family_income(
    members: Sequence[Member], *, order: Sequence[str], not_counted: Collection[str] | None, due: Reckoned
) -> Reckoned:
    """Income in twelve months of all who live together; `due`: monthly support from outside.

    `not_counted`: kinds of benefit that are no income; None: nobody has said which, and every benefit received is named as missing.
    """
    found = Reckoned()
    for member in members:
        if member.counted:
            _of_member(member, order, not_counted, found)
    if due.lines:
        found.total += due.total * MONTHS
        found.lines += [Line("赡养、抚养、扶养费", due.total * MONTHS, 0), *due.lines]
    for words in due.missing:
        found.lacks(words)
    return found


def _of_member(member: Member, order: Sequence[str], not_counted: Collection[str] | None, found: Reckoned) -> None:
    held = holding(member.incomes, order)
    total, lines = NOTHING, []
    for sort, title in INCOMES.items():
        if sort in held:
            told = held[sort][0]
            total += told.value
            lines.append(Line(f"{title}（{ORIGINS[told.origin]}）", told.value))
    for one in member.received:
        amount, line = _benefit(one.kind, one.title, one.monthly, not_counted, found)
        total += amount
        lines.append(line)
    found.differs += differing(member.name, INCOMES, held)
    found.total += total
    found.lines += [Line(f"{member.name}近 12 个月收入", total, 0), *(lines or [Line("没有收入", NOTHING)])]


def _benefit(
    kind: str, title: str, monthly: Decimal | None, not_counted: Collection[str] | None, found: Reckoned
) -> tuple[Decimal, Line]:
    if not_counted is not None and kind in not_counted:
        return NOTHING, Line(f"在享{title}，按规定不计入收入", NOTHING)
    if not_counted is None:
        found.lacks("哪些待遇不计入收入待确认")
        return NOTHING, Line(f"在享{title}：是否计入收入待确认，暂不计", tone="a")
    if monthly is None:
        found.lacks(f"{title}每月多少没有登记")
        return NOTHING, Line(f"在享{title}：每月多少没有登记，暂不计", tone="a")
    return monthly * MONTHS, Line(f"在享{title} {yuan(monthly)} × {MONTHS} 个月", monthly * MONTHS)


def deductions(members: Sequence[Member], *, order: Sequence[str], deducted: Collection[str]) -> Reckoned:
    """Necessary expenses of twelve months: those of the sorts in `deducted` come off the income, the others are shown only."""
    found = Reckoned()
    for member in members:
        if not member.counted:
            continue
        held = holding(member.expenses, order)
        found.differs += differing(member.name, EXPENSES, held)
        for sort, title in EXPENSES.items():
            if sort in held and sort in deducted:
                told: Told = held[sort][0]
                found.total += told.value
                found.lines.append(Line(f"{member.name}{title}支出（{ORIGINS[told.origin]}），按规定扣减", told.value))
    return found


def necessary_expenses(members: Sequence[Member], *, order: Sequence[str]) -> Decimal:
    """All necessary expenses of the family in twelve months, in yuan (社会救助法 第二十二条)."""
    return sum(
        (told.value for member in members if member.counted for told, _ in holding(member.expenses, order).values()),
        NOTHING,
    )


def monthly_income(income: Reckoned, less: Reckoned) -> tuple[Decimal, list[Line]]:
    """(yuan a month, lines): what is left of the year after deductions, never below nothing, over twelve."""
    year = max(income.total - less.total, NOTHING)
    lines = [*income.lines]
    if less.lines:
        lines += [Line("扣减", less.total, 0), *less.lines]
    month = a_month(year)
    minus = f" − {yuan(less.total)}" if less.lines else ""
    lines.append(Line(f"家庭月收入 =（{yuan(income.total)}{minus}）÷ {MONTHS}", month, 0))
    return month, lines
