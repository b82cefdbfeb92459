"""Marriages and certificates of disability of one person in words, for those who may read them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from core import clock
from core.scope import Scope
from residents.domain.codes import codebook
from residents.domain.disability import take_apart
from residents.models import DisabilityCertificate, MarriageRecord, Person
from residents.models.disability import CertificateState
from residents.selectors.words import masked_phone

SOON = dt.timedelta(days=90)  # a term that ends within a quarter is shown as ending


@dataclass(frozen=True)
class MarriageLine:
    """An act of the register: `spouse` the other party's name as far as it may be shown, `other` their record if in scope."""

    title: str
    on: dt.date
    spouse: str
    other: Person | None
    certificate: str
    source: str


def marriage_rows(person_id: int) -> QuerySet[MarriageRecord]:
    return MarriageRecord.objects.filter(person_id=person_id)


def marriages_of(person_id: int, *, scope: Scope) -> list[MarriageLine]:
    """Newest first; a spouse of the base outside the scope is not named. One statement."""
    rows = marriage_rows(person_id).select_related("spouse").order_by("-on", "-pk")
    lines = []
    for row in rows:
        other = row.spouse if row.spouse and _within(scope, row.spouse) else None
        name = other.name if other else ("不在你范围里的人" if row.spouse_id else row.spouse_name)
        lines.append(MarriageLine(row.get_act_display(), row.on, name, other, row.certificate, row.source))
    return lines


def _within(scope: Scope, person: Person) -> bool:
    return scope.holds(person.hukou_area) or scope.holds(person.living_area)


@dataclass(frozen=True)
class CertificateLine:
    """A certificate as the page says it; `tone`: "" in use, "a" ending or over, "o" no longer in use."""

    number: str
    category: str
    grade: str
    severe: bool
    state: str
    tone: str
    since: dt.date | None
    until: dt.date | None
    first_issued: dt.date | None
    valid_until: dt.date | None
    guardian: str
    guardian_phone: str
    employment: str
    needs: str
    source: str

    @property
    def standing(self) -> bool:
        return self.until is None


def certificate_rows(person_id: int) -> QuerySet[DisabilityCertificate]:
    return DisabilityCertificate.objects.filter(person_id=person_id)


def certificates_of(person_id: int) -> list[CertificateLine]:
    """The one in use first, then earlier ones. One statement."""
    rows = certificate_rows(person_id)
    return [_line(row) for row in sorted(rows, key=lambda row: (row.during.upper is not None, -row.pk))]


def _line(row: DisabilityCertificate) -> CertificateLine:
    details, number = row.details, take_apart(row.number)
    return CertificateLine(
        number=number.masked if number else "",
        category=codebook("disability").name(details.category),
        grade=codebook("disability_grade").name(details.grade),
        severe=details.severe,
        state=_state(row),
        tone=_tone(row),
        since=row.during.lower,
        until=row.during.upper,
        first_issued=row.first_issued,
        valid_until=row.valid_until,
        guardian=details.guardian,
        guardian_phone=masked_phone(details.guardian_phone) if details.guardian_phone else "",
        employment=details.employment,
        needs=details.needs,
        source=row.source,
    )


def _state(row: DisabilityCertificate) -> str:
    if row.during.upper is not None and row.state in (CertificateState.VALID, CertificateState.FROZEN):
        return "已换证"
    if row.during.upper is None and row.valid_until and row.valid_until < clock.today():
        return "有效期已过"
    return str(row.get_state_display())


def _tone(row: DisabilityCertificate) -> str:
    if row.during.upper is not None:
        return "o"
    ending = row.valid_until is not None and row.valid_until <= clock.today() + SOON
    return "a" if ending or row.state != CertificateState.VALID else "p"
