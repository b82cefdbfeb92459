"""The police's list enters the base: persons, registrations, households under the police's numbers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from core.imports.feed import Commit, Row
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.relations import HEAD
from residents.feeds.comparing import write_claims
from residents.feeds.full_list import conclude as conclude
from residents.feeds.ga01_changes import FEED, address_of
from residents.feeds.standing import load_standing
from residents.models import HouseholdMembership
from residents.models.identity import RESIDENT_ID
from residents.services.documents import add_numbers
from residents.services.dwellings import Address, find_dwellings
from residents.services.exits import StatedExit, state_exits
from residents.services.facts import end_facts
from residents.services.households import (
    HouseholdDraft,
    HouseholdKey,
    NewMember,
    add_members,
    close_empty,
    open_households,
    renumber_households,
    set_heads,
)
from residents.services.kinship import derive_kinship
from residents.services.naming import NewName, give_names
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.residences import settle
from residents.services.update import FieldChange, change_fields, confirm_fields

WHY = "公安常住人口"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch. Kinship comes last: a household may span two chunks."""
    touched: set[int] = set()
    left: set[int] = set()
    for everything in chunks:
        _state_gone([row for row in everything if row.values["gone"]], batch)
        rows = [row for row in everything if not row.values["gone"]]
        dwellings = find_dwellings(filter(None, (address_of(row.values) for row in rows)))
        fresh = [row for row in rows if row.values.get("changes") is None]
        known = [row for row in rows if row.values.get("changes") is not None]
        _renumber([row for row in known if row.values["joins"]], batch)
        ids = register_people([_draft(row, dwellings, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id, row.values["joins"] = person_id, True
        _update(known, dwellings, batch)
        write_claims(known, batch, why=WHY)
        joined, emptied = _join([row for row in rows if row.values["joins"]], dwellings, batch)
        touched |= joined
        left |= emptied
    close_empty(left, on=batch.today)
    derive_kinship(touched | left, by=batch.by, on=batch.today, source=batch.source, why=WHY)


def _state_gone(rows: list[Row], batch: Commit) -> None:
    """A reviewer has let a row in that says 死亡, 迁出 or 注销: nothing changes but the list of possible exits."""
    state_exits(
        [
            StatedExit(row.person_id, row.area, row.values["data_date"], row.values["gone"], batch.row_source(row))
            for row in rows
            if row.person_id
        ],
        feed=FEED,
        by=batch.by,
        why=WHY,
    )


def _key(row: Row) -> HouseholdKey:
    return row.values["committee"], row.values["household"]


def _stay(row: Row, dwellings: dict[Address, int]) -> Stay:
    address = address_of(row.values)
    words = address.words if address else row.values["road"] or ""
    return Stay(row.values["committee"], row.values["data_date"], dwellings.get(address) if address else None, words)


def _draft(row: Row, dwellings: dict[Address, int], batch: Commit) -> PersonDraft:
    v = row.values
    return PersonDraft(
        name=v["name"],
        source=batch.row_source(row),
        occurred_on=v["data_date"],
        sex=v["sex"] or "0",
        birth_date=v["birth_date"],
        number=v["number"] or "",
        number_raw=v.get("number_raw") or "",
        temporary_name=bool(v.get("temporary_name")),
        ethnicity=v["ethnicity"] or "",
        hukou=_stay(row, dwellings),
    )


def _update(rows: list[Row], dwellings: dict[Address, int], batch: Commit) -> None:
    """People whom the base knew: changed and confirmed fields, numbers, names, registrations."""
    told = [(row, row.person_id, batch.row_source(row)) for row in rows if row.person_id]
    change_fields(
        [FieldChange(pk, row.values["changes"], source) for row, pk, source in told if row.values["changes"]],
        by=batch.by,
        on=batch.today,
    )
    confirm_fields((pk, row.values["confirms"], source) for row, pk, source in told)
    numbers = [(pk, RESIDENT_ID, row.values["number"], source) for row, pk, source in told if row.values["adds_number"]]
    add_numbers(numbers, by=batch.by, why=WHY)
    names = [NewName(pk, row.values["name"], source) for row, pk, source in told if row.values["renames"]]
    give_names(names, by=batch.by, on=batch.today, why=WHY)
    stays: list[tuple[int, str, Stay, str]] = [
        (pk, "hukou", _stay(row, dwellings), source) for row, pk, source in told if row.values["moves"]
    ]
    moved = set(settle(stays, by=batch.by, why=WHY, judged=True))
    events = [
        NewEvent(
            "person.moved", stay.since, (Subject(pk, "subject", stay.area),), source, f"{source}:{slot}", {"slot": slot}
        )
        for pk, slot, stay, source in stays
        if pk in moved
    ]
    emit_bulk(events, by=batch.by.username)


def _renumber(rows: list[Row], batch: Commit) -> None:
    """A household that a committee numbered keeps its history when the police's list shows the same people under one number.

    All members of the file's household whom the base has in a registered household stand in one and the same: then that one
    takes the police's number, if nobody has it yet, instead of everybody moving.
    """
    standing = load_standing([row.person_id for row in rows if row.person_id], on=batch.today)
    homes: dict[HouseholdKey, set[tuple[int, str, str]]] = {}
    for row in rows:
        member = standing[row.person_id].memberships.get(True) if row.person_id in standing else None
        if member:
            home = member.household
            homes.setdefault(_key(row), set()).add((home.pk, home.area_code, member.source))
    wanted: dict[int, HouseholdKey] = {}
    for key, found in homes.items():
        if len({pk for pk, _, _ in found}) != 1:
            continue
        pk, area, _ = next(iter(found))
        if area == key[0] and not any(source.startswith(f"{FEED}:") for _, _, source in found):
            wanted.setdefault(pk, key)
    renumbered = renumber_households(wanted)
    for row in rows:
        member = standing[row.person_id].memberships.get(True) if row.person_id in standing else None
        if member and renumbered.get(member.household_id) == _key(row) and member.relation == row.values["relation"]:
            row.values["joins"] = False
            row.values["confirms"] = [*row.values["confirms"], "household"]


def _join(rows: list[Row], dwellings: dict[Address, int], batch: Commit) -> tuple[set[int], set[int]]:
    """Memberships under the police's number; returns the households joined and those that somebody left."""
    households = open_households(_drafts(rows, dwellings, batch), by=batch.by, why=WHY)
    known = [row.person_id for row in rows if row.values.get("changes") is not None and row.person_id]
    standing = load_standing(known, on=batch.today)
    left = {}
    for row in rows:
        one = standing.get(row.person_id or 0)
        member = one.memberships.get(True) if one else None
        if member:
            left[member] = row.values["data_date"]
    for day in set(left.values()):
        end_facts(HouseholdMembership, [m.pk for m, on in left.items() if on == day], on=day)
    members = [
        NewMember(
            households[_key(row)], row.person_id or 0, row.values["relation"], True, row.values["data_date"],
            batch.row_source(row),
        )
        for row in rows
    ]  # fmt: skip
    add_members(members, by=batch.by, why=WHY)
    set_heads({m.household_id: m.person_id for m in members if m.relation in HEAD})
    _tell(rows, households, batch)
    return {m.household_id for m in members}, {m.household_id for m in left}


def _drafts(rows: list[Row], dwellings: dict[Address, int], batch: Commit) -> Iterator[HouseholdDraft]:
    leading: dict[HouseholdKey, Row] = {}
    for row in rows:
        if _key(row) not in leading or row.values["relation"] in HEAD:
            leading[_key(row)] = row
    for (area, number), row in leading.items():
        stay = _stay(row, dwellings)
        yield HouseholdDraft(area, number, batch.row_source(row), dwelling_id=stay.dwelling_id, address=stay.address)


def _tell(rows: list[Row], households: dict[HouseholdKey, int], batch: Commit) -> None:
    """household.changed of people who changed household; newcomers' own event says it already."""
    events = []
    for row in rows:
        if row.values.get("changes") is None:
            continue
        source = batch.row_source(row)
        payload: dict[str, Any] = {"household": households[_key(row)], "relation": row.values["relation"]}
        subjects = (Subject(row.person_id or 0, "subject", row.values["committee"]),)
        events.append(NewEvent("household.changed", batch.today, subjects, source, f"{source}:household", payload))
    emit_bulk(events, by=batch.by.username)
