"""Who holds a certificate of disability, and whose certificate ends when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from residents.domain.disability import Details, is_severe
from residents.models import DisabilityCertificate
from residents.models.disability import CertificateState


def has_disability(on: dt.date) -> Q:
    """A condition on persons: a certificate holds on the day. Frozen ones do not count, nor one whose term is over."""
    return Q(Exists(_holding(on).filter(person_id=OuterRef("pk"))))


def _holding(on: dt.date) -> QuerySet[DisabilityCertificate]:
    """Ended rows keep how they ended, and count until that day; a frozen one never."""
    return DisabilityCertificate.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=on), during__contains=on
    ).exclude(state=CertificateState.FROZEN)


def details_of(people: Iterable[int], *, on: dt.date) -> dict[int, Details]:
    """{person: what the certificate says on the day}, of those who hold one: for rules and lists of duties that may read it."""
    return {row.person_id: row.details for row in _holding(on).filter(person_id__in=list(people))}


def disabled_among(people: Iterable[int], *, on: dt.date) -> set[int]:
    """Those of these people who hold a certificate on a day."""
    return set(_holding(on).filter(person_id__in=list(people)).values_list("person_id", flat=True))


def unable_to_bring_up(people: Iterable[int], *, on: dt.date) -> set[int]:
    """Those whose certificate counts as 重残 where children are concerned (粤民规字〔2019〕10 号; handbook §7.5)."""
    return {pk for pk, said in details_of(people, on=on).items() if is_severe(said.category, said.grade)}


def severely_disabled(
    *,
    on: dt.date,
    people: Iterable[int] | None = None,
    born_by: dt.date | None = None,
    within: tuple[str, str] | None = None,
) -> list[int]:
    """Persons whose certificate says a severe grade on the day (重度: one and two; of mind and intellect also three and four).

    Among `people`, or among those born by a day who live (else are registered) in the half-open range of area codes `within`. The grade
    is sealed: it is read row by row, of those alone who hold a certificate.
    """
    rows = _holding(on).filter(person__status="living")
    if people is not None:
        rows = rows.filter(person_id__in=list(people))
    if born_by is not None:
        rows = rows.filter(person__birth_date__lte=born_by)
    if within is not None:
        low, high = within
        here = Q(person__living_area__gte=low, person__living_area__lt=high)
        rows = rows.filter(here | Q(person__living_area="", person__hukou_area__gte=low, person__hukou_area__lt=high))
    return [row.person_id for row in rows.only("person_id", "sealed").iterator() if row.details.severe]


@dataclass(frozen=True, slots=True)
class CertificateEnd:
    """A certificate whose term ends: row, person, last day on which it is valid."""

    certificate: int
    person_id: int
    valid_until: dt.date


def certificates_ending(first: dt.date, last: dt.date) -> list[CertificateEnd]:
    """Standing certificates whose last valid day lies between the two (both included): for the milestone person.certificate_ending."""
    rows = DisabilityCertificate.objects.filter(
        valid_until__range=(first, last), during__upper_inf=True, person__status="living"
    ).exclude(state=CertificateState.FROZEN)
    found = rows.order_by("valid_until", "pk").values_list("pk", "person_id", "valid_until")
    return [CertificateEnd(pk, person, until) for pk, person, until in found if until]
