"""`import-100k`: a GA05 workbook by the whole path of the product — read, judged, matched, written with history, events and
verdicts of every row — against calamine, COPY and set SQL for the same rows.

As many rows as the base has mothers for, at most 100,000. The batch is undone afterwards.
"""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from python_calamine import CalamineWorkbook

from bench.apart import apart
from bench.figures import Figure, limit
from bench.newborns import write_newborns
from bench.population import Population
from bench.timing import seconds
from core import clock
from core.crypto import digest, encrypt
from residents.domain.name_readings import name_pinyin

_MOST, _ONE_BY_ONE = 100_000, 200
_STAGE = """
CREATE TEMPORARY TABLE newborn (
  name text, pinyin text, initials text, sex text, born date, registered date, committee text, number bytea,
  digest bytea, last4 text, mother bytea, id bigint DEFAULT nextval('residents_person_id_seq')) ON COMMIT DROP
"""
_SAID = "now(), 'floor', 'floor', ''"
_WRITE = (
    f"""INSERT INTO residents_person (id, uid, name, given_name, pinyin, initials, name_key, temporary_name, sex, birth_date, ethnicity,
      nationality, marital_status, education, political_status, phone, phone_last4, number_head, number_last4, status,
      hukou_area, living_area, hukou_address, living_address, note, sources, is_synthetic, updated_at,
      recorded_at, recorded_by, source, why)
    SELECT n.id, gen_random_uuid(), n.name, substr(n.name, 2), n.pinyin, n.initials, n.name, false, n.sex, n.born, m.ethnicity, '156',
      '10', '', '', '', '', '440199', n.last4, 'living', m.hukou_area, m.living_area, m.hukou_address, m.living_address, '',
      '{{}}', true, now(), {_SAID}
    FROM newborn n JOIN residents_identitydocument d ON d.digest = n.mother AND d.active
    JOIN residents_person m ON m.id = d.person_id""",
    f"""INSERT INTO residents_identitydocument (person_id, type, number, digest, last4, active, raw, recorded_at, recorded_by,
      source, why) SELECT id, '01', number, digest, last4, true, '', {_SAID} FROM newborn""",
    *(
        f"""INSERT INTO residents_residence (person_id, kind, area_code, dwelling_id, address, during, recorded_at, recorded_by,
      source, why) SELECT n.id, r.kind, r.area_code, r.dwelling_id, r.address, daterange(n.{since}, NULL), {_SAID}
    FROM newborn n JOIN residents_identitydocument d ON d.digest = n.mother AND d.active
    JOIN residents_residence r ON r.person_id = d.person_id AND upper_inf(r.during) AND {kind}"""
        for since, kind in (("registered", "r.kind = 'hukou'"), ("born", "r.kind <> 'hukou'"))
    ),
    f"""INSERT INTO residents_householdmembership (household_id, person_id, relation, shares_registration, during, recorded_at,
      recorded_by, source, why) SELECT b.household_id, n.id, '20', true, daterange(n.registered, NULL), {_SAID}
    FROM newborn n JOIN residents_identitydocument d ON d.digest = n.mother AND d.active
    JOIN residents_householdmembership b ON b.person_id = d.person_id AND upper_inf(b.during) AND b.shares_registration""",
    *(
        f"""INSERT INTO residents_kinship (person_id, relative_id, kind, during, recorded_at, recorded_by, source, why)
    SELECT {pair}, daterange(n.born, NULL), {_SAID}
    FROM newborn n JOIN residents_identitydocument d ON d.digest = n.mother AND d.active"""
        for pair in ("n.id, d.person_id, 'parent'", "d.person_id, n.id, 'child'")
    ),
    """WITH told AS (INSERT INTO core_event (uid, kind, occurred_on, recorded_at, recorded_by, source, source_key, payload,
      evidence, reason, status, request_id) SELECT gen_random_uuid(), 'person.born', born, now(), 'floor', 'floor', 'floor:' || id,
      '{}', '{}', '', 'registered', '' FROM newborn RETURNING id, source_key)
    INSERT INTO core_eventsubject (event_id, person_id, role, area_code)
    SELECT id, substr(source_key, 7)::bigint, 'subject', '' FROM told""",
)


def run(population: Population) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "GA05.xlsx"
        count = write_newborns(path, at_most=_MOST)
        slow = count_per_second(_ONE_BY_ONE, seconds(lambda: _one_by_one(path)))
        floor = count_per_second(count, seconds(lambda: _floor(path)))
        taken = apart(import_file, str(path))
    report = taken.result
    rate = count_per_second(count, taken.seconds)
    call_command("undo_batch", report["batch"], by="quji", stdout=io.StringIO())
    if report["accepted"] < 0.95 * count:
        raise RuntimeError(f"Only {report['accepted']} of {count} newborns were accepted: {report}")
    goal = f"≥ 40% of the floor; ≥ 10× update_or_create ({slow:,.0f}); {count:,} rows"
    fine = rate >= 0.4 * floor and rate >= 10 * slow
    yield Figure("import-100k", round(rate), "rows/s", goal, fine, round(floor), round(rate / floor, 2))
    yield limit(
        "import-100k:memory", round(taken.megabytes, 1), "MB", at_most=600, words="≤ 600 MB beyond the process at rest"
    )


def count_per_second(count: int, taken: float) -> float:
    return count / taken


def import_file(path: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("import_feed", "GA05", path, by="quji", stdout=out)
    report: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return report


def _cells(path: Path) -> Iterator[list[str]]:
    table = iter(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())
    next(table)
    yield from table


def _floor(path: Path) -> None:
    """Everything in one transaction, rolled back at the end; nothing is judged."""
    communities = dict(_communities())
    stage = io.StringIO()
    for row in _cells(path):
        number, reading = row[2], name_pinyin(row[3])
        line = (
            row[3], reading.full, reading.initials, "1" if row[4] == "男" else "2",
            f"{number[6:10]}-{number[10:12]}-{number[12:14]}", row[5], communities[row[6]], _bytes(encrypt(number)),
            _bytes(digest(number, "document")), number[-4:], _bytes(digest(row[11], "document")),
        )  # fmt: skip
        stage.write("\t".join(line) + "\n")
    stage.seek(0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_STAGE)
        columns = "name, pinyin, initials, sex, born, registered, committee, number, digest, last4, mother"
        cursor.copy_expert(f"COPY newborn ({columns}) FROM STDIN", stage)
        cursor.execute("ANALYZE newborn")
        for statement in _WRITE:
            cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        transaction.set_rollback(True)


def _one_by_one(path: Path) -> None:
    """The usual Django import: look each person up, save it and what belongs to it."""
    person, document = apps.get_model("residents", "Person"), apps.get_model("residents", "IdentityDocument")
    residence = apps.get_model("residents", "Residence")
    said = {"recorded_at": clock.now(), "recorded_by": "floor", "source": "floor"}
    with transaction.atomic():
        for _, row in zip(range(_ONE_BY_ONE), _cells(path), strict=False):
            number = row[2]
            born = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
            child, _ = person.objects.update_or_create(
                birth_date=born, number_last4=number[-4:], defaults={"name": row[3], "updated_at": clock.now(), **said}
            )
            key = digest(number, "document")
            document.objects.update_or_create(
                digest=key, defaults={"person": child, "number": number, "last4": number[-4:], **said}
            )
            for kind in ("hukou", "living"):
                residence.objects.update_or_create(
                    person=child, kind=kind, defaults={"area_code": "440104", "during": (row[5], None), **said}
                )
        transaction.set_rollback(True)


def _communities() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, code FROM accounts_area WHERE level = 'community'")
        return cursor.fetchall()


def _bytes(value: bytes) -> str:
    return "\\\\x" + value.hex()
