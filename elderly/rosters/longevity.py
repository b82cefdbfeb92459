"""长寿保健金: who is registered here and has turned seventy, in which band, and what is due each month (handbook §6.4).

The amounts of Guangzhou are known until 2022 only; since 2023 they are 待确认, and without them there is no list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, Q, Value, When

from core.ui.formats import masked_number
from elderly.domain.longevity import BANDS, FLOOR, band_at
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters.voters_evidence import hukou_evidence, living_evidence
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import (
    belonging_to,
    living_on,
    registered_in,
    residence_columns,
    resident_number,
)
from residents.selectors.ground import code_of
from residents.selectors.words import sex_word


@dataclass(frozen=True)
class Amounts:
    """Yuan a month for each band, by the age at which it begins."""

    by_age: Mapping[int, Decimal]

    def of(self, age: int) -> Decimal:
        """What is due at an age; nothing below the first band."""
        band = band_at(age)
        return self.by_age[band.least] if band else Decimal(0)


def _rule(_area: str, _as_of: dt.date, values: Mapping[str, Any]) -> Amounts:
    return Amounts({band.least: Decimal(str(values[band.parameter])) for band in BANDS})


def _old_enough(least: int, context: Context) -> Q:
    return Q(birth_date__lte=born_by(least, context.as_of))


def _age_evidence(context: Context, row: Row) -> Evidence:
    birth = row["birth_date"]
    if birth is None:
        return Evidence("没有登记出生日期")
    return Evidence(f"{birth} 出生，{context.as_of} {max(age_on(birth, context.as_of), 0)} 周岁")


def _age(context: Context, row: Row) -> int:
    return age_on(row["birth_date"], context.as_of)


def _amount(context: Context) -> Case:
    whens = [When(_old_enough(band.least, context), then=Value(context.rule.by_age[band.least])) for band in BANDS]
    return Case(*whens, default=Value(Decimal(0)), output_field=DecimalField(max_digits=12, decimal_places=2))


def _band(least: int):  # type: ignore[no-untyped-def]
    return lambda context: _old_enough(least, context)


def _address(context: Context, row: Row) -> str:
    return row["hukou_place"] or (context.area_words(row["hukou_code"]) if row["hukou_code"] else "")


CRITERIA = (
    Criterion(
        "seventy",
        lambda _context: f"满 {FLOOR} 周岁",
        lambda _context: "广州市长寿保健金",
        q=lambda context: _old_enough(FLOOR, context),
        evidence=_age_evidence,
        otherwise=lambda context, row: _age_evidence(context, row).value,
    ),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        lambda _context: "去世次月起停发",
        q=lambda context: living_on(context.as_of),
        evidence=living_evidence,
        otherwise=lambda context, row: living_evidence(context, row).value,
    ),
    Criterion(
        "registered",
        lambda context: f"户籍在{context.area_name(context.area)}",
        lambda _context: "广州市户籍老人",
        q=lambda context: registered_in(context.place),
        evidence=hukou_evidence,
        otherwise=lambda context, row: hukou_evidence(context, row).value,
    ),
)

COLUMNS = (
    Column("name", "姓名", lambda _c, row: row["name"], 9, posted=True, printed=22),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, posted=True, printed=9),
    Column(
        "id_number",
        "公民身份号码",
        lambda _c, row: row["number"] or "",
        19,
        sensitive=True,
        mask=masked_number,
        printed=38,
    ),
    Column("birth_date", "出生日期", lambda _c, row: row["birth_date"].isoformat(), 10.5, printed=21),
    Column("age", "年龄", lambda context, row: str(_age(context, row)), 5, posted=True, printed=10),
    Column("band", "档次", lambda _c, row: row["category"], 9, posted=True, printed=20),
    Column(
        "amount",
        "每月金额（元）",
        lambda context, row: f"{context.rule.of(_age(context, row)):.2f}",
        9,
        posted=True,
        printed=20,
    ),
    Column("hukou_address", "户籍地址", _address, 19, printed=60, left=True),
)

LONGEVITY = rosters.register(
    Roster(
        key="longevity-allowance",
        title="长寿保健金",
        noun="老人",
        other_names=("高龄津贴", "长寿金"),
        layout="长寿保健金名册",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of:%Y-%m} 长寿保健金名册",
        summary=lambda context: f"{context.as_of} 满 {FLOOR} 周岁，户籍在{context.area_name(context.area)}",
        criteria=CRITERIA,
        categories=(
            *(Category(band.title, f"满 {band.least} 周岁。", _band(band.least)) for band in BANDS[:-1]),
            Category(BANDS[-1].title, f"满 {FLOOR} 周岁。"),
        ),
        columns=COLUMNS,
        person_columns=("name", "sex", "birth_date", "died_on", "status", "source", "sources"),
        evidence_fields=lambda _context: residence_columns(),
        column_fields=lambda _context: {"number": resident_number()},
        listed_area=lambda context: code_of(context.place, "hukou"),
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        parameters=tuple(band.parameter for band in BANDS),
        withheld=("hukou_place", "home_place"),
        rule=_rule,
        permission="benefit.view",
        shown=("sex", "age", "band", "amount", "hukou_address"),
        amount=_amount,
    )
)
