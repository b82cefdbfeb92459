"""The people of the family graph: everybody of the household, then the nearest kin outside it, as many as the picture holds."""

from __future__ import annotations

from django.urls import reverse

from core.ui.family_graph import MOST, FamilyPerson, Spouse, Stay
from residents.domain.generations import generation, spread
from residents.models import Person
from residents.models.kinship import KinshipKind
from residents.selectors.household import HouseholdView, Member
from residents.selectors.person import Kin


def family_persons(household: HouseholdView) -> list[FamilyPerson]:
    """Members and former members first; too many of them, and there is no picture (`family_graph.fits`)."""
    first: dict[int, Member] = {}
    stays: dict[int, list[Stay]] = {}
    for member in household.members:
        first.setdefault(member.person_id, member)
        stays.setdefault(member.person_id, []).append(Stay(member.start, member.end))
    links = [(row.person_id, row.relative_id, row.kind) for row in household.kin]
    levels = spread({pk: generation(member.relation) for pk, member in first.items()}, links)
    outside = [pk for pk in household.outside if pk in levels][: max(0, MOST - len(first))]
    known = {*first, *outside}
    spouses = _spouses(household, known)
    parents = _parents(links, known)
    head = household.head.pk if household.head else None
    people = []
    for pk in [*first, *outside]:
        person = first.get(pk) or household.outside[pk]
        people.append(
            FamilyPerson(
                key=str(pk),
                name=person.name,
                relation=person.relation_word if isinstance(person, Member) else _word(household, person),
                generation=levels[pk],
                spouses=spouses.get(pk, ()),
                parents=parents.get(pk, ()),
                born=person.birth_date,
                died=person.died_on,
                stays=tuple(stays.get(pk, ())),
                focus=pk == head,
                url=reverse("person", args=[person.uid]),
            )
        )
    return people


def _spouses(household: HouseholdView, known: set[int]) -> dict[int, tuple[Spouse, ...]]:
    """Person → marriages to people of the picture, past ones included."""
    found: dict[int, list[Spouse]] = {}
    for row in household.kin:
        if row.kind == KinshipKind.SPOUSE and {row.person_id, row.relative_id} <= known:
            found.setdefault(row.person_id, []).append(Spouse(str(row.relative_id), row.during.lower, row.during.upper))
    return {person: tuple(rows) for person, rows in found.items()}


def _parents(links: list[tuple[int, int, str]], known: set[int]) -> dict[int, tuple[str, ...]]:
    """Person → keys of the parents in the picture; a link may be known from either side."""
    found: dict[int, dict[str, None]] = {}
    for person, relative, kind in links:
        if {person, relative} <= known and kind in (KinshipKind.PARENT, KinshipKind.CHILD):
            child, parent = (person, relative) if kind == KinshipKind.PARENT else (relative, person)
            found.setdefault(child, {})[str(parent)] = None
    return {child: tuple(keys) for child, keys in found.items()}


def _word(household: HouseholdView, person: Person) -> str:
    """What somebody outside is to the member through whom we know them."""
    names = {member.person_id: member.name for member in household.members}
    row = next(row for row in household.kin if row.relative_id == person.pk)
    word = Kin(row, person).word
    return word if household.head and row.person_id == household.head.pk else f"{names[row.person_id][:1]}的{word}"[:5]
