"""What a notice in the community may say of a family: the white list of handbook §7.6 (个人信息保护法 第二十五条, SEC23).

Name (masked), head (masked), how many people, which aid, the sum where the place wants it, whom to call. Never a number, an illness, a
telephone of the family or a door.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

FIELDS = {
    "applicant": "申请人",
    "head": "户主",
    "people": "保障人口",
    "kind": "救助类别",
    "amount": "每月金额",
    "since": "公示起",
    "until": "公示止",
    "organ": "公示单位",
    "phone": "监督电话",
}


def masked_name(name: str) -> str:
    """何丽容 → 何**: the first sign stays, at most two signs hide the rest."""
    return f"{name[:1]}{'*' * min(max(len(name) - 1, 1), 2)}" if name else ""


def notice(
    *,
    applicant: str,
    head: str,
    people: int,
    kind: str,
    amount: Decimal | None,
    since: str,
    until: str,
    organ: str,
    phone: str,
) -> dict[str, str]:
    """The content of a notice: only fields of the white list, names masked here and nowhere else."""
    said = {
        "applicant": masked_name(applicant),
        "head": masked_name(head),
        "people": f"{people} 人",
        "kind": kind,
        "amount": f"{amount:,.2f} 元" if amount is not None else "",
        "since": since,
        "until": until,
        "organ": organ,
        "phone": phone,
    }
    return {key: words for key, words in said.items() if words}


def lines(content: Mapping[str, str]) -> list[tuple[str, str]]:
    """Label and words, in the order of the white list; whatever else is stored is not shown."""
    return [(title, content[key]) for key, title in FIELDS.items() if content.get(key)]
