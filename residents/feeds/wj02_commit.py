"""Children enter the base with their certificate of birth; those who are there already get what is missing."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.selectors.areas import communities_by_name
from core import clock
from core.bulk import insert_rows
from core.crypto import keyring
from core.imports.feed import Commit, Row
from residents.domain.addresses import parse_address
from residents.domain.births import CERTIFICATE, Measures
from residents.feeds.comparing import write_claims
from residents.feeds.parents import kin_links, parents_in
from residents.models import BirthRecord
from residents.selectors.homes import Home, homes_of
from residents.services.documents import add_numbers
from residents.services.kinship import link_kin
from residents.services.naming import NewName, give_names
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.update import FieldChange, change_fields, confirm_fields

WHY = "出生医学证明"
_RECORD = (
    "person_id", "place", "place_type", "facility", "attendant", "plurality", "sealed", "recorded_at", "recorded_by", "why",
    "source",
)  # fmt: skip


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        fresh = [row for row in rows if row.person_id is None]
        known = [row for row in rows if row.person_id is not None]
        homes = homes_of({pk for row in rows for pk in parents_in(row)}, on=batch.today)
        ids = register_people([_draft(row, homes, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id = person_id
        _complete(known, batch)
        write_claims(known, batch, why=WHY)
        _record([*fresh, *(row for row in known if row.values["adds_record"])], batch)
        link_kin(kin_links(rows, batch), by=batch.by, why=WHY)


def _draft(row: Row, homes: dict[int, Home], batch: Commit) -> PersonDraft:
    v = row.values
    home = next((homes[pk].living for pk in parents_in(row) if homes[pk].living), None)
    roles = (("mother", v.get("mother_pk")), ("father", v.get("father_pk")))
    return PersonDraft(
        name=v["name"],
        source=batch.row_source(row),
        occurred_on=v["birth_date"],
        sex=v["sex"],
        birth_date=v["birth_date"],
        number=v["number"],
        number_type=CERTIFICATE,
        number_raw=v.get("number_raw") or "",
        temporary_name=bool(v["temporary_name"]),
        living=Stay(home.area, v["birth_date"], home.dwelling_id, home.address) if home else _by_address(row),
        event_kind="person.born",
        others=[(pk, role, homes[pk].area) for role, pk in roles if pk],
        payload={"certificate": True},
    )


def _by_address(row: Row) -> Stay | None:
    """Neither parent has a home in the base: the address of the family says the community; the dwelling stays open (D29)."""
    v = row.values
    reading = parse_address(v["address"]).value if v["address"] else None
    found = communities_by_name(reading.community) if reading and reading.community else []
    area = found[0].code if len(found) == 1 else row.area
    return Stay(area, v["birth_date"], None, (v["address"] or "")[:200]) if area else None


def _complete(rows: list[Row], batch: Commit) -> None:
    """Children whom the base knew: the certificate, a name instead of a temporary one, corrected fields."""
    told = [(row, row.person_id, batch.row_source(row)) for row in rows if row.person_id]
    papers = [(pk, CERTIFICATE, row.values["number"], s) for row, pk, s in told if row.values["adds_certificate"]]
    add_numbers(papers, by=batch.by, why=WHY)
    names = [NewName(pk, row.values["name"], source) for row, pk, source in told if row.values["renames"]]
    give_names(names, by=batch.by, on=batch.today, why=WHY)
    changed = [FieldChange(pk, row.values["changes"], source) for row, pk, source in told if row.values["changes"]]
    change_fields(changed, by=batch.by, on=batch.today)
    confirm_fields((pk, row.values["confirms"], source) for row, pk, source in told)


def _record(rows: list[Row], batch: Commit) -> None:
    """The birth itself; health data sealed (SEC13)."""
    ring, now = keyring(), clock.now()
    lines = []
    for row in rows:
        v = row.values
        measures = Measures(
            weight_g=v["weight_g"], length_cm=v["length_cm"], weeks=v["weeks"], health=v["health"] or "",
            delivery=v["delivery"] or "", time=v["birth_time"],
        ).pack()  # fmt: skip
        words = [v[name] or "" for name in ("place", "place_type", "facility", "attendant")]
        sealed = ring.encrypt(measures) if measures else b""
        said = (now, batch.by.username, WHY, batch.row_source(row))
        lines.append((row.person_id, *words, v["plurality"], sealed, *said))
    insert_rows(BirthRecord, _RECORD, lines)
