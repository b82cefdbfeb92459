"""Days that follow from a birth date, for many people at once: SELECTs that other rooms put into their own statements.

Each gives (person_id, day, what, payload): `what` tells several of one kind for one person apart ("" where there is one).
They say nothing of who is alive or belongs here: `STANDING` says that of each person.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.scope import Scope
from residents.domain.ages import born_by
from residents.domain.retirement import Line

# For each person: is the record in use, until when alive, since when known here, and the community that answers (the one
# lived in, else the one of registration; NULL for somebody who belongs to none of ours).
STANDING = """
SELECT p.id, p.status, p.died_on, (p.recorded_at AT TIME ZONE 'Asia/Shanghai')::date AS known_on,
  CASE WHEN length(p.living_area) >= 12 THEN p.living_area WHEN length(p.hukou_area) >= 12 THEN p.hukou_area END AS area
FROM residents_person p
"""


@dataclass(frozen=True, slots=True)
class Selected:
    """A SELECT and its parameters."""

    sql: str
    params: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Days:
    """Days asked for, both inclusive; of these people or those of an area only, where given."""

    first: dt.date
    last: dt.date
    people: list[int] | None = None
    scope: Scope | None = None

    def narrowing(self, person: str = "p") -> tuple[str, list[Any]]:
        """` AND …` on the person's row `person`, with its parameters."""
        sql = ""
        params: list[Any] = []
        if self.people is not None:
            sql, params = f" AND {person}.id = ANY(%s)", [self.people]
        if self.scope is not None:
            tests = [
                f"({person}.{column} >= %s AND {person}.{column} < %s)"
                for column in ("living_area", "hukou_area")
                for _ in self.scope.ranges
            ]
            sql += f" AND ({' OR '.join(tests) or 'false'})"
            params += [end for _ in range(2) for bounds in self.scope.ranges for end in bounds]
        return sql, params


def turning(days: Days, age: int) -> Selected:
    """Who turns `age`. PostgreSQL adds years as residents/domain/ages.py `birthday` does: 29 February becomes the 28th."""
    born_first = born_by(age, days.first - dt.timedelta(days=1)) + dt.timedelta(days=1)
    narrow, params = days.narrowing()
    return Selected(
        "SELECT p.id AS person_id, (p.birth_date + make_interval(years => %s))::date AS day, '' AS what,"
        " jsonb_build_object('age', %s::int) AS payload"
        f" FROM residents_person p WHERE p.birth_date BETWEEN %s AND %s{narrow}",
        (age, age, born_first, born_by(age, days.last), *params),
    )


def retiring(days: Days, line: Line, sex: str) -> Selected:
    """Who of a sex reaches the statutory age of retirement by a line; the same sum as residents/domain/retirement.py."""
    narrow, params = days.narrowing()
    months = "(extract(year FROM p.birth_date) * 12 + extract(month FROM p.birth_date))::int - %s"
    later = f"CASE WHEN {months} < 0 THEN 0 ELSE least(%s, ({months}) / %s + 1) END"
    oldest, youngest = born_by(line.years + line.most // 12 + 1, days.first), born_by(line.years, days.last)
    return Selected(
        f"""
        SELECT aged.id AS person_id, aged.day, '' AS what,
          jsonb_build_object('line', %s::text, 'months', {line.years * 12} + aged.later) AS payload
        FROM (
          SELECT born.id, born.later, (born.birth_date + make_interval(months => {line.years * 12} + born.later))::date AS day
          FROM (
            SELECT p.id, p.birth_date, {later} AS later FROM residents_person p
            WHERE p.birth_date BETWEEN %s AND %s AND p.sex = %s{narrow}
          ) born
        ) aged WHERE aged.day BETWEEN %s AND %s
        """,
        (
            line.key, line.first_month, line.most, line.first_month, line.step, oldest, youngest, sex, *params,
            days.first, days.last,
        ),
    )  # fmt: skip


def certificates_ending(days: Days) -> Selected:
    """Whose certificate of disability is valid for the last day; `what` is the certificate's row."""
    narrow, params = days.narrowing()
    return Selected(
        "SELECT p.id AS person_id, c.valid_until AS day, c.id::text AS what, jsonb_build_object('certificate', c.id) AS payload"
        " FROM residents_disabilitycertificate c JOIN residents_person p ON p.id = c.person_id"
        f" WHERE c.valid_until BETWEEN %s AND %s AND upper_inf(c.during) AND c.state = 'valid'{narrow}",
        (days.first, days.last, *params),
    )


# Whose birth date, sex, death or record is not what it was at a moment (given three times): also those taken back.
CHANGED = """
SELECT DISTINCT was.pgh_obj_id FROM residents_personevent was
LEFT JOIN residents_person p ON p.id = was.pgh_obj_id
WHERE was.pgh_created_at >= %s AND (p.id IS NULL OR (was.birth_date, was.died_on, was.status, was.sex)
  IS DISTINCT FROM (p.birth_date, p.died_on, p.status, p.sex))
UNION
SELECT unnest(ARRAY[kept_id, lost_id]) FROM residents_merge WHERE merged_at >= %s OR undone_at >= %s
"""

# Days of a SELECT {due}, with whom they are about: the living who belong here, in the order of days; how many in all.
NAMED = f"""
SELECT due.day, due.payload, p.id, p.uid, p.name, p.sex, p.birth_date, here.area,
  CASE here.area WHEN p.living_area THEN p.living_address ELSE p.hukou_address END, count(*) OVER ()
FROM ({{due}}) due JOIN ({STANDING}) here ON here.id = due.person_id JOIN residents_person p ON p.id = due.person_id
WHERE p.status = 'living' AND here.area IS NOT NULL
ORDER BY due.day, p.id LIMIT %s
"""
