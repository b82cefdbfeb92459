"""An elder record by its number, in the search box."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from core.omnibox import Finder, Group, Hit, finders
from elderly.domain.record_numbers import read_number
from elderly.selectors.records import found_by_number


def find_record(request: HttpRequest, query: str) -> list[Group]:
    """The record with that whole number, spaces and hyphens aside, inside the asker's scope."""
    number = read_number(query)
    found = found_by_number(number, request.user.scope("elder.view")) if number else None  # type: ignore[union-attr]
    if found is None:
        return []
    hit = Hit(
        url=reverse("elder-record", args=[found.person_uid]),
        title=found.name,
        icon="user-heart",
        tone="p",
        line=f"老人档案 {found.record_no}",
        why="档案编号",
    )
    return [Group("老人档案", [hit])]


finders.register(Finder("elder-records", find_record, permission="elder.view", order=30))
