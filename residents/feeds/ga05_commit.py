"""Newborns enter the base: registered where the police say, at home where the mother lives (else the father)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.imports.feed import Commit, Row
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.relations import compose
from residents.feeds.parents import kin_links, parents_in
from residents.models import HouseholdMembership
from residents.models.identity import RESIDENT_ID
from residents.selectors.homes import Home, homes_of
from residents.services.documents import add_numbers
from residents.services.households import NewMember, add_members
from residents.services.kinship import link_kin
from residents.services.naming import NewName, give_names
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.residences import settle
from residents.services.update import confirm_fields

WHY = "公安新生儿上户"
_OTHER_KIN = "80"  # GB/T 4761: the parent's own relation says nothing about the child's


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        homes = homes_of({pk for row in rows for pk in parents_in(row)}, on=batch.today)
        fresh = [row for row in rows if row.person_id is None]
        known = [row for row in rows if row.person_id is not None]
        ids = register_people([_draft(row, homes, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id = person_id
        _complete(known, batch)
        joined = [row for row in known if row.values.get("joined")]
        add_members(_memberships([*fresh, *_without_household(joined)], homes, batch), by=batch.by, why=WHY)
        link_kin(kin_links(rows, batch), by=batch.by, why=WHY)


def _household(row: Row, homes: dict[int, Home]) -> Home | None:
    """The parent's registered household in the community that registered the child."""
    found = (homes[pk] for pk in parents_in(row))
    return next((home for home in found if home.household_id and home.household_area == row.values["committee"]), None)


def _draft(row: Row, homes: dict[int, Home], batch: Commit) -> PersonDraft:
    v = row.values
    household = _household(row, homes)
    hukou = Stay(v["committee"], v["accepted_on"])
    if household:
        hukou.dwelling_id, hukou.address = household.dwelling_id, household.address
    home = next((homes[pk].living for pk in parents_in(row) if homes[pk].living), None)
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


def _without_household(rows: list[Row]) -> list[Row]:
    there = set(
        HouseholdMembership.objects.filter(
            person_id__in=[row.person_id for row in rows], shares_registration=True, during__upper_inf=True
        ).values_list("person_id", flat=True)
    )
    return [row for row in rows if row.person_id not in there]


def _complete(rows: list[Row], batch: Commit) -> None:
    """Children whom the base knew already: the police say number, name, and where they are registered."""
    told = [(row, row.person_id, batch.row_source(row)) for row in rows if row.person_id]
    joined = [one for one in told if one[0].values.get("joined")]
    numbers = [(pk, RESIDENT_ID, row.values["number"], source) for row, pk, source in joined]
    add_numbers(numbers, by=batch.by, why=WHY)
    confirm_fields((pk, ["number", "sex", "birth_date"], source) for _, pk, source in joined)
    names = [NewName(pk, row.values["name"], source) for row, pk, source in told if row.values.get("renamed")]
    give_names(names, by=batch.by, on=batch.today, why=WHY)
    stays = [
        (pk, "hukou", Stay(row.values["committee"], row.values["accepted_on"]), source) for row, pk, source in told
    ]
    settle(stays, by=batch.by, why=WHY)
    events = [
        NewEvent(
            "person.registered",
            row.values["accepted_on"],
            (Subject(pk, "subject", row.values["committee"]),),
            source,
            source,
            {"hukou_area": row.values["committee"]},
        )
        for row, pk, source in joined
    ]
    emit_bulk(events, by=batch.by.username)
