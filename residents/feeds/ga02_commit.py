"""Floating people enter the base: at home here, registered elsewhere, with the police's registration and permit."""

from __future__ import annotations

from collections.abc import Iterator

from core import clock
from core.bulk import day_range, insert_rows
from core.crypto import keyring
from core.imports.feed import Commit, Row
from core.outbox import NewEvent, Subject, emit_bulk
from residents.feeds.comparing import write_claims
from residents.feeds.ga02_changes import latest_permits
from residents.models import ResidencePermit
from residents.models.identity import RESIDENT_ID
from residents.models.permit import PermitState
from residents.services.documents import add_numbers
from residents.services.facts import end_facts
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.residences import settle
from residents.services.update import FieldChange, change_fields, confirm_fields

WHY = "公安流动人口"
_PERMIT = (
    "person_id", "area_code", "number", "state", "visit_flag", "during", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        fresh = [row for row in rows if row.values.get("changes") is None]
        known = [row for row in rows if row.values.get("changes") is not None]
        ids = register_people([_draft(row, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id = person_id
        _update(known, batch)
        write_claims(known, batch, why=WHY)
        _permits([*fresh, *(row for row in known if row.values["permits"])], batch)


def _stay(row: Row) -> Stay:
    v = row.values
    return Stay(row.area, v["data_date"], v["dwelling"], v["place_words"], floating=True)


def _draft(row: Row, batch: Commit) -> PersonDraft:
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
        phone=v["phone"] or "",
        living=_stay(row),
    )


def _update(rows: list[Row], batch: Commit) -> None:
    told = [(row, row.person_id, batch.row_source(row)) for row in rows if row.person_id]
    changed = [FieldChange(pk, row.values["changes"], source) for row, pk, source in told if row.values["changes"]]
    change_fields(changed, by=batch.by, on=batch.today)
    confirm_fields((pk, row.values["confirms"], source) for row, pk, source in told)
    numbers = [(pk, RESIDENT_ID, row.values["number"], source) for row, pk, source in told if row.values["adds_number"]]
    add_numbers(numbers, by=batch.by, why=WHY)
    stays = [(pk, "living", _stay(row), source) for row, pk, source in told if row.values["moves"]]
    moved = set(settle(stays, by=batch.by, why=WHY, judged=True))
    events = [
        NewEvent(
            "person.moved",
            stay.since,
            (Subject(pk, "subject", stay.area),),
            source,
            f"{source}:living",
            {"slot": "living"},
        )
        for pk, _, stay, source in stays
        if pk in moved
    ]
    emit_bulk(events, by=batch.by.username)


def _permits(rows: list[Row], batch: Commit) -> None:
    """A new state of the registration begins on the day of the file; the one before ends there."""
    standing = latest_permits([row.person_id for row in rows if row.person_id])
    for day in {row.values["data_date"] for row in rows}:
        ended = [
            standing[row.person_id].pk for row in rows if row.values["data_date"] == day and row.person_id in standing
        ]
        end_facts(ResidencePermit, ended, on=day)
    ring, now = keyring(), clock.now()
    lines = []
    for row in rows:
        v = row.values
        state = v["permit_state"] or PermitState.UNSAID.value
        number = ring.encrypt(v["permit"]) if v["permit"] else b""
        said = (now, batch.by.username, WHY, batch.row_source(row))
        lines.append((row.person_id, row.area, number, state, v["visit_flag"] or "", day_range(v["data_date"]), *said))
    insert_rows(ResidencePermit, _PERMIT, lines)
