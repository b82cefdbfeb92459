"""Visits that were made: the latest of each person, those of one person, and their answers as they were given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

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
