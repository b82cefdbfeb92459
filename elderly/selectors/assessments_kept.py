"""Whom somebody assessed: what was looked at and written down is not taken back with the file that brought the person."""

from __future__ import annotations

from elderly.models import Assessment


def assessed_people(people: list[int]) -> dict[int, str]:
    """Those of these persons who were assessed, with why they are kept."""
    return dict.fromkeys(
        Assessment.objects.filter(person_id__in=people).values_list("person_id", flat=True), "做过能力评估"
    )
