"""Assessments that count and should not, or should and do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from django.db import connection

_WRONG = """
SELECT person_id, id FROM (
  SELECT id, person_id, standing, voided_at IS NULL AND row_number() OVER (
    PARTITION BY person_id, scale, voided_at IS NULL ORDER BY assessed_on DESC, recorded_at DESC, id DESC) = 1 AS counts
  FROM elderly_assessment WHERE person_id = ANY(%s)
) a WHERE standing <> counts ORDER BY person_id, id
"""


def wrong_standing(people: Collection[int]) -> dict[int, list[int]]:
    """{person: ids of assessments whose `standing` is not what it should be}: one statement."""
    found: dict[int, list[int]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_WRONG, [list(people)])
        for person, pk in cursor.fetchall():
            found[person].append(pk)
    return dict(found)
