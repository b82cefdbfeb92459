"""What holds today of the persons a chunk of rows speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from residents.domain.sources import SourceOrder
from residents.models import Disagreement, HouseholdMembership, Person, Residence
from residents.services.disagreements import known_claims

_FACTS = {"hukou", "living", "household"}


@dataclass(slots=True)
class Standing:
    """A person of the base with what holds today: residences by slot, memberships by whether registration is shared."""

    person: Person
    stays: dict[str, Residence] = field(default_factory=dict)
    memberships: dict[bool, HouseholdMembership] = field(default_factory=dict)
    number_missing: bool = False
    claims: dict[tuple[str, str], list[Disagreement]] = field(default_factory=dict)

    def source_of(self, name: str) -> str:
        """Where the value of a field comes from; of 户籍, 现住地 and 所在户 the row itself says so."""
        if name not in _FACTS:
            return str(self.person.sources.get(name, self.person.source))
        row = self.memberships.get(True) if name == "household" else self.stays.get(name)
        return row.source if row else ""

    def weightiest(self, name: str, order: SourceOrder) -> str:
        """Of a dated fact: the source that made it, or the higher one that has confirmed it since."""
        made, confirmed = self.source_of(name), str(self.person.sources.get(name, ""))
        return confirmed if confirmed and order.rank(confirmed) > order.rank(made) else made

    def claims_on(self, name: str, feed: str) -> list[Disagreement]:
        """Disagreements of an office about a field, newest first."""
        return self.claims.get((name, feed), [])


def load_standing(people: Iterable[int], *, on: dt.date) -> dict[int, Standing]:
    """Everything that comparing needs about these persons, in four queries."""
    pks = list(people)
    if not pks:
        return {}
    found = {person.pk: Standing(person) for person in Person.objects.filter(pk__in=pks)}
    for stay in Residence.objects.filter(person_id__in=pks, during__upper_inf=True):
        found[stay.person_id].stays["hukou" if stay.kind == "hukou" else "living"] = stay
    members = HouseholdMembership.objects.filter(person_id__in=pks, during__upper_inf=True).select_related("household")
    for member in members:
        found[member.person_id].memberships[member.shares_registration] = member
    for (person, name, feed), rows in known_claims(pks).items():
        found[person].claims[name, feed] = rows
    for standing in found.values():
        standing.number_missing = not standing.person.number_head
    return found
