"""What check-ups say: of one person for pages, of many for lists at the door and for rules that keep people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from elderly.domain.checkup_said import Said
from elderly.domain.constitutions import constitution_words
from elderly.domain.health_words import Remark, body_mass_index, missing_years, plain, remarks, selfcare_words
from elderly.models import Checkup


@dataclass(frozen=True)
class CheckupLine:
    """A check-up as a page tells it: the row, what stands out in it, and what became worse since the one before."""

    row: Checkup
    said: Said
    remarks: list[Remark]

    @property
    def source(self) -> str:
        return self.row.source

    @property
    def pressure(self) -> str:
        """168/96, or empty."""
        if self.said.sbp is None and self.said.dbp is None:
            return ""
        return f"{self.said.sbp or '—'}/{self.said.dbp or '—'}"

    @property
    def glucose(self) -> str:
        return plain(self.said.fbg) if self.said.fbg is not None else ""

    @property
    def weight(self) -> str:
        return plain(self.said.weight) if self.said.weight is not None else ""

    @property
    def body(self) -> str:
        """身高 165 厘米，体重 60.5 千克（体质指数 22.2），腰围 82 厘米"""
        said, index = self.said, body_mass_index(self.said.height, self.said.weight)
        words = [
            f"身高 {plain(said.height)} 厘米" if said.height else "",
            f"体重 {plain(said.weight)} 千克{f'（体质指数 {index}）' if index else ''}" if said.weight else "",
            f"腰围 {plain(said.waist)} 厘米" if said.waist else "",
        ]
        return "，".join(filter(None, words))

    @property
    def selfcare(self) -> str:
        score = self.said.selfcare_score
        return f"{score} 分，{selfcare_words(score)}" if score is not None else ""

    @property
    def constitution(self) -> str:
        return constitution_words(self.said.tcm)

    @property
    def known(self) -> str:
        """高血压、糖尿病 as the hospital ticked them."""
        said = [word for word, value in (("高血压", self.said.htn), ("糖尿病", self.said.dm)) if value]
        return "、".join(said)

    @property
    def tone(self) -> str:
        return self.remarks[0].tone if self.remarks else ""


@dataclass(frozen=True)
class Health:
    """All check-ups of a person, newest first, with the years in which none is known."""

    lines: list[CheckupLine]
    missing: list[int] = field(default_factory=list)

    @property
    def latest(self) -> CheckupLine | None:
        return self.lines[0] if self.lines else None

    @property
    def years(self) -> list[CheckupLine | int]:
        """The lines and, in their places, the years without any: newest first."""
        told: list[tuple[int, CheckupLine | int]] = [(line.row.exam_on.year, line) for line in self.lines]
        told += [(year, year) for year in self.missing]
        return [one for _, one in sorted(told, key=lambda pair: -pair[0])]

    @property
    def missing_words(self) -> str:
        """缺 2 年"""
        return f"缺 {len(self.missing)} 年" if self.missing else ""

    def series(self) -> dict[str, Any]:
        """What the charts draw, oldest first; a year without a check-up is a gap."""
        points: list[tuple[str, Said | None]] = [
            (line.row.exam_on.isoformat(), line.said) for line in reversed(self.lines)
        ]
        points += [(f"{year}-07-01", None) for year in self.missing]
        points.sort(key=lambda point: point[0])

        def numbers(name: str) -> list[list[Any]]:
            return [[day, _number(getattr(said, name)) if said else None] for day, said in points]

        return {name: numbers(name) for name in ("sbp", "dbp", "fbg", "weight")}


def _number(value: Any) -> float | None:
    return float(value) if value is not None else None


def checkup_rows(person: int) -> QuerySet[Checkup]:
    return Checkup.objects.filter(person_id=person)


def health_of(person: int, *, born: dt.date | None, today: dt.date, age: int) -> Health:
    """The check-ups of a person in one statement. Years count as missing since the first known one, or the age of the yearly one,
    whichever is later; the present year is not over yet.
    """
    rows = list(checkup_rows(person).order_by("-exam_on"))
    lines = lines_of(rows)
    if not rows:
        return Health([])
    entitled = born.year + age if born else 0
    first = max(rows[-1].exam_on.year, entitled)
    return Health(lines, missing_years([row.exam_on.year for row in rows], first, today.year - 1))


def lines_of(rows: list[Checkup]) -> list[CheckupLine]:
    """Rows of one person, newest first, each beside the one before it."""
    told = [row.said for row in rows]
    befores: list[Said | None] = [*told[1:], None]
    return [
        CheckupLine(row, said, remarks(said, before)) for row, said, before in zip(rows, told, befores, strict=False)
    ]


def latest_lines(people: Collection[int], *, until: dt.date) -> dict[int, CheckupLine]:
    """{person: the latest check-up up to a day, compared with the one before}; one statement for any number of people."""
    ranked = Checkup.objects.filter(person_id__in=list(people), exam_on__lte=until).annotate(
        place=Window(RowNumber(), partition_by=F("person_id"), order_by=F("exam_on").desc())
    )
    found: dict[int, list[Checkup]] = {}
    for row in ranked.filter(place__lte=2).order_by("person_id", "-exam_on"):
        found.setdefault(row.person_id, []).append(row)
    return {person: lines_of(rows)[0] for person, rows in found.items()}


def examined_people(people: list[int]) -> dict[int, str]:
    """Those of these people who have check-ups: they stay when the file that entered them is taken back."""
    rows = Checkup.objects.filter(person_id__in=people).values_list("person_id", flat=True).distinct()
    return dict.fromkeys(rows, "已有体检记录")
