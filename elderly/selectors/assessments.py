"""Assessments as pages, panels and doors read them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from core.errors import NotFound
from core.parameters import read
from core.scope import Scope
from elderly.domain import assessment_ability as ability
from elderly.domain import assessment_selfcare as selfcare
from elderly.domain import assessment_tcm as tcm
from elderly.domain.assessment import level_name, short_name
from elderly.domain.assessment_words import ABILITY, SCALES, SELFCARE, SOURCES, TCM
from elderly.models import Assessment
from elderly.parameters.assessment import DUE_DAYS
from elderly.task_kinds.assessment import REASSESS
from lifecycle.selectors.tasks_open import people_with_open

TONES = {0: "p", 1: "o", 2: "a", 3: "r", 4: "r"}
_WORST_FIRST = {1: "p", 2: "o", 3: "a", 4: "r"}


@dataclass(frozen=True)
class Due:
    """Somebody is to be assessed again: on which scale, why (`words`), how pressing."""

    person_id: int
    scale: str
    words: str
    tone: str


@dataclass(frozen=True)
class Part:
    """A row of the arithmetic: `30 / 32`."""

    name: str
    points: int
    most: int | None = None
    items: tuple[tuple[str, str], ...] = ()
    verdict: str = ""


class Shown:
    """One assessment with its arithmetic in words."""

    def __init__(self, row: Assessment, before: Assessment | None = None) -> None:
        self.row, self.before = row, before

    @property
    def title(self) -> str:
        return SCALES[self.row.scale]

    @property
    def standard(self) -> str:
        return SOURCES[self.row.scale]

    @property
    def level(self) -> str:
        return level_name(self.row.scale, self.row.level)

    @property
    def short(self) -> str:
        """What a chip says: 中度失能; a constitution in words."""
        if self.row.scale == TCM:
            return tcm.in_words(tuple(tcm.Told(*one) for one in self.workings["told"]))
        return short_name(self.row.scale, self.row.level)

    @property
    def tone(self) -> str:
        tones = TONES if self.row.scale == ABILITY else _WORST_FIRST
        return tones.get(self.row.level, "o") if self.row.level is not None else "o"

    @cached_property
    def workings(self) -> Mapping[str, Any]:
        return dict(json.loads(self.row.workings or "{}"))

    @cached_property
    def answers(self) -> Mapping[str, str]:
        return dict(json.loads(self.row.answers or "{}"))

    @cached_property
    def risks(self) -> Mapping[str, Any]:
        return dict(json.loads(self.row.risks or "{}"))

    @property
    def most(self) -> int | None:
        return {ABILITY: 90, SELFCARE: 37}.get(self.row.scale)

    @property
    def preliminary(self) -> str:
        return level_name(self.row.scale, self.workings.get("preliminary"))

    @property
    def adjustments(self) -> list[str]:
        return [ability.CLAUSES[key] for key in self.workings.get("adjustments", [])]

    @property
    def unconfirmed(self) -> bool:
        """Both reasons at once, and nobody has decided whether that is one level or two."""
        return len(self.workings.get("adjustments", [])) == 2 and self.workings.get("steps_when_both") is None

    @property
    def events(self) -> list[tuple[str, int]]:
        return [(words, self.risks.get("events", {}).get(key, 0)) for key, words in ability.EVENTS.items()]

    @property
    def had_events(self) -> bool:
        return any(times for _, times in self.events)

    @cached_property
    def parts(self) -> list[Part]:
        """The sums and what they are made of."""
        if self.row.scale == ABILITY:
            return [
                Part(part.name, self.workings["dimensions"][part.code], part.most, self._ability_items(part))
                for part in ability.dimensions()
            ]
        if self.row.scale == SELFCARE:
            return [
                Part(item.name, self.workings["points"][key], max(item.points.values()), (),
                     selfcare.OPTIONS.get(self.answers.get(key, ""), ""))
                for key, item in selfcare.items().items()
            ]  # fmt: skip
        return [Part(name, points, None, (), verdict) for name, points, verdict in self.workings["told"]]

    def _ability_items(self, part: ability.Dimension) -> tuple[tuple[str, str], ...]:
        return tuple(
            (item.name, f"{self.answers[item.code]} 分：{dict(item.options)[int(self.answers[item.code])]}")
            for item in part.items
        )

    @property
    def change(self) -> str:
        """`比上次（2025-11-20 轻度失能，80 分）差一级，少 12 分`; empty without an earlier one of the scale."""
        row, before = self.row, self.before
        if before is None or row.score is None or before.score is None or row.level is None or before.level is None:
            return ""
        steps, points = row.level - before.level, row.score - before.score
        level = "级别没变" if not steps else f"{'差' if steps > 0 else '好'}{'一二三四'[abs(steps) - 1]}级"
        sums = "分数没变" if not points else f"{'多' if points > 0 else '少'} {abs(points)} 分"
        return f"比上次（{before.assessed_on} {short_name(row.scale, before.level)}，{before.score} 分）{level}，{sums}"


def assessments_of(person_id: int) -> QuerySet[Assessment]:
    """Everything recorded of one person, void or not, newest first."""
    return Assessment.objects.filter(person_id=person_id).order_by("-assessed_on", "-recorded_at", "-id")


def shown_of(person_id: int, *, most: int = 100) -> list[Shown]:
    """A person's assessments, each beside the one of its scale before it."""
    rows = list(assessments_of(person_id)[:most])
    valid = [row for row in rows if row.voided_at is None]
    return [Shown(row, _before(row, valid)) for row in rows]


def _before(row: Assessment, rows: list[Assessment]) -> Assessment | None:
    """The latest valid one of the scale before `row`; `rows` newest first."""
    same = [one for one in rows if one.scale == row.scale]
    if row not in same:
        return None
    place = same.index(row)
    return same[place + 1] if place + 1 < len(same) else None


def assessment_in_scope(uid: UUID, *, scope: Scope) -> Shown:
    """One assessment with the one before it. Raises NotFound."""
    row = Assessment.objects.filter(scope.q("area_code"), uid=uid).select_related("person").first()
    if row is None:
        raise NotFound("没有这次评估，或者不在你的范围里。")
    return Shown(row, _before(row, [one for one in assessments_of(row.person_id) if one.voided_at is None]))


def standing_of(people: Collection[int]) -> dict[tuple[int, str], Assessment]:
    """{(person id, scale): what counts now}: one statement."""
    rows = Assessment.objects.filter(person_id__in=list(people), standing=True).order_by("assessed_on", "id")
    return {(row.person_id, row.scale): row for row in rows}


def due_among(people: Collection[int], *, on: dt.date) -> list[Due]:
    """Who of these is to be assessed again: a task says so, or the result runs out. Three statements."""
    changed = people_with_open(REASSESS, people)
    found = {(person, ABILITY): Due(person, ABILITY, "：情况有变化，要重新评", "a") for person in changed}
    rows = standing_of(people).values()
    horizon = {area: on + dt.timedelta(days=due_days(area, on)) for area in {row.area_code for row in rows}}
    for row in rows:
        if row.valid_until and row.valid_until <= horizon[row.area_code] and (row.person_id, row.scale) not in found:
            found[row.person_id, row.scale] = Due(row.person_id, row.scale, *due_words(row.valid_until, on))
    return list(found.values())


def due_days(area: str, on: dt.date) -> int:
    """How many days before its end a result is listed; 0 while nobody has said."""
    return int(read(DUE_DAYS.key, on=on, area=area).value or 0)


def due_words(valid_until: dt.date, on: dt.date) -> tuple[str, str]:
    """(words, tone) of a result that runs out."""
    if valid_until < on:
        return f"已过期 {(on - valid_until).days} 天", "r"
    return ("今天到期", "a") if valid_until == on else (f"{valid_until:%m-%d} 到期", "a")
