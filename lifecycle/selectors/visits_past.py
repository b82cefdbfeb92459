"""Visits that were made: the latest of each person, those of one person, and their answers as they were given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from core import clock
from lifecycle.domain.visits import FAMILY, NOBODY, SELF, Answers, Rhythm, strictest, summary
from lifecycle.models import Visit
from lifecycle.models.visit import Standing
from lifecycle.selectors.visits_brought import Kept, kept_of
from lifecycle.visiting.declaration import rhythm_sources
from residents.selectors.doors import Door

OLD = 60  # 老年人权益保障法 第二条
MET_TONE = {NOBODY: "a", FAMILY: "o", SELF: "p"}


@dataclass(frozen=True)
class Made:
    """A visit with its answers, and the photos of it and of those joined to it."""

    row: Visit
    answers: Answers
    photos: tuple = ()
    joined: tuple = ()
    told: tuple[Kept, ...] = ()  # to duties that brought something

    @property
    def tone(self) -> str:
        return MET_TONE.get(self.row.met, "o")

    @property
    def summary(self) -> str:
        return summary(self.answers)


def answers_of(visit: Visit) -> Answers:
    return Answers(
        met=visit.met,
        whom=visit.whom,
        health=visit.health,
        mood=visit.mood,
        fire=visit.fire,
        needs=tuple(filter(None, visit.needs.split(","))),
        note=visit.note,
        next_on=visit.next_on,
        next_reason=visit.next_reason,
    )


def columns_of(answers: Answers) -> dict[str, object]:
    """What stands in a visit's row; the reverse of `answers_of`."""
    return {**answers.plain(), "needs": ",".join(answers.needs), "next_on": answers.next_on}


def last_visits(people: Iterable[int]) -> dict[int, Visit]:
    """{person id: the latest standing visit}: one statement."""
    rows = Visit.objects.filter(person_id__in=list(people), standing=Standing.TOLD)
    return {row.person_id: row for row in rows.order_by("person_id", "-visited_at", "-id").distinct("person_id")}


def visits_about(person_id: int) -> QuerySet[Visit]:
    """Everything that was told of visits to one person."""
    return Visit.objects.filter(person_id=person_id)


def visits_of(person_id: int, *, reader: Any, most: int = 20) -> list[Made]:
    """The visits of one person with their photos, newest first; what was joined stands under the one it was joined to."""
    rows = list(visits_about(person_id).prefetch_related("photos", "parts").order_by("-visited_at", "-id")[:most])
    under: dict[int, list[Visit]] = {}
    for row in rows:
        if row.standing == Standing.JOINED and row.other_id:
            under.setdefault(row.other_id, []).append(row)
    return [
        Made(
            row,
            answers_of(row),
            tuple(photo for one in (row, *under.get(row.pk, [])) for photo in one.photos.all()),
            tuple(Made(one, answers_of(one)) for one in under.get(row.pk, [])),
            tuple(kept for one in (row, *under.get(row.pk, [])) for kept in kept_of(one.parts.all(), reader)),
        )
        for row in rows
        if row.standing != Standing.JOINED
    ]


def met_lately(person_id: int, *, most: int) -> list[str]:
    """Whom the latest visits of a person met, newest first."""
    rows = Visit.objects.filter(person_id=person_id, standing=Standing.TOLD).order_by("-visited_at", "-id")
    return list(rows.values_list("met", flat=True)[:most])


def rhythm_of(door: Door, *, on: dt.date) -> Rhythm | None:
    """How often somebody must be seen, as far as any duty says (lifecycle/visiting/declaration.py). None: no rule known."""
    return rhythms_of([door], on=on)[door.person_id]


def rhythms_of(doors: Iterable[Door], *, on: dt.date) -> dict[int, Rhythm | None]:
    """The same for many: each duty is asked once; of several reasons the strictest holds."""
    reasons: dict[int, list[Rhythm]] = {door.person_id: [] for door in doors}
    for source in rhythm_sources:
        for person, found in source.rhythms(list(reasons), on).items():
            reasons[person].extend(found)
    return {person: strictest(found, on) for person, found in reasons.items()}


def unseen_this_month(area: str, *, on: dt.date | None = None, most: int = 500) -> list[dict[str, object]]:
    """Old people who live alone in an area and whom nobody met this month, the longest unseen first: names, not a rate.

    月探访率 counts those seen at least once in a calendar month (handbook 6.4). Alone: the only one registered in the dwelling.
    """
    day = on or clock.today()
    born = day.replace(year=day.year - OLD, day=min(day.day, 28))
    with connection.cursor() as cursor:
        cursor.execute(_UNSEEN, {"area": area, "end": f"{area}:", "born": born, "day": day, "most": most})
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


_UNSEEN = """
WITH old AS (
  SELECT p.id, p.uid, p.name, p.birth_date, p.living_address, r.dwelling_id
  FROM residents_person p JOIN residents_residence r ON r.person_id = p.id AND r.kind <> 'hukou' AND r.during @> %(day)s
  WHERE p.living_area >= %(area)s AND p.living_area < %(end)s AND p.status = 'living' AND p.birth_date <= %(born)s
), alone AS (
  SELECT old.* FROM old WHERE old.dwelling_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM residents_residence mate WHERE mate.dwelling_id = old.dwelling_id AND mate.person_id <> old.id
      AND mate.kind <> 'hukou' AND mate.during @> %(day)s)
), seen AS (
  SELECT person_id, max(visited_at) FILTER (WHERE met <> 'nobody') AS met_at, max(visited_at) AS came_at
  FROM lifecycle_visit WHERE standing = 'told' AND person_id IN (SELECT id FROM alone) GROUP BY person_id
)
SELECT alone.id, alone.uid, alone.name, alone.birth_date, alone.living_address AS address, seen.met_at, seen.came_at,
  count(*) OVER () AS number
FROM alone LEFT JOIN seen ON seen.person_id = alone.id
WHERE seen.met_at IS NULL OR seen.met_at < date_trunc('month', %(day)s::timestamp) AT TIME ZONE 'Asia/Shanghai'
ORDER BY seen.met_at NULLS FIRST, alone.birth_date, alone.id LIMIT %(most)s
"""
