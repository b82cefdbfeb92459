"""老年人能力评估 GB/T 42195-2022: 26 items in 4 dimensions, total 0–90, level 0 (well) to 4 (lost); what makes a level worse.

Items and levels: codes/elder_ability_gbt42195_*.csv (handbook §6.3, §17.9). Whether a diagnosis and repeated risk events together make it
worse by one level or by two is not known (certainty U): the number of steps is a policy parameter.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from core.errors import UserError

_CODES = Path(__file__).resolve().parent.parent / "codes"
CONSCIOUSNESS = "B.3.9"
ADJUSTED_BY_COMA, ADJUSTED_BY_DIAGNOSIS, ADJUSTED_BY_EVENTS = "coma", "diagnosis", "events"
EVENTS = {"fall": "跌倒", "lost": "走失", "choking": "噎食", "self-harm": "自杀、自伤", "other": "其他"}
ENOUGH_EVENTS = 2  # within 30 days
MOST_EVENTS = 99
CLAUSES = {
    ADJUSTED_BY_COMA: "处于昏迷状态的，直接评定为能力完全丧失",
    ADJUSTED_BY_DIAGNOSIS: "确诊认知障碍（痴呆）F00–F03，或精神和行为障碍 F04–F99，加重一级",
    ADJUSTED_BY_EVENTS: "近 30 天内发生照护风险事件 2 次及以上，加重一级",
}


@dataclass(frozen=True)
class Item:
    """One item: its options as (score, words), the best first."""

    code: str
    name: str
    dimension: str
    options: tuple[tuple[int, str], ...]

    @property
    def most(self) -> int:
        return max(score for score, _ in self.options)


@dataclass(frozen=True)
class Dimension:
    """A dimension with its items."""

    code: str
    name: str
    items: tuple[Item, ...]

    @property
    def most(self) -> int:
        return sum(item.most for item in self.items)


@dataclass(frozen=True)
class Level:
    """A level and the totals that belong to it, both included."""

    level: int
    name: str
    least: int
    most: int


@dataclass(frozen=True)
class Risks:
    """What makes a level worse: coma; a diagnosis of F00–F99; how often each kind of risk event happened in the last 30 days."""

    coma: bool = False
    diagnosis: bool = False
    events: Mapping[str, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return sum(self.events.values())


@dataclass(frozen=True)
class Ability:
    """A result: totals by dimension, the preliminary level by the total, what made it worse, the level."""

    dimensions: Mapping[str, int]
    total: int
    preliminary: int
    adjustments: tuple[str, ...]
    level: int


@cache
def dimensions() -> tuple[Dimension, ...]:
    """The four dimensions in the order of the standard."""
    rows: dict[tuple[str, str], dict[tuple[str, str], list[tuple[int, str]]]] = {}
    for row in _read("items"):
        items = rows.setdefault((row["dim_code"], row["dim_name"]), {})
        items.setdefault((row["item_code"], row["item_name"]), []).append((int(row["score"]), row["option_summary"]))
    return tuple(
        Dimension(
            code, name, tuple(Item(item, words, code, tuple(options)) for (item, words), options in items.items())
        )
        for (code, name), items in rows.items()
    )


@cache
def items() -> dict[str, Item]:
    return {item.code: item for dimension in dimensions() for item in dimension.items}


@cache
def levels() -> tuple[Level, ...]:
    """Levels 0–4, the best first."""
    rows = [row for row in _read("levels") if row["level"].isdigit()]
    return tuple(Level(int(row["level"]), row["name"], int(row["score_min"]), int(row["score_max"])) for row in rows)


def _read(which: str) -> list[dict[str, str]]:
    with (_CODES / f"elder_ability_gbt42195_{which}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def level_of(total: int) -> int:
    """The preliminary level of a total of 0–90."""
    return next(level.level for level in levels() if level.least <= total <= level.most)


def assess(answers: Mapping[str, int], risks: Risks, *, steps_when_both: int = 1) -> Ability:
    """Score 26 answers (item → points). UserError names the item that is missing or has no such option."""
    for code, item in items().items():
        if code not in answers:
            raise UserError(f"「{item.name}」还没有评。", field=code, remedy="26 项都要评。")
        if answers[code] not in dict(item.options):
            raise UserError(
                f"「{item.name}」没有 {answers[code]} 分这一项。", field=code, remedy=f"可选 0 到 {item.most} 分。"
            )
    if unknown := sorted(answers.keys() - items().keys()):
        raise UserError(f"量表里没有「{unknown[0]}」这一项。", field=unknown[0])
    _check(risks, answers)
    sums = {part.code: sum(answers[item.code] for item in part.items) for part in dimensions()}
    total = sum(sums.values())
    preliminary = level_of(total)
    level, why = _worsened(preliminary, risks, steps_when_both)
    return Ability(sums, total, preliminary, why, level)


def _check(risks: Risks, answers: Mapping[str, int]) -> None:
    for kind, number in risks.events.items():
        if kind not in EVENTS or not 0 <= number <= MOST_EVENTS:
            words = EVENTS.get(kind, kind)
            raise UserError(f"「{words}」的次数不对：{number}。", field=f"event-{kind}", remedy="填 0 到 99 的次数。")
    if risks.coma and answers[CONSCIOUSNESS] != 0:
        raise UserError(
            "写了昏迷，「意识水平」却不是 0 分。", field=CONSCIOUSNESS, remedy="昏迷的，意识水平选「昏睡或昏迷」。"
        )


def _worsened(preliminary: int, risks: Risks, steps_when_both: int) -> tuple[int, tuple[str, ...]]:
    worst = levels()[-1].level
    if risks.coma:
        return worst, (ADJUSTED_BY_COMA,)
    why = [ADJUSTED_BY_DIAGNOSIS] if risks.diagnosis else []
    if risks.number >= ENOUGH_EVENTS:
        why.append(ADJUSTED_BY_EVENTS)
    steps = min(max(steps_when_both, 1), 2) if len(why) == 2 else len(why)
    level = min(preliminary + steps, worst)
    return level, tuple(why) if level > preliminary else ()
