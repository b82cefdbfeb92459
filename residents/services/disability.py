"""Certificates of disability enter the base, change and end (残疾人证, layout CL01); one at a desk or a month's file.

Category, grade, guardian and needs are sealed together with each row (SEC13); events carry ids only. What a certificate says anew
begins a new row on the day it became known, so that a list of a past day still reads what was known then.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.bulk import day_range, insert_rows, reserve_ids
from core.crypto import digest, keyring
from core.errors import Conflict
from core.outbox import NewEvent, Subject
from core.scope import as_system
from core.told_once import emit_once
from residents.domain.disability import Details
from residents.models import DisabilityCertificate, Person
from residents.models.disability import CertificateState
from residents.services.facts import end_facts

WALL = "certificates follow the person; the file covers the whole district"
DIGEST = "disability"  # purpose of the keyed digest
CERTIFIED, ENDED = "person.disability_certified", "person.disability_ended"
# What ends a certificate; 冻结 suspends it, so that the person does not count while it lasts.
ENDINGS = (CertificateState.LOST, CertificateState.CANCELLED, CertificateState.EXPIRED)


@dataclass(frozen=True, slots=True)
class NewCertificate:
    """A certificate as a source says it: normalised `number`; `since` the day from which this is true in the base."""

    person_id: int
    number: str
    since: dt.date
    source: str
    details: Details
    first_issued: dt.date | None = None
    valid_until: dt.date | None = None
    state: str = CertificateState.VALID.value


@dataclass(frozen=True, slots=True)
class Ending:
    """A certificate ends on a day: `state` says how (遗失, 注销, 过期)."""

    certificate: int
    on: dt.date
    state: str
    source: str


def standing_certificates(people: Iterable[int]) -> dict[int, DisabilityCertificate]:
    """The certificate that holds now of each person, in one statement."""
    rows = DisabilityCertificate.objects.filter(person_id__in=list(people), during__upper_inf=True)
    return {row.person_id: row for row in rows}


def record_certificates(certificates: Sequence[NewCertificate], *, by: Any, why: str = "残疾人证登记") -> list[int]:
    """Write certificates, each in the place of the one before; returns the ids of the rows, in order.

    person.disability_certified is told of a person who had none, and of another category or grade. Conflict when a person is named twice.
    The caller owns the transaction (`core.audit.acting`).
    """
    with as_system(WALL):
        standing = standing_certificates(one.person_id for one in certificates)
        certificates = _after_the_last(certificates)
        for day in {one.since for one in certificates}:
            over = [
                standing[one.person_id].pk for one in certificates if one.since == day and one.person_id in standing
            ]
            end_facts(DisabilityCertificate, over, on=day)
        ids = reserve_ids(DisabilityCertificate, len(certificates))
        try:
            with transaction.atomic():
                insert_rows(DisabilityCertificate, _FIELDS, _rows(certificates, ids, by, why))
        except IntegrityError as error:
            raise Conflict("此人这段时间里已经有一份残疾人证。", remedy="请先结束原来的一份。") from error
        areas = _areas(one.person_id for one in certificates)
        emit_once(
            [
                NewEvent(
                    CERTIFIED,
                    one.since,
                    (Subject(one.person_id, "subject", areas[one.person_id]),),
                    one.source,
                    f"disability:{digest(_says(one), DIGEST).hex()[:40]}",
                    {"certificate": pk, "again": one.person_id in standing},
                )
                for pk, one in zip(ids, certificates, strict=True)
                if _certifies(one, standing.get(one.person_id))
            ],
            by=by,
        )
    return ids


def end_certificates(endings: Sequence[Ending], *, by: Any, why: str = "残疾人证失效") -> list[int]:
    """End certificates that still hold; returns the ids of those ended. Emits person.disability_ended with the reason's code."""
    by_id = {one.certificate: one for one in endings}
    with as_system(WALL):
        rows = list(DisabilityCertificate.objects.select_for_update().filter(pk__in=by_id, during__upper_inf=True))
        for row in rows:
            DisabilityCertificate.objects.filter(pk=row.pk).update(
                state=by_id[row.pk].state, during=(row.during.lower, max(by_id[row.pk].on, _next_day(row.during.lower)))
            )
        areas = _areas(row.person_id for row in rows)
        emit_once(
            [
                NewEvent(
                    ENDED,
                    by_id[row.pk].on,
                    (Subject(row.person_id, "subject", areas[row.person_id]),),
                    by_id[row.pk].source,
                    f"disability-ended:{row.pk}",
                    {"certificate": row.pk, "reason": by_id[row.pk].state},
                )
                for row in rows
            ],
            by=by,
        )
    return [row.pk for row in rows]


def _after_the_last(certificates: Sequence[NewCertificate]) -> list[NewCertificate]:
    """A certificate issued again holds from the end of the one before, whatever day of first issue it carries."""
    people = [one.person_id for one in certificates]
    ended: dict[int, dt.date] = {}
    for row in DisabilityCertificate.objects.filter(person_id__in=people, during__upper_inf=False):
        ended[row.person_id] = max(row.during.upper, ended.get(row.person_id, row.during.upper))
    return [replace(one, since=max(one.since, ended.get(one.person_id, one.since))) for one in certificates]


def _next_day(day: dt.date) -> dt.date:
    """A row that ends on the day it began would be empty, and say nothing of what was so."""
    return day + dt.timedelta(days=1)


def _certifies(one: NewCertificate, before: DisabilityCertificate | None) -> bool:
    if one.state != CertificateState.VALID:
        return False
    if before is None or before.state != CertificateState.VALID:
        return True
    return (before.details.category, before.details.grade) != (one.details.category, one.details.grade)


def _says(one: NewCertificate) -> str:
    return f"{one.number}:{one.details.category}{one.details.grade}:{one.since.isoformat()}"


def _rows(certificates: Sequence[NewCertificate], ids: list[int], by: Any, why: str) -> list[tuple[Any, ...]]:
    ring, said = keyring(), (clock.now(), by.username, why)
    return [
        (
            pk, one.person_id, ring.encrypt(one.number), digest(one.number, DIGEST), one.state, one.first_issued,
            one.valid_until, ring.encrypt(one.details.pack()), day_range(one.since), *said, one.source,
        )
        for pk, one in zip(ids, certificates, strict=True)
    ]  # fmt: skip


_FIELDS = (
    "id", "person_id", "number", "digest", "state", "first_issued", "valid_until", "sealed", "during", "recorded_at",
    "recorded_by", "why", "source",
)  # fmt: skip


def _areas(people: Iterable[int]) -> dict[int, str]:
    rows = Person.objects.filter(pk__in=list(people)).values_list("pk", "living_area", "hukou_area")
    return {pk: living or hukou for pk, living, hukou in rows}
