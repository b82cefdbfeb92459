"""Assessments of the demo's old people: about 15 % of those over eighty and four in ten of the disabled, some twice, some run out.

Answers follow from seed and uid alone; points and levels are reckoned by the scale itself.
"""

from __future__ import annotations

import datetime as dt
import json
import random
import uuid
from collections.abc import Iterator
from typing import Any

from core.bulk import insert_rows
from core.crypto import keyring
from elderly.domain.assessment import OLD, Given, score, valid_until
from elderly.domain.assessment_ability import CONSCIOUSNESS, EVENTS, Risks, items
from elderly.domain.assessment_words import ABILITY, FIRST, YEARLY
from elderly.models import Assessment
from residents.demo.parts import Demo, DemoPart, demo_parts
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import people_on
from residents.selectors.disability import disabled_among

_VERY_OLD, _MONTHS = 80, 12
_OF_THE_VERY_OLD, _OF_THE_DISABLED, _TWICE = 0.15, 0.4, 0.3
_CHUNK = 5000
_SECOND = ("陈丽芳", "黄志强", "何婉仪", "邓家明")
_FIELDS = (
    "uid", "client_uid", "person_id", "area_code", "scale", "assessed_on", "level", "score", "answers", "risks", "workings",
    "reason", "place", "informant", "informant_name", "assessor", "second_name", "second_user", "note", "valid_until",
    "standing", "voided_at", "voided_by", "void_reason", "recorded_at", "source",
)  # fmt: skip
_Line = tuple[int, uuid.UUID, dt.date, str]


def fill(demo: Demo) -> int:
    """Write assessments of ability by COPY, a few thousand people at a time; returns how many."""
    today = demo.now.date()
    people = (
        people_on(today)
        .filter(birth_date__lte=born_by(OLD, today), status="living")
        .exclude(living_area="")
        .order_by("pk")
        .values_list("pk", "uid", "birth_date", "living_area")
    )
    number, chunk = 0, []
    for line in people.iterator(chunk_size=_CHUNK):
        chunk.append(line)
        if len(chunk) >= _CHUNK:
            number += _write(demo, chunk)
            chunk = []
    return number + _write(demo, chunk)


def _write(demo: Demo, chunk: list[_Line]) -> int:
    disabled = disabled_among([pk for pk, *_ in chunk], on=demo.now.date())
    return insert_rows(Assessment, _FIELDS, [row for line in chunk for row in _rows(demo, line, line[0] in disabled)])


def _rows(demo: Demo, line: _Line, disabled: bool) -> Iterator[tuple[Any, ...]]:
    """One person's assessments, oldest first; the last one counts."""
    pk, uid, born, area = line
    dice = random.Random(f"{demo.seed}:assessment:{uid}")  # noqa: S311 (repeatable, not secret)
    age = age_on(born, demo.now.date())
    share = _OF_THE_DISABLED if disabled else _OF_THE_VERY_OLD if age >= _VERY_OLD else 0.0
    if dice.random() >= share:
        return
    frailty = min(0.95, max(0.0, dice.gauss((age - 72) / 60 + (0.25 if disabled else 0), 0.18)))
    last = demo.now.date() - dt.timedelta(days=dice.randint(5, 420))
    days = [last - dt.timedelta(days=dice.randint(350, 380)), last] if dice.random() < _TWICE else [last]
    for place, day in enumerate(days):
        worse = frailty if place == len(days) - 1 else max(0.0, frailty - 0.12)
        yield _row(demo, dice, pk, area, day, worse, again=place > 0, standing=day == last)


def _row(
    demo: Demo, dice: random.Random, pk: int, area: str, day: dt.date, frailty: float, *, again: bool, standing: bool
) -> tuple[Any, ...]:
    ring = keyring()
    answers = {code: str(_points(dice, item.most, frailty)) for code, item in items().items()}
    answers[CONSCIOUSNESS] = "2"
    events = {key: int(dice.random() < frailty * 0.15) for key in EVENTS}
    risks = Risks(diagnosis=dice.random() < frailty * 0.2, events=events)
    scored = score(ABILITY, Given(answers, risks))
    risky = {"coma": False, "diagnosis": risks.diagnosis, "events": events}
    uids = [str(uuid.UUID(int=dice.getrandbits(128), version=4)) for _ in range(2)]
    return (
        *uids, pk, area, ABILITY, day, scored.level, scored.score, ring.encrypt(json.dumps(answers)),
        ring.encrypt(json.dumps(risky)), ring.encrypt(json.dumps(scored.workings)), YEARLY if again else FIRST, "home",
        dice.choice(("self", "family", "family", "carer")), b"", "seed", dice.choice(_SECOND), "", b"",
        valid_until(day, _MONTHS), standing, None, "", "", demo.now, "seed",
    )  # fmt: skip


def _points(dice: random.Random, most: int, frailty: float) -> int:
    """The best option for the well, lower ones the frailer somebody is."""
    lost = sum(dice.random() < frailty * 0.8 for _ in range(most))
    return most - lost


demo_parts.register(DemoPart("assessments", fill, order=35))
