"""Where people live now, by id."""

from __future__ import annotations

from collections.abc import Collection

from residents.models import Person


def living_areas(people: Collection[int]) -> dict[int, str]:
    """{person: area code of the present home}; without those who live nowhere here."""
    rows = Person.objects.filter(pk__in=list(people)).exclude(living_area="")
    return dict(rows.values_list("pk", "living_area"))
