"""The persons of a user's scope whom something typed at the desk may mean, with the signs in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.scope import Scope
from residents.domain.likeness import Claim
from residents.models import Person
from residents.selectors.candidates import find_candidates
from residents.selectors.words import age_words, masked_number, sex_word

_MOST = 5


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """`who` tells the person from others of the name; `words` are the signs; `certain`: nothing speaks against."""

    id: int
    uid: UUID
    name: str
    who: str
    number: str
    words: str
    certain: bool
    sex: str = "0"

    @property
    def pronoun(self) -> str:
        return {"1": "他", "2": "她"}.get(self.sex, "此人")


def likely_persons(claim: Claim, *, scope: Scope) -> list[LikelyPerson]:
    """At most five, the likeliest first; the dead are named as such."""
    (candidates,) = find_candidates([claim], within=scope)
    persons = Person.objects.in_bulk([candidate.person_id for candidate in candidates[:_MOST]])
    return [
        _likely(persons[candidate.person_id], candidate.judgement.words, candidate.judgement.verdict == "certain")
        for candidate in candidates[:_MOST]
        if candidate.person_id in persons
    ]


def _likely(person: Person, words: str, certain: bool) -> LikelyPerson:
    parts: list[Any] = [
        sex_word(person.sex),
        age_words(person.birth_date),
        person.living_address or person.hukou_address,
    ]
    if person.status == Person.Status.DECEASED:
        parts.insert(0, "已去世")
    number = masked_number({"number_head": person.number_head, "number_last4": person.number_last4})
    who = "，".join(part for part in parts if part)
    return LikelyPerson(person.pk, person.uid, person.name, who, number, words, certain, person.sex)
