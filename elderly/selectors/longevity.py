"""Who is paid the longevity allowance for a month, and why others are not: facts of the base, set-based."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from accounts.selectors.areas import area_words
from core.parameters import ParameterBook, Reading
from elderly.domain import longevity
from elderly.domain.longevity import BANDS, FLOOR, GIFT, Sum
from elderly.parameters.longevity import FROM_MONTHS, GIFT_MONTH
from lifecycle.paying.declaration import Due
from residents.domain.ages import age_on, birthday, born_by
from residents.selectors.as_of import living_on, people_on, registered_in, residence_columns
from residents.selectors.benefits import LONGEVITY, ended_by

AMOUNTS = (*(band.parameter for band in BANDS), GIFT)
PARAMETERS = (*AMOUNTS, FROM_MONTHS.key, GIFT_MONTH.key)
CLAUSE = "广州市长寿保健金（手册 6.4）；去世次月起停发（手册 8）"
_STREET = 9


@dataclass(frozen=True)
class Rules:
    """The values of a month in a street, and the documents they come from; the sum of an age is made once."""

    readings: dict[str, Reading]
    sums: dict[int, Sum | None] = field(default_factory=dict)

    def at_age(self, age: int) -> Sum | None:
        if age not in self.sums:
            self.sums[age] = longevity.at_age(age, self.values)
        return self.sums[age]

    @cached_property
    def later(self) -> int | None:
        value = self.readings[FROM_MONTHS.key].value
        return None if value is None else int(value)

    @cached_property
    def gift_month(self) -> int | None:
        value = self.readings[GIFT_MONTH.key].value
        return None if value is None else int(value)

    @cached_property
    def values(self) -> dict[str, Decimal | None]:
        return {key: None if (value := self.readings[key].value) is None else Decimal(str(value)) for key in AMOUNTS}


class Books:
    """The parameters read once, and the rules of each street of a month."""

    def __init__(self, month: dt.date) -> None:
        self._book, self._month, self._rules = ParameterBook(PARAMETERS), month, dict[str, Rules]()

    def of(self, area: str) -> Rules:
        street = area[:_STREET]
        if street not in self._rules:
            readings = {key: self._book.read(key, on=self._month, area=street) for key in PARAMETERS}
            self._rules[street] = Rules(readings)
        return self._rules[street]


def due(area: str, month: dt.date, people: Collection[int] | None = None) -> Iterator[Due]:
    """What is due in an area for a month, of everybody or of these persons; one line a month, one more for the gift.

    Whoever was struck off the list by hand (待遇结束) is left out. Without the number of months the month
    itself decides who is named, and the amount waits.
    """
    books = Books(month)
    later = books.of(area).later
    day = longevity.judged_on(month, later or 0)
    found = people_on(day).filter(
        registered_in(area),
        living_on(month - dt.timedelta(days=1)),
        ~ended_by(LONGEVITY, month),
        birth_date__lte=born_by(FLOOR, day),
    )
    if people is not None:
        found = found.filter(pk__in=list(people))
    columns = residence_columns()
    rows = found.values_list("pk", "birth_date", columns["hukou_code"], columns["hukou_since"])
    for pk, birth, community, since in rows:
        rules = books.of(community)
        own = rules.at_age(age_on(birth, day))
        if own is not None:
            yield _due(str(pk), pk, community, own, _reason(birth, since), _began(birth, since, later or 0), rules)
        if rules.gift_month == month.month:
            yield from _gift(pk, birth, community, month, rules)


def _reason(birth: dt.date, since: dt.date | None) -> str:
    return f"{birth} 出生，户籍在本地（自 {since}）" if since else f"{birth} 出生，户籍在本地"


def _began(birth: dt.date, since: dt.date | None, later: int) -> dt.date:
    """The first month: old enough and registered here."""
    reached = birthday(birth, FLOOR)
    return longevity.first_month(max(reached, since) if since else reached, later)


def _gift(pk: int, birth: dt.date, community: str, month: dt.date, rules: Rules) -> Iterator[Due]:
    extra = longevity.gift(birth, month, rules.values, later=rules.later or 0, in_month=rules.gift_month)
    if extra is not None:
        yield _due(f"{pk}:gift", pk, community, extra, "百岁老人敬老月慰问", None, rules)


def _due(key: str, pk: int, community: str, told: Sum, reason: str, since: dt.date | None, rules: Rules) -> Due:
    missing = () if told.amount is not None else (told.parameter,)
    amount, steps = told.amount, told.steps
    if rules.later is None:
        amount, missing = None, (*missing, FROM_MONTHS.key)
    return Due(
        key=key,
        persons=(pk,),
        area=community,
        amount=amount,
        arithmetic=steps,
        reason=reason,
        clause=CLAUSE,
        document=rules.readings[told.parameter].document,
        since=since,
        missing=missing,
        parameters=(told.parameter, FROM_MONTHS.key),
    )


def due_of(area: str, month: dt.date, keys: Sequence[str]) -> Iterator[Due]:
    """`due` of these keys only."""
    wanted = set(keys)
    return (one for one in due(area, month, persons_of(keys)) if one.key in wanted)


def persons_of(keys: Iterable[str]) -> set[int]:
    """Whose keys these are."""
    return {int(key.partition(":")[0]) for key in keys}


def why_not(area: str, month: dt.date, keys: Sequence[str]) -> dict[str, str]:
    """{key: why nothing is due in the area for the month}, by the first reason that fits."""
    later = Books(month).of(area).later
    day = longevity.judged_on(month, later or 0)
    columns = residence_columns()
    rows = (
        people_on(day)
        .filter(pk__in=persons_of(keys))
        .annotate(stopped=ended_by(LONGEVITY, month))
        .values("pk", "birth_date", "died_on", "status", "stopped", code=columns["hukou_code"])
    )
    people = {row["pk"]: row for row in rows}
    return {key: _why(people.get(next(iter(persons_of([key])))), area, month, day) for key in keys}


def _why(row: Mapping[str, Any] | None, area: str, month: dt.date, day: dt.date) -> str:
    if row is None:
        return "底册里已经没有这个人（并入了另一条记录）"
    if row["died_on"] is not None and not longevity.paid_in(row["died_on"], month):
        return f"{row['died_on']} 去世，次月起停发"
    if row["status"] == "deceased" and row["died_on"] is None:
        return "已登记死亡，日期不详"
    if not row["code"]:
        return f"{day} 没有户籍登记"
    if not row["code"].startswith(area.rstrip("0") if len(area) <= 6 else area):
        return f"{day} 户籍在{area_words(row['code'], 'path')}"
    if row["birth_date"] is None or age_on(row["birth_date"], day) < FLOOR:
        return f"{row['birth_date'] or '没有登记出生日期'} 出生，{day} 还不满 {FLOOR} 周岁"
    if row["stopped"]:
        return "登记了长寿保健金待遇结束"
    return ""
