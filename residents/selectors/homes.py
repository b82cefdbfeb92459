"""Where parents live, and the household in which they are registered: their newborn follows them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from residents.models import HouseholdMembership, Person, Residence
from residents.services.register import Stay


@dataclass(slots=True)
class Home:
    """Where a parent lives, and the household in which the parent is registered."""

    living: Stay | None = None
    household_id: int | None = None
    household_area: str = ""
    dwelling_id: int | None = None
    address: str = ""
    relation: str = ""
    area: str = ""


def homes_of(parents: set[int], *, on: dt.date) -> dict[int, Home]:
    """The home and the registered household of each parent, in three statements."""
    homes = {pk: Home() for pk in parents}
    for pk, living in Person.objects.filter(pk__in=parents).values_list("pk", "living_area"):
        homes[pk].area = living
    living_rows = Residence.objects.filter(person_id__in=parents, during__upper_inf=True).exclude(kind="hukou")
    for pk, area, dwelling, address in living_rows.values_list("person_id", "area_code", "dwelling_id", "address"):
        homes[pk].living = Stay(area, on, dwelling, address)
    members = HouseholdMembership.objects.filter(
        person_id__in=parents, during__upper_inf=True, shares_registration=True
    )
    for pk, household, relation, area, dwelling, address in members.values_list(
        "person_id", "household_id", "relation", "household__area_code", "household__dwelling_id", "household__address"
    ):
        home = homes[pk]
        home.household_id, home.relation, home.household_area = household, relation, area
        home.dwelling_id, home.address = dwelling, address
    return homes
