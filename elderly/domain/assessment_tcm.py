"""中医体质辨识, 33 questions: points of eight constitutions, and whether somebody is of the balanced one (handbook §6.2).

Questions and their constitutions: codes/elder_tcm_*.csv. The thresholds (11, 9, and for the balanced one 17, 8, 10) are the usual
text, to be confirmed (certainty G).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.errors import UserError

_CODES = Path(__file__).resolve().parent.parent / "codes"
ANSWERS = {1: "没有", 2: "很少", 3: "有时", 4: "经常", 5: "总是"}
BALANCED = "平和质"
IS, TENDS, MOSTLY, IS_NOT = "是", "倾向是", "基本是", "否"
_IS, _TENDS, _BALANCED, _MOSTLY = 11, 9, 17, 10
CERTAINTY = "G"


@dataclass(frozen=True)
class Constitution:
    """A constitution and the questions it is told from; those of `reverse` count 6 − answer."""

    name: str
    questions: tuple[int, ...]
    reverse: frozenset[int]


@dataclass(frozen=True)
class Told:
    """What the answers say of one constitution."""

    name: str
    points: int
    verdict: str


@cache
def constitutions() -> tuple[Constitution, ...]:
    """Eight of imbalance, then the balanced one."""
    with (_CODES / "elder_tcm_constitution_2013.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Constitution(
                row["constitution"], _numbers(row["question_numbers"]), frozenset(_numbers(row["reverse_scored"]))
            )
            for row in csv.DictReader(file)
        )


@cache
def questions() -> dict[int, str]:
    with (_CODES / "elder_tcm_questions_2013.csv").open(encoding="utf-8", newline="") as file:
        return {int(row["question"]): row["text"] for row in csv.DictReader(file)}


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def identify(answers: Mapping[int, int]) -> tuple[Told, ...]:
    """Score 33 answers (question → 1–5). UserError names the question that is missing or has no such answer."""
    for number in questions():
        if number not in answers:
            raise UserError(f"第 {number} 题还没有答。", field=str(number), remedy="33 题都要答。")
        if answers[number] not in ANSWERS:
            raise UserError(f"第 {number} 题没有“{answers[number]}”这一项。", field=str(number), remedy="选 1 到 5。")
    if unknown := sorted(answers.keys() - questions().keys()):
        raise UserError(f"没有第 {unknown[0]} 题。", field=str(unknown[0]))
    points = {
        one.name: sum(6 - answers[n] if n in one.reverse else answers[n] for n in one.questions)
        for one in constitutions()
    }
    others = [number for name, number in points.items() if name != BALANCED]
    return tuple(Told(name, number, _verdict(name, number, max(others))) for name, number in points.items())


def _verdict(name: str, points: int, highest: int) -> str:
    """`highest`: of the eight constitutions of imbalance."""
    if name != BALANCED:
        return IS if points >= _IS else TENDS if points >= _TENDS else IS_NOT
    if points < _BALANCED:
        return IS_NOT
    return IS if highest < _TENDS else MOSTLY if highest <= _MOSTLY else IS_NOT


def in_words(told: tuple[Told, ...]) -> str:
    """`阳虚质，倾向气虚质`."""
    certain = [one.name if one.verdict == IS else f"基本{one.name}" for one in told if one.verdict in (IS, MOSTLY)]
    tends = [f"倾向{one.name}" for one in told if one.verdict == TENDS]
    return "，".join([*certain, *tends]) or "没有明显偏向"
