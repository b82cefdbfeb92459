"""Benefits begin, end and are resumed, each on a day and from a source."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, connection, transaction

from core import clock
from core.audit import acting
from core.bulk import day_range, insert_rows, reserve_ids
from core.errors import Conflict
from core.outbox import NewEvent, Subject, emit_bulk
from residents.models import Benefit, Person
from residents.models.benefit import BenefitKind
from residents.services.facts import end_facts


@dataclass(frozen=True, slots=True)
class NewBenefit:
    """A person receives a benefit of a kind (`BenefitKind`) since a day; `monthly` in yuan, None when nobody said."""

    person_id: int
    kind: str
    since: dt.date
    source: str
    until: dt.date | None = None
    monthly: Decimal | None = None
    household_id: int | None = None
    document: str = ""


def record_benefits(benefits: Sequence[NewBenefit], *, by: str, why: str = "") -> list[int]:
    """Write benefits and tell of each; returns ids in order. Conflict when somebody already has one of the kind on a day."""
    ids = reserve_ids(Benefit, len(benefits))
    said = (clock.now(), by, why)
    rows = [
        (pk, str(uuid.uuid4()), b.person_id, b.household_id, b.kind, b.monthly, b.document, day_range(b.since, b.until),
         *said, b.source)
        for pk, b in zip(ids, benefits, strict=True)
    ]  # fmt: skip
    fields = (
        "id", "uid", "person_id", "household_id", "kind", "monthly", "document", "during", "recorded_at", "recorded_by", "why",
        "source",
    )  # fmt: skip
    with acting(by=by, why=why or "登记待遇"):
        try:
            with transaction.atomic():
                insert_rows(Benefit, fields, rows)
        except IntegrityError as error:
            raise Conflict(
                "这段时间里已经登记了同一种待遇。",
                field="since",
                remedy="先结束原来的一条，或者改开始的日子。",
            ) from error
        areas = answering_areas(b.person_id for b in benefits)
        emit_bulk(
            [
                NewEvent(
                    "person.benefit_started",
                    b.since,
                    (Subject(b.person_id, "subject", areas.get(b.person_id, "")),),
                    b.source,
                    payload={"benefit_kind": b.kind, "benefit": pk},
                )
                for pk, b in zip(ids, benefits, strict=True)
            ],
            by=by,
        )
    return ids


def end_benefits(
    ends: Mapping[int, dt.date], *, by: str, why: str, source: str, cause: Mapping[int, int] | None = None
) -> list[int]:
    """End benefits: {benefit id: first day without it}. Ended ones stay as they are. `cause`: {benefit id: event}. Returns those ended."""
    standing = {
        row.pk: row
        for row in Benefit.objects.filter(pk__in=list(ends)).select_for_update()
        if row.during.upper is None or row.during.upper > ends[row.pk]
    }
    if not standing:
        return []
    with acting(by=by, why=why, source=source):
        for day in {ends[pk] for pk in standing}:
            end_facts(Benefit, [pk for pk in standing if ends[pk] == day], on=day)
        areas = answering_areas(row.person_id for row in standing.values())
        emit_bulk(
            [
                NewEvent(
                    "person.benefit_ended",
                    ends[pk],
                    (Subject(row.person_id, "subject", areas.get(row.person_id, "")),),
                    source,
                    payload={"benefit_kind": row.kind, "benefit": pk},
                    cause=(cause or {}).get(pk),
                )
                for pk, row in standing.items()
            ],
            by=by,
        )
    return list(standing)


def resume_benefits(
    ids: Iterable[int], *, ended_on: Mapping[int, dt.date], by: str, why: str, source: str
) -> list[int]:
    """Open again what was ended on a day by mistake; one that somebody changed since is left alone. Returns those resumed."""
    pks = [pk for pk in ids if pk in ended_on]
    with acting(by=by, why=why, source=source), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_benefit b SET during = daterange(lower(b.during), NULL)"
            " FROM unnest(%s::bigint[], %s::date[]) AS was(id, day)"
            " WHERE b.id = was.id AND upper(b.during) = was.day AND NOT EXISTS (SELECT FROM residents_benefit later"
            " WHERE later.person_id = b.person_id AND later.kind = b.kind AND lower(later.during) >= was.day)"
            " RETURNING b.id",
            [pks, [ended_on[pk] for pk in pks]],
        )
        return [pk for (pk,) in cursor.fetchall()]


def withdraw_benefit(benefit_id: int, *, by: str, why: str, source: str) -> None:
    """Take back a benefit that was never granted; the history keeps what was written. Conflict when it has ended since."""
    with acting(by=by, why=why, source=source):
        row = Benefit.objects.select_for_update().filter(pk=benefit_id).first()
        if row is not None and row.during.upper is not None:
            raise Conflict(
                f"这项{benefit_words(row.kind)}后来已经结束（{row.during.upper}）。",
                remedy="先作废「待遇结束」那件事。",
            )
        Benefit.objects.filter(pk=benefit_id).delete()


def take_back_benefits(ids: Iterable[int], *, by: str, why: str, source: str) -> set[int]:
    """Take back benefits that turned out never to be due; those that have ended meanwhile stay. Returns those that are gone."""
    with acting(by=by, why=why, source=source):
        rows = list(Benefit.objects.select_for_update().filter(pk__in=list(ids), during__upper_inf=True))
        Benefit.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return {row.pk for row in rows}


def note_known_benefits(benefits: Sequence[NewBenefit], *, by: str, why: str) -> int:
    """Write what people received already when the base was set up: nothing happened then, so nothing is told."""
    said = (clock.now(), by, why)
    fields = (
        "uid",
        "person_id",
        "kind",
        "monthly",
        "document",
        "during",
        "recorded_at",
        "recorded_by",
        "why",
        "source",
    )
    rows = [
        (str(uuid.uuid4()), b.person_id, b.kind, b.monthly, b.document, day_range(b.since, b.until), *said, b.source)
        for b in benefits
    ]
    with acting(by=by, why=why):
        return insert_rows(Benefit, fields, rows)


def answering_areas(person_ids: Iterable[int]) -> dict[int, str]:
    """The community that answers for each person: where they live, else where they are registered."""
    rows = Person.objects.filter(pk__in=list(person_ids)).values_list("pk", "living_area", "hukou_area")
    return {pk: living or hukou for pk, living, hukou in rows}


def benefit_words(kind: str) -> str:
    """The kind as the screen says it."""
    return str(BenefitKind(kind).label)
