"""Aid in force among the demo's people: minimum living allowance, edge, 特困 among the old who live alone, children without parents,
allowances of those with a certificate of disability.

Shares are plausible, not measured (P): about one household in two hundred on the allowance (urban Guangzhou has 0.4–0.6 % of those
registered), one in seven hundred on the edge, one lone elder in a hundred 特困, one adult in eighty with a certificate. Sums are as if a
decision 演示 had set them; no standard is made up: allowances whose amount nobody knows stay without one.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from aid.domain.law import AID_KINDS
from aid.domain.recalculation import takes_effect as _month_after
from aid.models import Award, TakenOver, TakenOverMember
from core.audit import acting
from residents.demo.parts import Demo, DemoPart, demo_parts
from residents.domain.disability import Details
from residents.selectors.payees import numbers_of
from residents.services.benefits import NewBenefit, record_benefits
from residents.services.disability import NewCertificate, record_certificates

_MINIMUM, _EDGE, _LONE, _CERTIFICATE, _ORPHAN = 0.005, 0.0015, 0.01, 0.0125, 0.25
_OLD = 60
_CAUSES = ("患病", "残疾", "年老体弱", "失业", "缺少劳动力", "子女上学")
_CLASSES = "AAABBBBC"
# Category and grade of a certificate, as they are met (P): most of the limbs, few of the gravest grade.
_GRADES = ("41", "42", "43", "43", "44", "44", "44", "13", "14", "22", "23", "51", "52", "61", "62", "63")

_HOUSEHOLDS = """
SELECT h.id, h.uid, h.area_code, h.head_id,
  array_agg(m.person_id ORDER BY (m.person_id = h.head_id) DESC, m.person_id),
  array_agg(m.relation ORDER BY (m.person_id = h.head_id) DESC, m.person_id),
  array_agg(p.birth_date ORDER BY (m.person_id = h.head_id) DESC, m.person_id),
  min(extract(year FROM age(%(today)s, p.birth_date)))::int
FROM residents_household h
JOIN residents_householdmembership m ON m.household_id = h.id AND upper_inf(m.during) AND m.shares_registration
JOIN residents_person p ON p.id = m.person_id AND p.status = 'living' AND p.hukou_area = h.area_code
WHERE h.closed_on IS NULL AND h.kind = 'registered' AND h.head_id IS NOT NULL
GROUP BY h.id HAVING count(*) <= 5 AND bool_or(m.person_id = h.head_id) ORDER BY h.id
"""
_PEOPLE = """
SELECT p.id, p.uid, p.hukou_area
FROM residents_person p
WHERE p.status = 'living' AND p.hukou_area <> '' AND p.birth_date < %(today)s - interval '18 years' ORDER BY p.id
"""
_ORPHANS = """
SELECT p.id, p.uid, p.hukou_area, p.birth_date FROM residents_person p
WHERE p.status = 'living' AND p.hukou_area <> '' AND p.birth_date > %(today)s - interval '18 years'
  AND NOT EXISTS (SELECT FROM residents_kinship k JOIN residents_person r ON r.id = k.relative_id
                  WHERE k.person_id = p.id AND k.kind = 'parent' AND r.status = 'living') ORDER BY p.id
"""


@dataclass(frozen=True)
class _Granted:
    """Aid that the demo holds to be in force: for whom, since when, how much a month (None: nobody knows)."""

    kind: str
    area: str
    head: int
    people: tuple[tuple[int, str, dt.date | None], ...]
    since: dt.date
    monthly: Decimal | None
    household: int | None = None
    letter: str = ""
    cause: str = ""


def fill(demo: Demo) -> int:
    """Write certificates, awards and what their members receive; returns how many awards."""
    granted = [*_households(demo), *_children(demo)]
    with transaction.atomic(), acting(by="seed", why="演示数据", source="seed"):
        taken = {pk for one in granted for pk, *_ in one.people}
        granted += _disabled(demo, taken)
        _write(demo, granted)
        # The past of the demo: nothing is set going by it.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE core_event SET dispatched_at = recorded_at WHERE source = 'seed' AND dispatched_at IS NULL"
            )
    return len(granted)


def _households(demo: Demo) -> Iterator[_Granted]:
    for pk, uid, area, head, people, relations, births, youngest in _rows(_HOUSEHOLDS, demo):
        dice = random.Random(f"{demo.seed}:aid:{uid}")  # noqa: S311 (repeatable, not secret)
        draw, members = dice.random(), tuple(zip(people, relations, births, strict=True))
        lone = len(people) == 1 and youngest >= _OLD
        if lone and draw < _LONE:
            kind, monthly = "extreme-poverty", Decimal(dice.randint(1200, 2000))
        elif draw < _MINIMUM:
            kind, monthly = "minimum-living", Decimal(dice.randint(300, 1100) * len(people))
        elif draw < _MINIMUM + _EDGE:
            kind, monthly = "edge", None
        else:
            continue
        yield _Granted(
            kind, area, head, members, _since(demo, dice), monthly, pk, dice.choice(_CLASSES), dice.choice(_CAUSES)
        )


def _children(demo: Demo) -> Iterator[_Granted]:
    for pk, uid, area, born in _rows(_ORPHANS, demo):
        dice = random.Random(f"{demo.seed}:orphan:{uid}")  # noqa: S311
        if dice.random() < _ORPHAN:
            yield _Granted("orphan", area, pk, ((pk, "01", born),), max(_since(demo, dice), _month_after(born)), None)


def _disabled(demo: Demo, taken: set[int]) -> list[_Granted]:
    """Certificates for some adults; some of them with an allowance, the amount of which nobody knows."""
    chosen, granted = [], []
    for pk, uid, area in _rows(_PEOPLE, demo):
        dice = random.Random(f"{demo.seed}:disabled:{uid}")  # noqa: S311
        if dice.random() >= _CERTIFICATE:
            continue
        code, since = dice.choice(_GRADES), _since(demo, dice)
        details = Details(category=code[0], grade=code[1])
        chosen.append((pk, code, since, details))
        if details.severe and dice.random() < 0.8:
            granted.append(_Granted("disability-care", area, pk, ((pk, "01", None),), since, None))
        elif pk in taken and dice.random() < 0.6:
            granted.append(_Granted("disability-living", area, pk, ((pk, "01", None),), since, None))
    numbers = numbers_of([pk for pk, *_ in chosen])
    record_certificates(
        [
            NewCertificate(pk, f"{numbers[pk]}{code}", since, "seed", details, first_issued=since)
            for pk, code, since, details in chosen
            if pk in numbers
        ],
        by=_Seeder(),
    )
    return granted


class _Seeder:
    """Who writes the demo."""

    username = "seed"


def _since(demo: Demo, dice: random.Random) -> dt.date:
    """A month of the last six years, at least two months ago."""
    place = demo.now.year * 12 + demo.now.month - 1 - dice.randint(2, 72)
    return dt.date(place // 12, place % 12 + 1, 1)


def _write(demo: Demo, granted: list[_Granted]) -> None:
    said = {"recorded_at": demo.now, "recorded_by": "seed", "source": "seed", "why": "演示数据"}
    numbers = [f"演示-{place:06d}" for place in range(1, len(granted) + 1)]
    certificates = TakenOver.objects.bulk_create(
        TakenOver(aid_no=number, area_code=one.area, head_id=one.head, class_words=one.letter, cause=one.cause, **said)
        for number, one in zip(numbers, granted, strict=True)
    )
    TakenOverMember.objects.bulk_create(
        TakenOverMember(certificate=row, person_id=pk, relation=relation, covered=True, **said)
        for row, one in zip(certificates, granted, strict=True)
        for pk, relation, _ in one.people
    )
    Award.objects.bulk_create(
        Award(
            kind=one.kind, household_id=one.household, area_code=one.area, monthly=one.monthly, people=len(one.people),
            review_class=one.letter, document=number, during=DateRange(one.since, None), **said,
        )
        for number, one in zip(numbers, granted, strict=True)
    )  # fmt: skip
    benefits = [
        NewBenefit(
            pk,
            AID_KINDS[one.kind].benefit,
            max(one.since, _month_after(born)) if born else one.since,
            "seed",
            monthly=one.monthly,
            household_id=one.household,
            document=number,
        )
        for number, one in zip(numbers, granted, strict=True)
        for pk, _, born in one.people
    ]
    record_benefits(benefits, by="seed", why="演示数据")


def _rows(statement: str, demo: Demo) -> Iterator[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(statement, {"today": demo.now.date()})
        yield from cursor.fetchall()


demo_parts.register(DemoPart("aid", fill, order=40))
