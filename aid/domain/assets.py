"""A family's assets beside the limits of the place (社会救助法 第十八条“财产状况符合规定”; field 11).

A limit that nobody has confirmed decides nothing: 资产限额待确认, and no machine says whether the family keeps within it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from aid.domain.means import ASSETS, COUNTED_ASSETS, MONEY_ASSETS, Line, Member, Reckoned, differing, holding
from aid.domain.money import NOTHING, yuan
from aid.domain.standards import Standard

UNCONFIRMED = "资产限额待确认"
_UNITS = {"homes": "套", "cars": "辆"}


@dataclass(frozen=True)
class Limits:
    """What a family may own: `money` as months of the minimum standard a person, `homes` and `cars` in pieces a family."""

    money: Standard
    homes: Standard
    cars: Standard


def assets_of(members: Sequence[Member], *, order: Sequence[str]) -> tuple[dict[str, Decimal], Reckoned]:
    """({sort: total of the family}, what was told differently)."""
    totals = dict.fromkeys(ASSETS, NOTHING)
    found = Reckoned()
    for member in members:
        if not member.counted:
            continue
        held = holding(member.assets, order)
        found.differs += differing(member.name, ASSETS, held)
        for sort, (told, _) in held.items():
            totals[sort] += told.value
    return totals, found


def judge_assets(
    totals: dict[str, Decimal], people: int, *, limits: Limits, minimum: Standard
) -> tuple[bool | None, list[Line], list[str]]:
    """(within the limits; None: cannot be said, lines, what is missing)."""
    lines: list[Line] = []
    missing: list[str] = []
    within: list[bool | None] = [_money(totals, people, limits, minimum, lines)]
    for sort in COUNTED_ASSETS:
        limit: Standard = getattr(limits, sort)
        within.append(_pieces(ASSETS[sort], _UNITS[sort], totals[sort], limit, lines))
    if totals["other"]:
        lines.append(Line(f"{ASSETS['other']} {yuan(totals['other'])}，没有统一的限额，由审核的人看", totals["other"]))
    if None in within:
        missing.append(UNCONFIRMED)
    if False in within:
        return False, lines, missing
    return (None if None in within else True), lines, missing


def _money(
    totals: dict[str, Decimal], people: int, limits: Limits, minimum: Standard, lines: list[Line]
) -> bool | None:
    money = sum((totals[sort] for sort in MONEY_ASSETS), NOTHING)
    if limits.money.value is None or minimum.value is None:
        lines.append(Line(f"存款和证券 {yuan(money)}，限额待确认", money, tone="a"))
        return None
    limit = limits.money.value * minimum.value * people
    fits = money <= limit
    words = (
        f"存款和证券 {yuan(money)}，限额 {limits.money.value.normalize():f} 个月 × {yuan(minimum.value)} × {people} 人"
        f" = {yuan(limit)}，{'没有超过' if fits else '超过了'}"
    )
    lines.append(Line(words, money, tone="" if fits else "r"))
    return fits


def _pieces(title: str, unit: str, owned: Decimal, limit: Standard, lines: list[Line]) -> bool | None:
    if limit.value is None:
        lines.append(Line(f"{title} {owned:.0f} {unit}，限额待确认", tone="a"))
        return None
    fits = owned <= limit.value
    said = "没有超过" if fits else "超过了"
    lines.append(Line(f"{title} {owned:.0f} {unit}，限额 {limit.value:.0f} {unit}，{said}", tone="" if fits else "r"))
    return fits
