"""Certificates of a file enter the base: endings first, then what is new or changed, then the allowances."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from core.audit import acting
from core.imports.feed import Commit, Row
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.disability import Details
from residents.feeds.cl01_changes import details_of
from residents.models import Benefit
from residents.services.benefits import NewBenefit, record_benefits
from residents.services.disability import Ending, NewCertificate, end_certificates, record_certificates
from residents.services.disability import standing_certificates as certificates_of
from residents.services.facts import end_facts

WHY = "残联持证人名单"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time. The list carries no day: what it says is true from today."""
    for rows in chunks:
        # Each chunk says anew on whose word it acts: the service of benefits names an act of its own.
        with acting(by=batch.by.username, why=WHY, source=batch.source):
            _end([row for row in rows if row.values.get("does") == "end"], batch)
            _record([row for row in rows if row.values.get("does") in ("new", "change")], batch)
            _allowances(rows, batch)


def _end(rows: list[Row], batch: Commit) -> None:
    standing = certificates_of(row.person_id for row in rows if row.person_id)
    endings = [
        Ending(standing[row.person_id].pk, batch.today, row.values["state"], batch.row_source(row))
        for row in rows
        if row.person_id in standing
    ]
    end_certificates(endings, by=batch.by, why=WHY)


def _record(rows: list[Row], batch: Commit) -> None:
    standing = certificates_of(row.person_id for row in rows if row.person_id)
    new = []
    for row in rows:
        v, before = row.values, standing.get(row.person_id or 0)
        same = before is not None and before.number == v["certificate"]
        issued, until = v["first_issued"], v["valid_until"]
        if before is not None and same:
            issued, until = issued or before.first_issued, until or before.valid_until
        new.append(
            NewCertificate(
                person_id=row.person_id or 0,
                number=v["certificate"],
                since=_since(before is None, v["first_issued"], batch.today),
                source=batch.row_source(row),
                details=details_of(row, before.details if before is not None and same else Details()),
                first_issued=issued,
                valid_until=until,
                state=v["state"],
            )
        )
    record_certificates(new, by=batch.by, why=WHY)


def _since(first: bool, issued: dt.date | None, today: dt.date) -> dt.date:
    """A first certificate holds since it was issued; what changes later is known from today."""
    return issued if first and issued else today


def _allowances(rows: list[Row], batch: Commit) -> None:
    starts = [
        NewBenefit(row.person_id, kind, batch.today, batch.row_source(row))
        for row in rows
        if row.person_id
        for kind in row.values.get("starts", ())
    ]
    if starts:
        record_benefits(starts, by=batch.by.username, why=WHY)
    ends = [(row, int(pk), kind) for row in rows if row.person_id for pk, kind in row.values.get("ends", ())]
    end_facts(Benefit, [pk for _, pk, _ in ends], on=batch.today)
    events = [
        NewEvent(
            "person.benefit_ended",
            batch.today,
            (Subject(row.person_id or 0, "subject", row.area),),
            batch.row_source(row),
            payload={"kind": kind, "benefit": pk},
        )
        for row, pk, kind in ends
    ]
    emit_bulk(events, by=batch.by.username)
