"""One door to the three scales: answers as a form sends them → points, level, and the arithmetic as it was done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.errors import UserError
from elderly.domain import assessment_ability as ability
from elderly.domain import assessment_selfcare as selfcare
from elderly.domain import assessment_tcm as tcm
from elderly.domain.assessment_words import ABILITY, SCALES, SELFCARE

OLD = 60  # 老年人权益保障法 第二条


@dataclass(frozen=True)
class Scored:
    """A result. `level` and `score`: None for a constitution. `workings`: plain values, kept as they were (JSON)."""

    level: int | None
    score: int | None
    workings: Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """Answers by item (text), and the facts that make a level worse (ability only)."""

    answers: Mapping[str, str]
    risks: ability.Risks = field(default_factory=ability.Risks)


def score(scale: str, given: Given, *, steps_when_both: int | None = None) -> Scored:
    """Score one scale. UserError names what is missing or impossible. `steps_when_both` None: nobody has said; one level then."""
    if scale == ABILITY:
        return _ability(given, steps_when_both)
    if scale == SELFCARE:
        own = selfcare.assess(given.answers)
        return Scored(own.level, own.total, {"points": dict(own.points), "total": own.total})
    if scale in SCALES:
        told = tcm.identify({_number(key, key): _number(value, key) for key, value in given.answers.items()})
        return Scored(None, None, {"told": [[one.name, one.points, one.verdict] for one in told]})
    raise UserError(f"没有“{scale}”这种量表。", field="scale", remedy=f"可选 {'、'.join(SCALES)}。")


def _ability(given: Given, steps: int | None) -> Scored:
    answers = {key: _number(value, key) for key, value in given.answers.items()}
    found = ability.assess(answers, given.risks, steps_when_both=steps or 1)
    return Scored(
        found.level,
        found.total,
        {
            "dimensions": dict(found.dimensions),
            "total": found.total,
            "preliminary": found.preliminary,
            "adjustments": list(found.adjustments),
            "steps_when_both": steps,
        },
    )


def _number(value: str, item: str) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise UserError(f"「{item}」要填数字，填了“{value}”。", field=item, remedy="选量表上的一项。") from error


def level_name(scale: str, level: int | None) -> str:
    """A level in the words of its scale; empty without one."""
    if level is None:
        return ""
    rows = ability.levels() if scale == ABILITY else selfcare.levels()
    return next((row.name for row in rows if row.level == level), str(level))


def short_name(scale: str, level: int | None) -> str:
    """`中度失能`, `轻度依赖`: as chips say it."""
    name = level_name(scale, level)
    return name[name.index("（") + 1 : -1] if "（" in name else name


def valid_until(assessed_on: dt.date, months: int | None) -> dt.date | None:
    """The last day on which a result holds; None while nobody has said how long."""
    if not months:
        return None
    years, month = divmod(assessed_on.month - 1 + months, 12)
    first = dt.date(assessed_on.year + years, month + 1, 1)
    last = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return first.replace(day=min(assessed_on.day, last.day)) - dt.timedelta(days=1)
