"""Who holds a certificate of disability, and whose is so grave that the law doubts whether they can bring up a child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from residents.domain.disability import is_severe
from residents.models import DisabilityCertificate
from residents.models.disability import CertificateState

_HELD = (CertificateState.VALID, CertificateState.FROZEN, CertificateState.LOST)


def disabled_among(people: Iterable[int], *, on: dt.date) -> set[int]:
    """Those of these people who hold a certificate on a day."""
    return set(_certificates(people, on).values_list("person_id", flat=True))


def unable_to_bring_up(people: Iterable[int], *, on: dt.date) -> set[int]:
    """Those whose certificate counts as 重残 where children are concerned (粤民规字〔2019〕10 号; handbook §7.5)."""
    rows = _certificates(people, on)
    return {row.person_id for row in rows if is_severe(row.details.category, row.details.grade)}


def _certificates(people: Iterable[int], on: dt.date):  # type: ignore[no-untyped-def]
    return DisabilityCertificate.objects.filter(person_id__in=list(people), during__contains=on, state__in=_HELD)
