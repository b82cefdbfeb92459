"""长寿保健金: which band, which months, how much (handbook §6.4; §8: after a death it stops with the next month). Pure.

Guangzhou pays those registered there by age: 70–79, 80–89, 90–99 and 100 or more, each a sum a month, and once a year a gift to those of
100 or more. A month is judged by the last day of the month that lies `later` months before it: with 1, whoever turns 70 or moves in
during May is paid from June, and a band changes with June.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from residents.domain.ages import age_on, birthday

FLOOR = 70
CENTENARIAN = 100
GIFT = "GZ_LONGEVITY_100_GIFT"


@dataclass(frozen=True, slots=True)
class Band:
    """An age band: from which age, its name, the parameter with the yuan a month."""

    least: int
    title: str
    parameter: str


# From the oldest.
BANDS = (
    Band(CENTENARIAN, "100 岁以上", "GZ_LONGEVITY_100+"),
    Band(90, "90–99 岁", "GZ_LONGEVITY_90-99"),
    Band(80, "80–89 岁", "GZ_LONGEVITY_80-89"),
    Band(FLOOR, "70–79 岁", "GZ_LONGEVITY_70-79"),
)


@dataclass(frozen=True, slots=True)
class Sum:
    """What is due for a month: `amount` in yuan, None while the parameter has no value (待确认); `steps` in words."""

    amount: Decimal | None
    parameter: str
    steps: tuple[str, ...]


def band_at(age: int) -> Band | None:
    """The band of an age; None below the first."""
    return next((band for band in BANDS if age >= band.least), None)


def judged_on(month: dt.date, later: int) -> dt.date:
    """The day by which a month is judged: the last of the month `later` months before."""
    place = month.year * 12 + month.month - 1 - later + 1
    return dt.date(place // 12, place % 12 + 1, 1) - dt.timedelta(days=1)


def first_month(reached: dt.date, later: int) -> dt.date:
    """The first month for which something that happened on a day counts, as its first day."""
    place = reached.year * 12 + reached.month - 1 + later
    return dt.date(place // 12, place % 12 + 1, 1)


def starts(birth: dt.date, later: int) -> dt.date:
    """The first month for which somebody is old enough."""
    return first_month(birthday(birth, FLOOR), later)


def paid_in(died_on: dt.date | None, month: dt.date) -> bool:
    """Is a month still paid, of somebody who died on a day? The month of the death is, the next is not."""
    return died_on is None or died_on >= month


def monthly(birth: dt.date, month: dt.date, values: Mapping[str, Decimal | None], *, later: int) -> Sum | None:
    """What is due for a month by age alone; None below the first band. `values`: yuan a month by parameter, as of the month."""
    return at_age(age_on(birth, judged_on(month, later)), values)


def at_age(age: int, values: Mapping[str, Decimal | None]) -> Sum | None:
    """What is due for a month at an age; None below the first band."""
    band = band_at(age)
    if band is None:
        return None
    amount = values.get(band.parameter)
    words = f"{age} 周岁，{band.title}档"
    if amount is None:
        return Sum(None, band.parameter, (f"{words}：每月金额待确认",))
    return Sum(_cents(amount), band.parameter, (f"{words}：每月 {_cents(amount):,.2f} 元",))


def gift(
    birth: dt.date, month: dt.date, values: Mapping[str, Decimal | None], *, later: int, in_month: int | None
) -> Sum | None:
    """The yearly gift to those of 100 or more, in the month of respect for the old; None in other months and below 100."""
    if in_month != month.month:
        return None
    age = age_on(birth, judged_on(month, later))
    if age < CENTENARIAN:
        return None
    amount = values.get(GIFT)
    words = f"{age} 周岁，百岁老人敬老月慰问金"
    if amount is None:
        return Sum(None, GIFT, (f"{words}：金额待确认",))
    return Sum(_cents(amount), GIFT, (f"{words}：每年一次 {_cents(amount):,.2f} 元",))


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"))
