"""Whom somebody visited: what was written down at a door is not taken back with the file that brought the person."""

from __future__ import annotations

from collections.abc import Iterable

from lifecycle.models import Visit


def visited_people(people: list[int]) -> dict[int, str]:
    """Those of these persons who were visited, with why they are kept."""
    return dict.fromkeys(Visit.objects.filter(person_id__in=people).values_list("person_id", flat=True), "已经走访过")


def made_to(people: Iterable[int], *, most: int = 300) -> list[Visit]:
    """The visits made to these records of one person, newest first."""
    return list(Visit.objects.filter(person_id__in=list(people)).order_by("-visited_at", "-id")[:most])
