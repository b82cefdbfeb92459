"""Rows of plans of care, many at once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from psycopg2.extras import execute_values

from core import clock
from core.bulk import insert_unless_there, reserve_ids
from elderly.domain.owners import Owner
from elderly.domain.plans import Standing, Wanted
from elderly.models import CarePlan

_FIELDS = (
    "id", "uid", "person_id", "area_code", "groups", "days", "rhythm", "owner_id", "owner_level", "owner_by_hand", "next_on",
    "opened_on", "closing", "recorded_at", "recorded_by", "source", "why",
)  # fmt: skip
_CHANGE = """
UPDATE elderly_careplan plan SET area_code = new.area, groups = string_to_array(new.groups, ','), days = new.days::smallint,
  rhythm = new.rhythm, owner_id = new.owner::bigint, owner_level = new.level, owner_by_hand = new.by_hand,
  next_on = new.next_on::date
FROM (VALUES %s) AS new(id, area, groups, days, rhythm, owner, level, by_hand, next_on) WHERE plan.id = new.id
"""
_CLOSE = """
UPDATE elderly_careplan plan SET closed_on = %s, closing = ended.words
FROM unnest(%s::bigint[], %s::text[]) AS ended(id, words) WHERE plan.id = ended.id AND plan.closed_on IS NULL
"""
_PAGE = 5000


@dataclass(frozen=True, slots=True)
class Written:
    """What a plan says besides what it is for: owner, whether somebody chose them, the next day."""

    owner: Owner
    by_hand: bool
    next_on: dt.date | None


def open_plans(plans: Sequence[tuple[Wanted, Written]], *, by: str, on: dt.date, cause: str) -> None:
    """Write new ones; somebody for whom another writer has just opened one keeps that."""
    now = clock.now().isoformat()
    rows = [
        (
            pk, str(uuid.uuid4()), want.person, want.area, f"{{{','.join(want.groups)}}}", want.rhythm.days,
            want.rhythm.words[:120], said.owner.user, said.owner.level, said.by_hand, said.next_on, on, "", now, by, "rules",
            cause[:120],
        )
        for pk, (want, said) in zip(reserve_ids(CarePlan, len(plans)), plans, strict=True)
    ]  # fmt: skip
    insert_unless_there(CarePlan, _FIELDS, rows)


def change_plans(plans: Sequence[tuple[Standing, Wanted, Written]]) -> None:
    """Write what has changed of standing ones; the history keeps what they said."""
    rows = [
        (
            plan.id, want.area, ",".join(want.groups), want.rhythm.days, want.rhythm.words[:120], said.owner.user,
            said.owner.level, said.by_hand, said.next_on,
        )
        for plan, want, said in plans
    ]  # fmt: skip
    _update(rows)


def reown_plans(plans: Sequence[tuple[Standing, Written]]) -> None:
    """Write who answers now, and nothing else."""
    _update(
        [
            (
                plan.id, plan.area, ",".join(plan.groups), plan.days, plan.words, said.owner.user, said.owner.level, said.by_hand,
                said.next_on,
            )
            for plan, said in plans
        ]
    )  # fmt: skip


def _update(rows: Sequence[tuple[object, ...]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        execute_values(cursor.cursor, _CHANGE, rows, page_size=_PAGE)


def close_plans(ends: Mapping[int, str], *, on: dt.date) -> None:
    """{plan: why}: end them."""
    if not ends:
        return
    with connection.cursor() as cursor:
        cursor.execute(_CLOSE, [on, list(ends), [words[:120] for words in ends.values()]])
