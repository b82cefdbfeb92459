"""Groups that follow from the base are kept in step with it: begun and ended on the day on which the base says so. Set-based."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core import clock
from core.audit import acting
from core.bulk import day_range, insert_unless_there, reserve_ids
from core.scope import as_system
from elderly.models import ElderCategory
from elderly.selectors.derived import EVERYWHERE, Belonging, belonging_in, belonging_of

_FIELDS = (
    "id", "uid", "person_id", "code", "during", "derived", "evidence", "recorded_at", "recorded_by", "source", "why",
)  # fmt: skip
_SOURCE = "rules"
_STANDING = """
SELECT id, person_id, code FROM elderly_eldercategory
WHERE derived AND during @> %(on)s::date AND upper_inf(during) {who}
"""


@dataclass(frozen=True, slots=True)
class Settled:
    """Groups that began and ended, as (person, code)."""

    began: tuple[tuple[int, str], ...] = ()
    ended: tuple[tuple[int, str], ...] = ()


def settle_categories(people: Collection[int] | None, *, by: Any, on: dt.date, cause: str = "") -> Settled:
    """Compare what the base tells of these people (None: everybody) with what stands, and write the difference. Idempotent.

    `by`: a user, or the name of the rule or job. `cause`: why, in words, for the history.
    """
    with as_system("groups follow what happened in every area"):
        told = belonging_in(EVERYWHERE, on=on) if people is None else belonging_of(people, on=on)
        return write_categories(people, told, by=by, on=on, cause=cause)


def write_categories(
    people: Collection[int] | None, told: Mapping[int, Belonging], *, by: Any, on: dt.date, cause: str
) -> Settled:
    """The same where somebody has asked the base already; in the caller's transaction and past the wall."""
    standing = {(person, code): pk for pk, person, code in _standing(people, on)}
    wanted = {(one.person_id, code) for one in told.values() for code in one.kept}
    began, ended = sorted(wanted - standing.keys()), sorted(standing.keys() - wanted)
    if not (began or ended):
        return Settled()
    name = getattr(by, "username", by)
    with acting(by=name, why=cause or "老人分类随底册", source=_SOURCE):
        _end([standing[key] for key in ended], on)
        _begin(began, name, on, cause)
    return Settled(tuple(began), tuple(ended))


def _standing(people: Collection[int] | None, on: dt.date) -> list[tuple[int, int, str]]:
    who = "" if people is None else "AND person_id = ANY(%(people)s)"
    with connection.cursor() as cursor:
        cursor.execute(_STANDING.format(who=who), {"on": on, "people": list(people or ())})
        return list(cursor.fetchall())


def _end(ids: list[int], on: dt.date) -> None:
    """One that began today never held: it goes, and the history keeps that it was said."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM elderly_eldercategory WHERE id = ANY(%s) AND lower(during) >= %s", [ids, on])
        cursor.execute(
            "UPDATE elderly_eldercategory SET during = daterange(lower(during), %s) WHERE id = ANY(%s)", [on, ids]
        )


def _begin(began: list[tuple[int, str]], by: str, on: dt.date, cause: str) -> None:
    now = clock.now().isoformat()
    during = day_range(on)
    insert_unless_there(
        ElderCategory,
        _FIELDS,
        [
            (pk, str(uuid.uuid4()), person, code, during, True, b"", now, by, _SOURCE, cause[:120])
            for pk, (person, code) in zip(reserve_ids(ElderCategory, len(began)), began, strict=True)
        ],
    )
