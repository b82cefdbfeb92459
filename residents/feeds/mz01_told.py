"""What a row of marriages tells of each party beside the act: ethnic group and education, field by field."""

from __future__ import annotations

from collections.abc import Mapping

from core.imports.feed import Check, Commit, Row
from residents.domain.marriages import SIDES
from residents.feeds.comparing import Comparing, orders_of
from residents.feeds.standing import Standing
from residents.services.disagreements import Claim, close_agreed, note_claims
from residents.services.update import FieldChange, change_fields, confirm_fields

_FEED = "MZ01"


def compare_parties(row: Row, standing: Mapping[str, Standing], check: Check) -> None:
    """Write into the row what the commit has to do, {role: …}, and into the note what will change."""
    v = row.values
    v["told"] = {}
    for role, one in standing.items():
        beside = Comparing(one, _FEED, orders_of(check))
        beside.fields({"ethnicity": v[f"{role}_ethnicity"], "education": v[f"{role}_education"]})
        v["told"][role] = {
            "changes": beside.changes,
            "confirms": beside.confirms,
            "claims": beside.claims,
            "agrees": beside.agrees,
        }
        if beside.said:
            row.note += f"；更新{SIDES[role]}{'、'.join(beside.said)}"


def write_told(rows: list[Row], batch: Commit, *, why: str) -> None:
    """Changed and confirmed fields of both parties, and where sources differ."""
    told = [(row, row.values[f"{role}_pk"], one) for row in rows for role, one in row.values.get("told", {}).items()]
    change_fields(
        [FieldChange(pk, one["changes"], batch.row_source(row)) for row, pk, one in told if one["changes"]],
        by=batch.by,
        on=batch.today,
    )
    confirm_fields((pk, one["confirms"], batch.row_source(row)) for row, pk, one in told)
    close_agreed((int(person), pk) for _, _, one in told for person, pk in one["agrees"])
    claims = []
    for row, pk, one in told:
        source = batch.row_source(row)
        for name, standing, standing_source, other, other_source in one["claims"]:
            claims.append(Claim(pk, name, standing, standing_source or source, other, other_source or source, source))
    note_claims(claims, by=batch.by, why=why)
