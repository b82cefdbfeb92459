"""Elder records follow the base: opened at 55 or on arrival, full at 60, resting when somebody dies or leaves.

Nobody decides this by hand: whatever happened, the record is held against the person as the base has them, so that the order of
events does not matter and taking an event back is the same act again.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection

from core import clock
from core.audit import acting
from core.scope import as_system
from elderly.domain.record_numbers import SEQUENCE
from elderly.selectors.record_changes import Change, asked_about

_WALL = "elder records are opened and closed in the community that answers, wherever that is"
_NUMBERS = "elder-record-numbers"  # one writer at a time gives numbers

# {changes}: what is to be done. A closed record keeps stage and place; one that is open again is what the base says now.
_WRITE = f"""
WITH changes AS MATERIALIZED (SELECT * FROM ({{changes}}) c WHERE act <> ''),
numbered AS (
  SELECT person, area, day, wanted, turns_full, left(area, 12) || '-' || extract(year FROM day)::int AS head,
    row_number() OVER (PARTITION BY left(area, 12), extract(year FROM day) ORDER BY person) AS place
  FROM changes WHERE act = 'open'
),
heads AS (
  SELECT head, coalesce((SELECT right(max(record_no), {SEQUENCE})::int FROM elderly_elderrecord
    WHERE record_no > head || '-' AND record_no < head || '.'), 0) AS last
  FROM (SELECT DISTINCT head FROM numbered) known
),
opened AS (
  INSERT INTO elderly_elderrecord (uid, person_id, record_no, area_code, stage, opened_on, full_on, closing, income, pension,
    likes, habits, medical, lifestyle, doctor, doctor_phone, institution, contacts, recorded_at, recorded_by, source, why)
  SELECT gen_random_uuid(), person, head || '-' || lpad((last + place)::text, {SEQUENCE}, '0'), area, wanted, day,
    CASE wanted WHEN 'full' THEN greatest(turns_full, day) END, '', '', '', '', '', '', '', '', '', '', 0,
    %s, %s, coalesce(%s::jsonb ->> person::text, %s), %s
  FROM numbered JOIN heads USING (head)
  ON CONFLICT (person_id) DO NOTHING
),
changed AS (
  UPDATE elderly_elderrecord r SET
    stage = CASE WHEN c.wanted IN ('pre', 'full') THEN c.wanted ELSE r.stage END,
    full_on = CASE c.wanted WHEN 'full' THEN coalesce(r.full_on, greatest(c.turns_full, r.opened_on)) WHEN 'pre' THEN NULL
      ELSE r.full_on END,
    area_code = CASE WHEN c.wanted IN ('pre', 'full') THEN c.area ELSE r.area_code END,
    closed_on = CASE c.wanted WHEN 'pre' THEN NULL WHEN 'full' THEN NULL WHEN 'died' THEN coalesce(c.died_on, c.day) ELSE c.day END,
    closing = CASE WHEN c.wanted IN ('pre', 'full') THEN '' ELSE c.wanted END
  FROM changes c WHERE c.record = r.id
)
SELECT person, act, wanted, coalesce(area, at, '') FROM changes
"""


@dataclass(frozen=True, slots=True)
class Since:
    """From which day the record is asked, and the source that says so."""

    on: dt.date
    source: str


def keep_records(since: Mapping[int, Since], *, by: str, why: str = "") -> dict[int, Change]:
    """Bring the records of these people to what the base says; returns what was done, by person."""
    if not since:
        return {}
    days = {person: one.on for person, one in since.items()}
    sources = {str(person): one.source[:64] for person, one in since.items()}
    return {change.person: change for change in _write(days, max(days.values()), sources, by, why)}


def open_missing_records(*, by: str, on: dt.date | None = None, why: str = "首次建档") -> dict[str, int]:
    """Bring every record of the base to what it says today: after a first loading, after a full list, and each night as the net.

    Set-based; returns how many were opened, closed, moved …
    """
    return dict(Counter(change.act for change in _write(None, on or clock.today(), {}, by, why)))


def _write(
    days: Mapping[int, dt.date] | None, today: dt.date, sources: Mapping[str, str], by: str, why: str
) -> list[Change]:
    changes, values = asked_about(days, today)
    with as_system(_WALL), acting(by=by, why=why or "随底册"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [_NUMBERS])
        cursor.execute(
            _WRITE.format(changes=changes), [*values, clock.now(), by, json.dumps(sources), "records", why[:120]]
        )
        return [Change(*row) for row in cursor.fetchall()]
