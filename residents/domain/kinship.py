"""Parent and spouse links that follow from what each member is to the head of household.

Only what follows with certainty becomes a link. What is merely probable (the head's spouse is the
other parent; a grandchild's parent among several children) is offered as `likely`, because a
wrong parent on record harms a child more than a missing one. What cannot be true is a doubt.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from residents.domain import relations as rel
from residents.domain.ages import age_on

LinkKind = Literal["parent", "spouse"]
# Nobody on record became a parent before 14; a mother after 60 is a slip of the pen.
_YOUNGEST_PARENT, _OLDEST_MOTHER, _OLDEST_FATHER = 14, 60, 85
_NOT_MARRIED = ("10", "30", "40")


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a household. `relation` GB/T 4761, `sex` 2261.1, `marital` 2261.2 or ""."""

    key: str
    relation: str
    sex: str = ""
    birth: dt.date | None = None
    marital: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """`person` is the parent of `other`, or the spouse of `other` (said once per couple)."""

    kind: LinkKind
    person: str
    other: str
    because: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What contradicts itself in a household: the member, a code, words for the clerk."""

    key: str
    code: str
    words: str


@dataclass(slots=True)
class Kinship:
    """The links found, the probable ones, and the contradictions."""

    links: list[Link] = field(default_factory=list)
    likely: list[Link] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def kinship_from_relations(members: Iterable[Member]) -> Kinship:
    """Read the kinship out of one household's relations.

    Certain: the head's only spouse; the head's sons and daughters (20–26, 30–36) as children of
    the head, not of the spouse; the head's father and mother; the parents-in-law once the spouse
    is linked; a son's wife and a daughter's husband when there is one of each; a grandchild's
    parent when the household has exactly one child of the head who can be it, and either an only
    child by code (21, 31) or living with husband or wife.
    """
    everyone = list(members)
    found = Kinship()
    sound = [m for m in everyone if _sex_fits(m, found)]
    heads = [m for m in everyone if m.relation in rel.HEAD]
    if len(heads) != 1:
        if len(heads) > 1:
            found.doubts.extend(Doubt(m.key, "two_heads", "同一户有多于一位户主") for m in heads)
        return found
    head = heads[0]
    spouse = _link_spouse(head, sound, found)
    _link_children(head, spouse, sound, found)
    _link_parents(head, spouse, sound, found)
    _link_second_generation(sound, found, rel.SONS | rel.UNSURE_SONS, rel.DAUGHTER_IN_LAW, rel.SONS_CHILDREN, "21")
    _link_second_generation(
        sound, found, rel.DAUGHTERS | rel.UNSURE_DAUGHTERS, rel.SON_IN_LAW, rel.DAUGHTERS_CHILDREN, "31"
    )
    _drop_double_parents(everyone, found)
    return found


def _drop_double_parents(members: Sequence[Member], found: Kinship) -> None:
    """Two fathers or two mothers contradict each other: neither is certain."""
    sex = {member.key: member.sex for member in members}
    seen: dict[tuple[str, str], list[Link]] = {}
    for link in found.links:
        if link.kind == "parent" and sex[link.person] in ("1", "2"):
            seen.setdefault((link.other, sex[link.person]), []).append(link)
    for (child, parents_sex), links in seen.items():
        if len(links) > 1:
            found.links = [link for link in found.links if link not in links]
            found.doubts.append(Doubt(child, "two_parents", f"有多于一位{'父亲' if parents_sex == '1' else '母亲'}"))


def _with(members: Sequence[Member], codes: frozenset[str]) -> list[Member]:
    return [m for m in members if m.relation in codes]


def _sex_fits(member: Member, found: Kinship) -> bool:
    implied = rel.implied_sex(member.relation)
    if not implied or member.sex not in ("1", "2") or member.sex == implied:
        return True
    words = f"与户主关系为“{rel.relation_name(member.relation)}”，性别却是“{'男' if member.sex == '1' else '女'}”"
    found.doubts.append(Doubt(member.key, "relation_sex", words))
    return False


def _link_spouse(head: Member, members: Sequence[Member], found: Kinship) -> Member | None:
    spouses = _with(members, rel.SPOUSE)
    if len(spouses) > 1:
        found.doubts.extend(Doubt(m.key, "two_spouses", "户主有多于一位配偶") for m in spouses)
        return None
    if not spouses:
        return None
    return spouses[0] if _marry(head, spouses[0], found, "户主的配偶", found.links) else None


def _marry(one: Member, other: Member, found: Kinship, because: str, into: list[Link]) -> bool:
    """Link a couple unless sex or marital status speaks against it."""
    if one.sex in ("1", "2") and one.sex == other.sex:
        found.doubts.append(Doubt(other.key, "spouse_sex", "夫妻双方性别相同"))
        return False
    for member in (one, other):
        if member.marital in _NOT_MARRIED:
            found.doubts.append(Doubt(member.key, "spouse_marital", "登记为夫妻，婚姻状况却不是已婚"))
            return False
    into.append(Link("spouse", one.key, other.key, because))
    return True


def _beget(parent: Member, child: Member, found: Kinship, because: str, into: list[Link]) -> bool:
    """Link parent and child unless their ages make it impossible."""
    if parent.birth and child.birth:
        age = age_on(parent.birth, child.birth)
        oldest = _OLDEST_MOTHER if parent.sex == "2" else _OLDEST_FATHER
        if not _YOUNGEST_PARENT <= age <= oldest:
            words = f"父母与子女年龄不合：子女出生时父（母）{age}岁" if age >= 0 else "父（母）的出生日期晚于子女"
            if into is found.links:
                found.doubts.append(Doubt(child.key, "parent_age", words))
            return False
    into.append(Link("parent", parent.key, child.key, because))
    return True


def _link_children(head: Member, spouse: Member | None, members: Sequence[Member], found: Kinship) -> None:
    for child in _with(members, rel.SONS | rel.DAUGHTERS):
        name = rel.relation_name(child.relation)
        # The relation is to the head alone: after a second marriage the spouse is no parent.
        if _beget(head, child, found, f"户主的{name}", found.links) and spouse is not None:
            _beget(spouse, child, found, f"户主配偶与户主的{name}", found.likely)
    for child in _with(members, rel.UNSURE_SONS | rel.UNSURE_DAUGHTERS):
        _beget(head, child, found, f"户主的{rel.relation_name(child.relation)}", found.likely)


def _link_parents(head: Member, spouse: Member | None, members: Sequence[Member], found: Kinship) -> None:
    parents = _with(members, rel.PARENTS)
    linked = [p for p in parents if _beget(p, head, found, f"户主的{rel.relation_name(p.relation)}", found.links)]
    if len(linked) == 2 and linked[0].sex != linked[1].sex:
        # Divorced parents may both live with a child.
        found.likely.append(Link("spouse", linked[0].key, linked[1].key, "户主的父母"))
    for parent in _with(members, rel.UNSURE_PARENTS):
        _beget(parent, head, found, f"户主的{rel.relation_name(parent.relation)}", found.likely)
    if spouse is None:
        return
    in_laws = rel.HUSBANDS_PARENTS if spouse.sex == "1" else rel.WIFES_PARENTS
    for parent in _with(members, in_laws):
        _beget(parent, spouse, found, f"户主的{rel.relation_name(parent.relation)}", found.links)


def _link_second_generation(
    members: Sequence[Member],
    found: Kinship,
    children_codes: frozenset[str],
    partner_code: str,
    grandchildren_codes: frozenset[str],
    only_child_code: str,
) -> None:
    """The head's son with his wife and children, or the daughter with hers."""
    children = [m for m in _with(members, children_codes) if m.marital not in _NOT_MARRIED]
    partners = _with(members, frozenset({partner_code}))
    grandchildren = _with(members, grandchildren_codes)
    couple = len(children) == 1 and len(partners) == 1
    if couple:
        couple = _marry(children[0], partners[0], found, f"户主的{rel.relation_name(partner_code)}", found.links)
    # A divorced or widowed child may be the parent as well as a married one.
    candidates = _with(members, children_codes)
    for grandchild in grandchildren:
        able = [m for m in candidates if _can_be_parent(m, grandchild)]
        certain = len(able) == 1 and (able[0].relation == only_child_code or (couple and able[0] is children[0]))
        because = f"户主的{rel.relation_name(grandchild.relation)}"
        for parent in able:
            _beget(parent, grandchild, found, because, found.links if certain else found.likely)
        if certain and couple:
            _beget(partners[0], grandchild, found, because, found.likely)


def _can_be_parent(member: Member, child: Member) -> bool:
    if not (member.birth and child.birth):
        return True
    oldest = _OLDEST_MOTHER if member.sex == "2" else _OLDEST_FATHER
    return _YOUNGEST_PARENT <= age_on(member.birth, child.birth) <= oldest
