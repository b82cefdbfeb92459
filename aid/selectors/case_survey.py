"""Cases whose homes wait for a visit."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from aid.domain.case_states import State
from aid.models import AidCase, CaseFinding


def to_survey(uids: Collection[str]) -> dict[str, AidCase]:
    """{uid as text: case} of those among these that wait for the visit; texts that are no uid are left out."""
    known = [uid for uid in map(_uid, uids) if uid]
    return {str(row.uid): row for row in AidCase.objects.filter(uid__in=known, state=State.SURVEYING.value)}


def to_survey_at(people: Collection[int]) -> dict[int, tuple[str, UUID]]:
    """{applicant: (kind, uid)} of the cases that wait at these doors."""
    rows = AidCase.objects.filter(applicant_id__in=list(people), state=State.SURVEYING.value).order_by("-pk")
    return {person: (kind, uid) for person, kind, uid in rows.values_list("applicant_id", "kind", "uid")}


def surveyed_as(uid: UUID) -> bool:
    """Has a form of this uid been stored already?"""
    return CaseFinding.objects.filter(uid=uid).exists()


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
