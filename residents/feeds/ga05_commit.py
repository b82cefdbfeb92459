"""Newborns enter the base: registered where the police say, at home where the mother lives (else the father)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from core.imports.feed import Commit, Row
from residents.domain.relations import compose
from residents.models import HouseholdMembership, Person, Residence
from residents.services.households import NewMember, add_members
from residents.services.kinship import KinLink, link_kin
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.residences import settle

WHY = "公安新生儿上户"
_OTHER_KIN = "80"  # GB/T 4761: the parent's own relation says nothing about the child's


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


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        homes = _homes({pk for row in rows for pk in _parents(row)}, batch)
        fresh = [row for row in rows if row.person_id is None]
        ids = register_people([_draft(row, homes, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id = person_id
        _complete([row for row in rows if row not in fresh] if len(fresh) < len(rows) else [], batch)
        add_members(_memberships(fresh, homes, batch), by=batch.by, why=WHY)
        link_kin(_links(rows, batch), by=batch.by, why=WHY)


def _parents(row: Row) -> list[int]:
    """Mother first: the child follows her."""
    return [pk for pk in (row.values.get("mother_pk"), row.values.get("father_pk")) if pk]


def _homes(parents: set[int], batch: Commit) -> dict[int, Home]:
    homes = {pk: Home() for pk in parents}
    for pk, living in Person.objects.filter(pk__in=parents).values_list("pk", "living_area"):
        homes[pk].area = living
    living_rows = Residence.objects.filter(person_id__in=parents, during__upper_inf=True).exclude(kind="hukou")
    for pk, area, dwelling, address in living_rows.values_list("person_id", "area_code", "dwelling_id", "address"):
        homes[pk].living = Stay(area, batch.today, dwelling, address)
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


def _household(row: Row, homes: dict[int, Home]) -> Home | None:
    """The parent's registered household in the community that registered the child."""
    found = (homes[pk] for pk in _parents(row))
    return next((home for home in found if home.household_id and home.household_area == row.values["committee"]), None)


def _draft(row: Row, homes: dict[int, Home], batch: Commit) -> PersonDraft:
    v = row.values
    household = _household(row, homes)
    hukou = Stay(v["committee"], v["accepted_on"])
    if household:
        hukou.dwelling_id, hukou.address = household.dwelling_id, household.address
    home = next((homes[pk].living for pk in _parents(row) if homes[pk].living), None)
    living = Stay(home.area, v["birth_date"], home.dwelling_id, home.address) if home else None
    roles = (("mother", v.get("mother_pk")), ("father", v.get("father_pk")))
    return PersonDraft(
        name=v["name"],
        source=batch.row_source(row),
        occurred_on=v["birth_date"],
        sex=v["sex"],
        birth_date=v["birth_date"],
        number=v["number"],
        number_raw=v.get("number_raw") or "",
        temporary_name=bool(v.get("temporary_name")),
        hukou=hukou,
        living=living,
        event_kind="person.born",
        others=[(pk, role, homes[pk].area) for role, pk in roles if pk],
        payload={"hukou_area": v["committee"], "registered_on": v["accepted_on"].isoformat()},
    )


def _memberships(rows: list[Row], homes: dict[int, Home], batch: Commit) -> Iterable[NewMember]:
    for row in rows:
        household = _household(row, homes)
        if household and household.household_id and row.person_id:
            relation = compose(household.relation, row.values["sex"]) or _OTHER_KIN
            source = batch.row_source(row)
            yield NewMember(household.household_id, row.person_id, relation, True, row.values["accepted_on"], source)


def _links(rows: list[Row], batch: Commit) -> Iterable[KinLink]:
    for row in rows:
        for parent in _parents(row):
            if row.person_id:
                yield KinLink(row.person_id, parent, "parent", row.values["birth_date"], batch.row_source(row))


def _complete(rows: list[Row], batch: Commit) -> None:
    """Children whom the base knew already (from the collection form): the police say where they are registered."""
    stays: list[tuple[int, str, Any, str]] = []
    for row in rows:
        if row.person_id:
            stay = Stay(row.values["committee"], row.values["accepted_on"])
            stays.append((row.person_id, "hukou", stay, batch.row_source(row)))
    settle(stays, by=batch.by, why=WHY)
