"""Collected people enter the base: households, homes, persons, and the kinship that follows from the relation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from core.imports.feed import Commit, Row
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.relations import HEAD
from residents.feeds.comparing import write_claims
from residents.feeds.sq01_changes import address_of, shares_registration, stays_of
from residents.feeds.standing import Standing, load_standing
from residents.models import HouseholdMembership
from residents.services.documents import add_numbers
from residents.services.dwellings import Address, place_dwellings
from residents.services.facts import end_facts
from residents.services.households import (
    HouseholdDraft,
    HouseholdKey,
    NewMember,
    add_members,
    open_households,
    set_heads,
)
from residents.services.kinship import derive_kinship
from residents.services.naming import NewName, give_names
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.residences import settle
from residents.services.update import FieldChange, change_fields, confirm_fields

WHY = "社区采集"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch. Kinship comes last: a household may span two chunks."""
    touched: set[int] = set()
    for rows in chunks:
        dwellings = place_dwellings(filter(None, (address_of(row.values) for row in rows)))
        households = open_households(_households(rows, dwellings, batch), by=batch.by, why=WHY)
        fresh = [row for row in rows if row.person_id is None]
        ids = register_people([_draft(row, dwellings, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id = person_id
            row.values["joins"] = row.values["household_is_ours"]
        known = [row for row in rows if row.values.get("changes") is not None]
        _update(known, dwellings, batch)
        write_claims(known, batch, why=WHY)
        touched |= _join(rows, households, batch)
    derive_kinship(touched, by=batch.by, on=batch.today, source=batch.source, why=WHY)


def _key(row: Row) -> HouseholdKey:
    return row.values["collected_in"], row.values["household"]


def _households(rows: list[Row], dwellings: dict[Address, int], batch: Commit) -> Iterable[HouseholdDraft]:
    """A household is a registration when its head (else its first member) is registered in the community, else a home."""
    leading: dict[HouseholdKey, Row] = {}
    for row in rows:
        if not row.values["household_is_ours"] or not (row.person_id is None or row.values.get("joins")):
            continue
        if _key(row) not in leading or row.values["relation"] in HEAD:
            leading[_key(row)] = row
    for (area, number), row in leading.items():
        address = address_of(row.values)
        yield HouseholdDraft(
            area,
            number,
            batch.row_source(row),
            "registered" if shares_registration(row.values) else "living",
            dwellings.get(address) if address else None,
            address.words if address else "",
        )


def _stay(row: Row, slot: str, dwellings: dict[Address, int], batch: Commit) -> Stay | None:
    found = stays_of(row.values).get(slot)
    if found is None:
        return None
    area, has_address = found
    address = address_of(row.values) if has_address else None
    return Stay(area, batch.today, dwellings.get(address) if address else None, address.words if address else "")


def _draft(row: Row, dwellings: dict[Address, int], batch: Commit) -> PersonDraft:
    v = row.values
    return PersonDraft(
        name=v["name"],
        source=batch.row_source(row),
        occurred_on=batch.today,
        sex=v["sex"] or "0",
        birth_date=v["birth_date"],
        number=v["number"],
        number_type=v["certificate"],
        number_raw=v.get("number_raw") or "",
        temporary_name=bool(v.get("temporary_name")),
        ethnicity=v["ethnicity"] or "",
        marital_status=v["marital"] or "",
        education=v["education"] or "",
        political_status=v["political"] or "",
        phone=v["phone"] or "",
        note=v["note"] or "",
        hukou=_stay(row, "hukou", dwellings, batch),
        living=_stay(row, "living", dwellings, batch),
    )


def _update(rows: list[Row], dwellings: dict[Address, int], batch: Commit) -> None:
    """People whom the base knew: their changed fields, numbers and stays."""
    changes, numbers, stays = [], [], []
    for row in rows:
        if row.person_id is None:
            continue
        source = batch.row_source(row)
        if row.values["changes"]:
            changes.append(FieldChange(row.person_id, row.values["changes"], source))
        if row.values.get("adds_number"):
            numbers.append((row.person_id, row.values["certificate"], row.values["number"], source))
        for slot in row.values["moves"]:
            if stay := _stay(row, slot, dwellings, batch):
                stays.append((row.person_id, slot, stay, source))
    change_fields(changes, by=batch.by, on=batch.today)
    add_numbers(numbers, by=batch.by, why=WHY)
    names = [
        NewName(row.person_id, row.values["name"], batch.row_source(row))
        for row in rows
        if row.person_id and row.values["renames"]
    ]
    give_names(names, by=batch.by, on=batch.today, why=WHY)
    confirm_fields((row.person_id, row.values["confirms"], batch.row_source(row)) for row in rows if row.person_id)
    moved = set(settle(stays, by=batch.by, why=WHY, judged=True))
    events = [
        NewEvent(
            "person.moved",
            batch.today,
            (Subject(pk, "subject", stay.area),),
            source,
            f"{source}:{slot}",
            {"slot": slot},
        )
        for pk, slot, stay, source in stays
        if pk in moved
    ]
    emit_bulk(events, by=batch.by.username)


def _join(rows: list[Row], households: dict[HouseholdKey, int], batch: Commit) -> set[int]:
    """Memberships of new people and of those who changed household; returns the households touched."""
    joining = [row for row in rows if row.values.get("joins") and row.person_id]
    known = [row for row in joining if row.values.get("changes") is not None]
    standing = load_standing([row.person_id for row in known if row.person_id], on=batch.today)
    left = [m for row in known if (m := _leaves(standing[row.person_id or 0], row))]
    end_facts(HouseholdMembership, [m.pk for m in left], on=batch.today)
    members = [
        NewMember(
            households[_key(row)],
            row.person_id or 0,
            row.values["relation"],
            shares_registration(row.values),
            batch.today,
            batch.row_source(row),
        )
        for row in joining
    ]
    add_members(members, by=batch.by, why=WHY)
    set_heads({m.household_id: m.person_id for m in members if m.relation in HEAD})
    _tell_changes(known, households, batch)
    return {member.household_id for member in members} | {m.household_id for m in left}


def _leaves(standing: Standing, row: Row) -> Any:
    return standing.memberships.get(shares_registration(row.values))


def _tell_changes(rows: list[Row], households: dict[HouseholdKey, int], batch: Commit) -> None:
    events = []
    for row in rows:
        source = batch.row_source(row)
        subjects = (Subject(row.person_id or 0, "subject", row.values["collected_in"]),)
        payload = {"household": households[_key(row)], "relation": row.values["relation"]}
        events.append(NewEvent("household.changed", batch.today, subjects, source, f"{source}:household", payload))
    emit_bulk(events, by=batch.by.username)
