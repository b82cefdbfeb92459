"""What people outside the family owe a member by law (赡养、抚养、扶养; aid_application_fields 9)."""

from __future__ import annotations

from decimal import Decimal

from aid.domain.means import Line, Obligor, Reckoned
from aid.domain.money import NOTHING, cents, yuan
from aid.domain.standards import Standard


def due_support(
    obligor: Obligor, *, minimum: Standard, floor: Standard, share: Standard
) -> tuple[Decimal, Line, list[str]]:
    """(yuan a month, the line that says how, what is missing).

    An agreement or judgment holds as it stands; without means nothing is due. Else (income − floor × minimum × people) × share ÷
    supported, where `floor` and `share` are set by the place.
    """
    who = f"{obligor.relation}{obligor.name}"
    if obligor.agreed is not None:
        return obligor.agreed, Line(f"{who}按协议或判决每月给 {yuan(obligor.agreed)}", obligor.agreed), []
    if not obligor.able:
        return NOTHING, Line(f"{who}没有赡养、抚养能力，不计", NOTHING), []
    missing = [words for words in (minimum.missing, floor.missing, share.missing) if words]
    if obligor.income is None:
        missing.append(f"{who}的收入没有填")
    if missing or obligor.income is None or minimum.value is None or floor.value is None or share.value is None:
        return NOTHING, Line(f"{who}应付多少算不出：{'、'.join(missing)}", tone="a"), missing
    keeps = floor.value * minimum.value * obligor.people
    amount = cents(max((obligor.income - keeps) * share.value, Decimal(0)) / max(obligor.supported, 1))
    factor = f"{floor.value.normalize():f}"
    words = (
        f"{who}应付：（{yuan(obligor.income)} − {factor} × {yuan(minimum.value)} × {obligor.people} 人）"
        f"× {share.value.normalize():f} ÷ {max(obligor.supported, 1)} 人"
    )
    return amount, Line(words, amount), []


def support_of_family(
    obligors: list[tuple[str, Obligor]], *, minimum: Standard, floor: Standard, share: Standard
) -> Reckoned:
    """Monthly support due to a family; each entry is (member's name, obligor)."""
    found = Reckoned()
    for member, obligor in obligors:
        amount, line, missing = due_support(obligor, minimum=minimum, floor=floor, share=share)
        found.total += amount
        found.lines.append(Line(f"{member}：{line.words}", line.amount, tone=line.tone))
        for words in missing:
            found.lacks(words)
    return found
