"""Whose record a number names."""

from __future__ import annotations

from collections.abc import Iterable

from elderly.models import ElderRecord


def holders_of(numbers: Iterable[str]) -> dict[str, int]:
    """{record number: person id} of those that the base knows, in one statement."""
    wanted = set(numbers)
    if not wanted:
        return {}
    return dict(ElderRecord.objects.filter(record_no__in=wanted).values_list("record_no", "person_id"))
