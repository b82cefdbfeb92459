"""Narrow a list of people by the words of its search box: the ways that an index serves under row-level security.

The omnibox (search.py) also looks inside names and addresses; a list is narrowed while one types, over any number of rows.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core.crypto import digest
from residents.domain.search_words import Word, following, read_words
from residents.models import IdentityDocument, Person, Residence
from residents.models.residence import ResidenceKind


def narrow_by_words(people: QuerySet[Person], text: str) -> QuerySet[Person]:
    """People whom every word fits: start of a name or given name, pinyin, initials, number, phone, their last four."""
    for word in read_words(text):
        people = people.filter(_fits(word))
    return people


def ids_by_words(text: str) -> QuerySet[Person, Any]:
    """The same as ids, for the search box of a register whose rows are about people."""
    return narrow_by_words(Person.objects.all(), text).values("pk")


def _fits(word: Word) -> Q:
    if word.kind == "letters":
        return _starts("initials", word.text) | _starts("pinyin", word.text)
    if word.kind == "last4":
        return Q(number_last4=word.text) | Q(phone_last4=word.text)
    if word.kind == "phone":
        return Q(phone_digest=digest(word.text, "phone"))
    if word.kind in ("number", "document"):
        holders = IdentityDocument.objects.filter(digest=digest(word.text, "document"))
        return Q(id__in=holders.values("person_id"))
    return _starts("name", word.text) | _starts("given_name", word.text)


def _starts(field: str, text: str) -> Q:
    return Q(**{f"{field}__gte": text, f"{field}__lt": following(text)})


def living_in(people: QuerySet[Person], dwelling: UUID) -> QuerySet[Person]:
    """People whose home this dwelling is now (registration alone does not make a home)."""
    homes = Residence.objects.filter(dwelling__uid=dwelling, during__upper_inf=True).exclude(kind=ResidenceKind.HUKOU)
    return people.filter(id__in=homes.values("person_id"))
