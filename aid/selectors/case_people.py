"""Whom cases name: what was imported of them is not taken back under a case."""

from __future__ import annotations

from aid.models import AidCase, CaseMember


def people_with_cases(people: list[int]) -> dict[int, str]:
    """{person id: why this person must stay}."""
    asked = AidCase.objects.filter(applicant_id__in=people).values_list("applicant_id", flat=True)
    named = CaseMember.objects.filter(person_id__in=people).values_list("person_id", flat=True)
    return dict.fromkeys({*asked, *named} - {None}, "有救助申请")
