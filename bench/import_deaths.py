"""`import-deaths`: a GA06 workbook by the whole path of the product — read, judged, matched, written with history, events and
verdicts of every row — against calamine, COPY and set SQL for the same rows.

At most 100,000 of the oldest. The batch is undone afterwards.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from bench.apart import apart
from bench.dead import write_dead
from bench.figures import Figure, limit
from bench.population import Population
from bench.timing import seconds
from core.crypto import digest

_MOST = 100_000
_STAGE = "CREATE TEMPORARY TABLE dead (digest bytea, died date, id bigint) ON COMMIT DROP"
_ENDS = "(upper_inf(f.during) OR upper(f.during) > n.died) AND lower(f.during) < n.died"
_WRITE = (
    "UPDATE dead n SET id = d.person_id FROM residents_identitydocument d WHERE d.digest = n.digest AND d.active",
    "UPDATE residents_person p SET status = 'deceased', died_on = n.died, updated_at = now() FROM dead n WHERE p.id = n.id",
    *(
        f"UPDATE {table} f SET during = daterange(lower(f.during), n.died) FROM dead n WHERE f.person_id = n.id AND {_ENDS}"
        for table in ("residents_residence", "residents_householdmembership")
    ),
    *(
        "UPDATE residents_kinship f SET during = daterange(lower(f.during), n.died) FROM dead n"
        f" WHERE f.{end} = n.id AND f.kind = 'spouse' AND {_ENDS}"
        for end in ("person_id", "relative_id")
    ),
    """UPDATE residents_person p SET marital_status = '30' FROM residents_kinship k JOIN dead n ON n.id = k.relative_id
    WHERE k.kind = 'spouse' AND upper(k.during) = n.died AND p.id = k.person_id AND p.status = 'living'""",
    """UPDATE residents_household h SET head_confirmed = false FROM dead n WHERE h.head_id = n.id AND h.closed_on IS NULL""",
    """WITH told AS (INSERT INTO core_event (uid, kind, occurred_on, recorded_at, recorded_by, source, source_key, payload,
      evidence, reason, status, request_id) SELECT gen_random_uuid(), 'person.died', died, now(), 'floor', 'floor',
      'floor:' || id, '{}', '{}', '', 'registered', '' FROM dead RETURNING id, source_key)
    INSERT INTO core_eventsubject (event_id, person_id, role, area_code)
    SELECT id, substr(source_key, 7)::bigint, 'subject', '' FROM told""",
)


def run(population: Population) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "GA06.xlsx"
        count = write_dead(path, at_most=_MOST)
        floor = count / seconds(lambda: _floor(path))
        taken = apart(import_file, str(path))
    report = taken.result
    rate = count / taken.seconds
    call_command("undo_batch", report["batch"], by="quji", stdout=io.StringIO())
    if report["accepted"] < 0.95 * count:
        raise RuntimeError(f"Only {report['accepted']} of {count} deaths were accepted: {report}")
    goal = f"≥ 40% of the floor; {count:,} rows"
    yield Figure(
        "import-deaths", round(rate), "rows/s", goal, rate >= 0.4 * floor, round(floor), round(rate / floor, 2)
    )
    yield limit(
        "import-deaths:memory",
        round(taken.megabytes, 1),
        "MB",
        at_most=600,
        words="≤ 600 MB beyond the process at rest",
    )


def import_file(path: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_feed", "GA06", path, by="quji", stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return report


def _floor(path: Path) -> None:
    """Everything in one transaction, rolled back at the end; nothing is judged."""
    table = iter(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
    next(table)
    stage = io.StringIO()
    for row in table:
        stage.write(f"\\\\x{digest(str(row[2]), 'document').hex()}\t{row[5]}\n")
    stage.seek(0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_STAGE)
        cursor.copy_expert("COPY dead (digest, died) FROM STDIN", stage)
        cursor.execute("ANALYZE dead")
        for statement in _WRITE:
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)
