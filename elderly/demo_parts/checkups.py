"""Check-ups of the demo's old people over the last three years: about seven in ten come each year, and each has a course of their own.

Shares as they are met in the yearly check-ups of big cities (P): high pressure in about half, high glucose in about one in five; values
drift slowly upwards, weight downwards. A person's figures follow from seed and uid alone.
"""

from __future__ import annotations

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any

from core.bulk import insert_rows
from core.crypto import keyring
from elderly.domain.checkup_said import Said
from elderly.domain.health_words import Values, remarks
from elderly.models import Checkup
from residents.demo.parts import Demo, DemoPart, demo_parts
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import people_on

_AGE, _YEARS = 65, 3
_CHUNK = 5000
_REGULAR, _COMES, _SELDOM = 0.72, 0.93, 0.12  # who comes as a rule, how often they do, how often the others do
_DOCTORS = ("黎伟明", "谭秀仪", "周志豪", "黄婉玲")
_FIELDS = (
    "uid", "person_id", "exam_on", "institution", "doctor", "sealed", "next_on", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip


def fill(demo: Demo) -> int:
    """Write the check-ups by COPY, a few thousand at a time; returns how many."""
    today = demo.now.date()
    people = (
        people_on(today)
        .filter(birth_date__lte=born_by(_AGE, today))
        .exclude(living_area="")
        .order_by("pk")
        .values_list("pk", "uid", "birth_date", "died_on", "sex")
    )
    rows: list[tuple[Any, ...]] = []
    number = 0
    for pk, uid, born, died, sex in people.iterator(chunk_size=_CHUNK):
        rows += _course(demo, pk, uid, born, died, sex)
        if len(rows) >= _CHUNK:
            number += insert_rows(Checkup, _FIELDS, rows)
            rows = []
    return number + insert_rows(Checkup, _FIELDS, rows)


def _course(
    demo: Demo, pk: int, uid: uuid.UUID, born: Any, died: dt.date | None, sex: str
) -> Iterator[tuple[Any, ...]]:
    """One person's years, oldest first."""
    dice = random.Random(f"{demo.seed}:checkup:{uid}")  # noqa: S311 (repeatable, not secret)
    regular = dice.random() < _REGULAR
    body = _Body(dice, sex, age_on(born, demo.now.date()))
    last = min(demo.now.date(), died - dt.timedelta(days=1)) if died else demo.now.date()
    before: Said | None = None
    for year in range(demo.now.year - _YEARS + 1, demo.now.year + 1):
        day = dt.date(year, dice.randint(3, 11), dice.randint(1, 28))
        comes = dice.random() < (_COMES if regular else _SELDOM)
        said = body.next_year(dice)
        if comes and day <= last and age_on(born, day) >= _AGE:
            doctor = dice.choice(_DOCTORS)
            yield _row(demo, pk, dice, day, doctor, said, before)
            before = said


class _Body:
    """What a person's measurements start from and how they drift."""

    def __init__(self, dice: random.Random, sex: str, age: int) -> None:
        male = sex == "1"
        self.height = dice.gauss(165 if male else 154, 5.5)
        self.weight = dice.gauss(63 if male else 55, 8)
        self.sbp, self.dbp = dice.gauss(136, 13), dice.gauss(77, 8)
        self.fbg = dice.gauss(8.2, 1.4) if dice.random() < 0.2 else dice.gauss(5.5, 0.5)
        self.frailty = max(0.0, dice.gauss((age - 74) / 4, 2.5))
        self.tcm = dice.choice("AAAABBCDEFG")

    def next_year(self, dice: random.Random) -> Said:
        self.sbp += dice.gauss(1.0, 5)
        self.dbp += dice.gauss(-0.3, 3)
        self.fbg = max(4.0, self.fbg + dice.gauss(0.08, 0.3))
        self.weight = max(36.0, self.weight + dice.gauss(-0.3, 1.2))
        self.frailty = min(37.0, self.frailty * 1.15 + max(0.0, dice.gauss(0, 0.4)))
        sbp = round(min(210, max(92, self.sbp)))
        dbp = round(min(sbp - 20, 118, max(48, self.dbp)))
        height, weight = Decimal(f"{self.height:.1f}"), Decimal(f"{self.weight:.1f}")
        return Said(
            height=height,
            weight=weight,
            waist=Decimal(f"{min(125.0, max(58.0, 30 + self.weight * 0.85)):.1f}"),
            sbp=sbp,
            dbp=dbp,
            fbg=Decimal(f"{self.fbg:.1f}"),
            htn=self.sbp >= 142,
            dm=self.fbg >= 7.2,
            selfcare_score=round(self.frailty),
            tcm=self.tcm,
        )


def _row(
    demo: Demo, pk: int, dice: random.Random, day: dt.date, doctor: str, said: Said, before: Values | None
) -> tuple[Any, ...]:
    standing_out = "、".join(one.short for one in remarks(said, before))
    told = replace(said, evaluation=f"体检有异常：{standing_out}" if standing_out else "体检无异常")
    appointment = day + dt.timedelta(days=dice.randint(350, 380)) if dice.random() < 0.8 else None
    return (
        str(uuid.UUID(int=dice.getrandbits(128), version=4)), pk, day, "社区卫生服务中心", doctor,
        keyring().encrypt(told.pack()), appointment, demo.now, "seed", "演示数据", "seed",
    )  # fmt: skip


demo_parts.register(DemoPart("checkups", fill, order=30))
