"""What the list of elder records shows and narrows by, besides the record's own columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from core import clock
from elderly.domain.record_numbers import read_number
from elderly.models import CarePlan, ElderCategory, ElderRecord, GreenCard
from residents.domain.ages import born_between, born_by
from residents.selectors.narrow import ids_by_words

BANDS = (("55", 55, 59), ("60", 60, 69), ("70", 70, 79), ("80", 80, 89), ("90", 90, 99))
_ALL_OLD = "100"


def open_records(rows: QuerySet[ElderRecord]) -> QuerySet[ElderRecord]:
    """Records in use, with the groups of the person, the card, and who comes next when."""
    plans = CarePlan.objects.filter(person_id=OuterRef("person_id"), closed_on=None)
    groups = ElderCategory.objects.filter(person_id=OuterRef("person_id"), during__contains=clock.today())
    cards = GreenCard.objects.filter(person_id=OuterRef("person_id"), ended_on=None)
    return rows.filter(closed_on=None).annotate(
        groups=ArraySubquery(groups.order_by("code").values("code")),
        card=Subquery(cards.values("number")[:1]),
        next_on=Subquery(plans.values("next_on")[:1]),
        owner=Subquery(plans.values("owner__name")[:1]),
    )


def by_band(rows: QuerySet[ElderRecord], band: str) -> QuerySet[ElderRecord]:
    """Of an age: `60` = 60–69, `100` = a hundred and older."""
    today = clock.today()
    if band == _ALL_OLD:
        return rows.filter(person__birth_date__lte=born_by(100, today))
    youngest, oldest = next((low, high) for key, low, high in BANDS if key == band)
    return rows.filter(person__birth_date__range=born_between(youngest, oldest, today))


def band_choices() -> list[tuple[str, str]]:
    return [*((key, f"{low}–{high} 岁") for key, low, high in BANDS), (_ALL_OLD, "100 岁以上")]


def _card(rows: QuerySet[ElderRecord]) -> QuerySet[ElderRecord]:
    return rows.filter(~Exists(GreenCard.objects.filter(person_id=OuterRef("person_id"), ended_on=None)))


_LACKING: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "contacts": ("紧急联系人", lambda rows: rows.filter(contacts=0)),
    "doctor": ("家庭医生", lambda rows: rows.filter(doctor="", institution="")),
    "likes": ("爱好和习惯", lambda rows: rows.filter(likes="", habits="")),
    "card": ("健康绿卡", _card),
}


def by_lack(rows: QuerySet[ElderRecord], what: str) -> QuerySet[ElderRecord]:
    """Those without contacts, doctor, habits or card."""
    return _LACKING[what][1](rows) if what in _LACKING else rows


def lack_choices() -> list[tuple[str, str]]:
    return [(key, f"缺{title}") for key, (title, _) in _LACKING.items()]


def by_group(rows: QuerySet[ElderRecord], code: str) -> QuerySet[ElderRecord]:
    """Those who belong to a group today."""
    found = ElderCategory.objects.filter(person_id=OuterRef("person_id"), code=code, during__contains=clock.today())
    return rows.filter(Exists(found))


def by_words(rows: QuerySet[ElderRecord], words: str) -> QuerySet[ElderRecord]:
    """By record number, or by whatever finds the person."""
    if number := read_number(words):
        return rows.filter(record_no=number)
    return rows.filter(person_id__in=ids_by_words(words))
