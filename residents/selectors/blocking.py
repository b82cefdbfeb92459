"""Whom of the base a record may mean, before anything is weighed: joins on keys that survive one kind of damage each.

A claim becomes a few keys: digests of the number and of its likely mends, birth dates with the sound of the name, the name in
all its spellings, telephone, household, mother, spouse. They go into temporary tables that are joined with the base, one
statement for each kind, whatever the number of claims. What no key reaches is not found: docs/matching.md names it.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, transaction
from psycopg2.extras import execute_values

from core.crypto import keyring
from residents.domain.likeness import Claim
from residents.domain.name_likeness import LOST, name_form
from residents.domain.name_readings import name_pinyin
from residents.domain.number_likeness import likely_numbers
from residents.services.register import DOCUMENT

Pair = tuple[int, int]  # (position of the claim, person)
_AROUND = dt.timedelta(days=60)

# name → (columns of the temporary table, statement that joins it with the base)
_KINDS: dict[str, tuple[str, str]] = {
    "number": (
        "n int, digest bytea",
        "SELECT w.n, d.person_id FROM wanted_number w JOIN residents_identitydocument d ON d.digest = w.digest",
    ),
    # One birthday: the same surname, or a given name of the same sound (then the surname may be damaged).
    "birth": (
        'n int, born date, surname text COLLATE "C", given text COLLATE "C"',
        """SELECT w.n, p.id FROM wanted_birth w JOIN residents_person p ON p.birth_date = w.born
        WHERE w.surname = '' OR starts_with(p.name_key, w.surname) OR (w.given <> '' AND right(p.pinyin, length(w.given)) = w.given)""",
    ),
    # One name in any spelling: born in the same year, or of one community.
    "name": (
        'n int, name_key text COLLATE "C", low date, high date, area1 text COLLATE "C", area2 text COLLATE "C"',
        """SELECT w.n, p.id FROM wanted_name w JOIN residents_person p ON p.name_key = w.name_key
        WHERE p.birth_date BETWEEN w.low AND w.high
        OR (p.living_area <> '' AND p.living_area IN (w.area1, w.area2))
        OR (p.hukou_area <> '' AND p.hukou_area IN (w.area1, w.area2))""",
    ),
    "former": (
        'n int, pinyin text COLLATE "C", low date, high date',
        """SELECT w.n, p.id FROM wanted_former w JOIN residents_formername f ON f.pinyin = w.pinyin
        JOIN residents_person p ON p.id = f.person_id WHERE p.birth_date BETWEEN w.low AND w.high""",
    ),
    "phone": (
        "n int, digest bytea",
        "SELECT w.n, p.id FROM wanted_phone w JOIN residents_person p ON p.phone_digest = w.digest",
    ),
    "household": (
        'n int, area text COLLATE "C", number text COLLATE "C"',
        """SELECT w.n, m.person_id FROM wanted_household w
        JOIN residents_household h ON h.area_code = w.area AND h.number = w.number AND h.closed_on IS NULL
        JOIN residents_householdmembership m ON m.household_id = h.id AND upper_inf(m.during)""",
    ),
    # A child of this parent born about that day; the husband or wife of this person.
    "parent": (
        "n int, person bigint, low date, high date",
        """SELECT w.n, p.id FROM wanted_parent w JOIN residents_kinship k ON k.person_id = w.person AND k.kind = 'child'
        JOIN residents_person p ON p.id = k.relative_id AND p.birth_date BETWEEN w.low AND w.high""",
    ),
    "spouse": (
        "n int, person bigint",
        """SELECT w.n, k.relative_id FROM wanted_spouse w
        JOIN residents_kinship k ON k.person_id = w.person AND k.kind = 'spouse' AND upper_inf(k.during)""",
    ),
}


def likely_pairs(claims: Sequence[Claim]) -> set[Pair]:
    """(position, person) of everybody a claim may mean; the claim's own record left out. Within what the session may see."""
    wanted: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in _KINDS}
    for position, claim in enumerate(claims):
        for kind, row in _keys(claim):
            wanted[kind].append((position, *row))
    found: set[Pair] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        for kind, rows in wanted.items():
            if rows:
                found |= _join(cursor, kind, rows)
    return {(position, person) for position, person in found if claims[position].person_id != person}


def _join(cursor: Any, kind: str, rows: Iterable[tuple[Any, ...]]) -> set[Pair]:
    columns, statement = _KINDS[kind]
    cursor.execute(f"CREATE TEMPORARY TABLE wanted_{kind} ({columns}) ON COMMIT DROP")
    execute_values(cursor.cursor, f"INSERT INTO wanted_{kind} VALUES %s", list(dict.fromkeys(rows)), page_size=2000)
    cursor.execute(f"ANALYZE wanted_{kind}")
    cursor.execute(statement)
    found = set(cursor.fetchall())
    cursor.execute(f"DROP TABLE wanted_{kind}")
    return found


def _keys(claim: Claim) -> Iterator[tuple[str, tuple[Any, ...]]]:
    ring = keyring()
    numbers = likely_numbers(claim.number)
    for number in (claim.number.number, *numbers) if claim.number.number else numbers:
        yield "number", (ring.digest(number, DOCUMENT),)
    names = list(dict.fromkeys((claim.name, *claim.former_names)))
    for name in names:
        yield from _name_keys(name, claim)
    if claim.phone:
        yield "phone", (claim.phone,)
    for area, number in claim.households:
        yield "household", (area, number)
    if claim.birth_date:
        for parent in filter(None, (claim.mother, claim.father)):
            yield "parent", (parent, claim.birth_date - _AROUND, claim.birth_date + _AROUND)
    if claim.spouse:
        yield "spouse", (claim.spouse,)


def _name_keys(name: str, claim: Claim) -> Iterator[tuple[str, tuple[Any, ...]]]:
    form = name_form(name)
    low, high = _year(claim.birth_date)
    if form.chars and not form.temporary and not form.damaged:
        yield "name", (form.chars, low, high, claim.living_area, claim.hukou_area)
        if claim.birth_date:
            yield "former", (name_pinyin(name).full, low, high)
    surname = "" if form.temporary or form.surname == LOST else form.surname
    given = "" if form.temporary or form.damaged else name_pinyin(form.chars).full.removeprefix(_sound(form.surname))
    if len(form.parts) > 1:
        for part in form.parts:
            yield from (("birth", (day, part, "")) for day in _birthdays(claim))
    else:
        yield from (("birth", (day, surname, given)) for day in _birthdays(claim))


def _sound(surname: str) -> str:
    return name_pinyin(surname + "一").full.removesuffix("yi") if surname else ""


def _year(day: dt.date | None) -> tuple[dt.date | None, dt.date | None]:
    return (dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)) if day else (None, None)


def _birthdays(claim: Claim) -> list[dt.date]:
    """The day itself, its month and day exchanged, or every day of the month when no more is said."""
    day = claim.birth_date
    if day is None:
        return []
    if claim.by_month:
        last = calendar.monthrange(day.year, day.month)[1]
        return [day.replace(day=number) for number in range(1, last + 1)]
    if day.day <= 12 and day.day != day.month:
        return [day, day.replace(month=day.day, day=day.month)]
    return [day]
