"""What each member of a family is to its head, by GB/T 4761."""

from __future__ import annotations

from residents.demo.kin import Someone


def relation(member: Someone, head: Someone) -> str:
    """A two-digit code; 97 (其他亲属) when the link is more remote than three steps."""
    male = member.male
    if member is head:
        return "02"
    if member is head.spouse:
        return "11" if male else "12"
    if head in (member.father, member.mother):
        return "20" if male else "30"
    if member in (head.father, head.mother):
        return "51" if male else "52"
    if head.spouse and member in (head.spouse.father, head.spouse.mother):
        own = ("53", "54") if head.spouse.male else ("55", "56")
        return own[0] if male else own[1]
    return _further(member, head, male)


def _further(member: Someone, head: Someone, male: bool) -> str:
    if member.spouse and head in (member.spouse.father, member.spouse.mother):
        return "28" if male else "38"
    for parent in (member.father, member.mother):
        if parent and head in (parent.father, parent.mother):
            return ("41" if male else "42") if parent.male else ("43" if male else "44")
    if {id(member.father), id(member.mother)} & {id(p) for p in (head.father, head.mother) if p}:
        older = member.day <= head.day
        return ("71" if older else "73") if male else ("75" if older else "77")
    for parent in (head.father, head.mother):
        if parent and member in (parent.father, parent.mother):
            return ("61" if male else "62") if parent.male else ("63" if male else "64")
    return "97"
