"""What everybody is to a new head of household, given what each was to the old one. Pure.

Only what follows with certainty is proposed; an empty proposal asks the clerk (户口登记条例 第五条: the head is confirmed
by people, never by the system).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from residents.domain import relations as rel
from residents.domain.ages import age_on

NEW_HEAD = "02"
_CHILDREN = rel.SONS | rel.DAUGHTERS
_ADULT = 18


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be head: `rank` low first, `because` in words."""

    key: int
    rank: int
    because: str


def candidates(members: Iterable[tuple[int, str, dt.date | None]], *, on: dt.date) -> list[Candidate]:
    """(key, relation to the old head, birth) → in the order living spouse, adult children by age, other adults."""
    found: list[tuple[int, dt.date, Candidate]] = []
    for key, relation, birth in members:
        if relation in rel.HEAD or (birth and age_on(birth, on) < _ADULT):
            continue
        rank = 0 if relation in rel.SPOUSE else 1 if relation in _CHILDREN else 2
        found.append((rank, birth or dt.date.max, Candidate(key, rank, rel.relation_name(relation))))
    return [candidate for _, _, candidate in sorted(found, key=lambda item: item[:2])]


def relation_to_new_head(member: str, member_sex: str, new_head: str, new_head_sex: str) -> str:
    """Proposed relation (GB/T 4761) of a member, or "" when it does not follow.

    `member`, `new_head`: what the two were to the old head, who is 02 himself.
    """
    if new_head in rel.SPOUSE:
        return _to_spouse(member, member_sex, new_head_sex)
    if new_head in _CHILDREN:
        return _to_child(member, member_sex, new_head_sex)
    if new_head in rel.PARENTS:
        return _to_parent(member, member_sex)
    return ""


def _of(sex: str, man: str, woman: str, unknown: str = "") -> str:
    return man if sex == "1" else woman if sex == "2" else unknown


def _to_spouse(member: str, sex: str, head_sex: str) -> str:
    if member in rel.HEAD:
        return _of(sex, "11", "12", "10")
    if member in rel.PARENTS:
        # The old head's parents are the parents-in-law of the spouse.
        return _of(sex, "53", "54") if head_sex == "2" else _of(sex, "55", "56")
    if member in rel.HUSBANDS_PARENTS | rel.WIFES_PARENTS:
        return _of(sex, "51", "52", "50")
    # The old head's children are not always the spouse's: the clerk says.
    return member if member in rel.SONS_CHILDREN | rel.DAUGHTERS_CHILDREN else ""


def _to_child(member: str, sex: str, head_sex: str) -> str:
    if member in rel.HEAD:
        return _of(sex, "51", "52", "50")
    if member in _CHILDREN:
        return "70"
    if member in rel.PARENTS:
        # The old head's parents: 祖父母 of a man's children; which side it is does not follow from the code.
        return "60"
    return ""


def _to_parent(member: str, sex: str) -> str:
    if member in rel.HEAD:
        return _of(sex, "20", "30")
    if member in rel.PARENTS:
        return _of(sex, "11", "12", "10")
    if member in _CHILDREN:
        return "40"
    return ""
