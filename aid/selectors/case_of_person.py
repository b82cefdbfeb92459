"""Cases by the people in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from aid.domain.case_states import GRANTED, OPEN
from aid.domain.law import AID_KINDS
from aid.models import AidCase
from core.scope import Scope
from core.sources import SourceWords


def cases_about(person_id: int) -> QuerySet[AidCase]:
    """Cases that name a person, as applicant or member."""
    return AidCase.objects.filter(members__person_id=person_id)


def cases_of_person(person_id: int, scope: Scope) -> list[AidCase]:
    """The same inside a scope, the latest first."""
    return list(cases_about(person_id).filter(scope.q("area_code")).order_by("-applied_on", "-pk"))


def case_to_look_at(person_uid: UUID, user: Any) -> UUID | None:
    """The case of a person that goes on, one in force before others; None when there is none in sight."""
    rows = AidCase.objects.filter(
        user.scope("aid.view").q("area_code"),
        members__person__uid=person_uid,
        state__in=[state.value for state in OPEN],
    )
    found = list(rows.order_by("-applied_on", "-pk").values_list("uid", "state"))
    granted = {state.value for state in GRANTED}
    return next((uid for uid, state in found if state in granted), found[0][0] if found else None)


def cases_of_lead(lead_uid: UUID, scope: Scope) -> list[AidCase]:
    """What a hardship lead led to."""
    return list(AidCase.objects.filter(scope.q("area_code"), lead_uid=lead_uid).order_by("pk"))


def words_of_cases(sources: list[str]) -> dict[str, SourceWords]:
    """Words for `aid:<uid>`: a benefit that a case granted leads to the case. One out of sight is named without its number."""
    uids = {source: source.partition(":")[2] for source in sources}
    seen = {str(case.uid): case for case in AidCase.objects.filter(uid__in=set(uids.values()))}
    return {source: _words_of(seen[uid]) if uid in seen else SourceWords("救助确认") for source, uid in uids.items()}


def _words_of(case: AidCase) -> SourceWords:
    return SourceWords(f"{AID_KINDS[case.kind].title} {case.number}", reverse("aid-case", args=[case.uid]))
