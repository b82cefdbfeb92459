"""What other rooms ask of many people at once, past any scope: the caller stands inside `as_system` or shows nothing of it."""

from __future__ import annotations

from collections.abc import Collection

from residents.models import Person


def areas_of(people: Collection[int]) -> dict[int, str]:
    """{person id: the community that answers for them}: where they live, else where they are registered. One statement."""
    rows = Person.objects.filter(pk__in=list(people)).values_list("pk", "living_area", "hukou_area")
    return {pk: living or hukou for pk, living, hukou in rows}
