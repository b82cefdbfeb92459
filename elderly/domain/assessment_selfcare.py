"""生活自理能力评估: five items, 0 (by oneself) to 37 (not at all), four levels (国家基本公共卫生服务规范 2017; handbook §6.2, §17.10).

Codes: codes/elder_selfcare_2017_*.csv. Two options of one item may carry the same points, so an answer is an option, not a number.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.errors import UserError

_CODES = Path(__file__).resolve().parent.parent / "codes"
OPTIONS = {"independent": "可自理", "mild": "轻度依赖", "moderate": "中度依赖", "unable": "不能自理"}


@dataclass(frozen=True)
class Item:
    """One item: points by option, the best first."""

    key: str
    name: str
    points: Mapping[str, int]
    certainty: str


@dataclass(frozen=True)
class Level:
    """A level (1 the best) and the totals that belong to it."""

    level: int
    name: str
    least: int
    most: int


@dataclass(frozen=True)
class SelfCare:
    """A result: points by item, the total, the level."""

    points: Mapping[str, int]
    total: int
    level: int


@cache
def items() -> dict[str, Item]:
    with (_CODES / "elder_selfcare_2017_items.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["item"]: Item(
                row["item"], row["name"], {key: int(row[f"score_{key}"]) for key in OPTIONS}, row["certainty"]
            )
            for row in csv.DictReader(file)
        }


@cache
def levels() -> tuple[Level, ...]:
    with (_CODES / "elder_selfcare_2017_levels.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Level(int(row["level"]), row["name"], int(row["score_min"]), int(row["score_max"]))
            for row in csv.DictReader(file)
        )


def level_of(total: int) -> int:
    """The level of a total of 0–37."""
    return next(level.level for level in levels() if level.least <= total <= level.most)


def assess(answers: Mapping[str, str]) -> SelfCare:
    """Score five answers (item → option). UserError names the item that is missing or has no such option."""
    for key, item in items().items():
        if key not in answers:
            raise UserError(f"「{item.name}」还没有评。", field=key, remedy="5 项都要评。")
        if answers[key] not in OPTIONS:
            raise UserError(
                f"「{item.name}」没有“{answers[key]}”这一项。", field=key, remedy=f"可选{'、'.join(OPTIONS.values())}。"
            )
    if unknown := sorted(answers.keys() - items().keys()):
        raise UserError(f"量表里没有「{unknown[0]}」这一项。", field=unknown[0])
    points = {key: item.points[answers[key]] for key, item in items().items()}
    total = sum(points.values())
    return SelfCare(points, total, level_of(total))
