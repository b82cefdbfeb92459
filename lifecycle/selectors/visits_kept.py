"""Whom somebody visited: what was written down at a door is not taken back with the file that brought the person."""

from __future__ import annotations

from lifecycle.models import Visit


def visited_people(people: list[int]) -> dict[int, str]:
    """Those of these persons who were visited, with why they are kept."""
    return dict.fromkeys(Visit.objects.filter(person_id__in=people).values_list("person_id", flat=True), "已经走访过")
