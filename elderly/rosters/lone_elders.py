"""独居老人名册: who of the old has nobody grown-up at home on a day, and whom an office says to be alone (handbook §6.1, category 01).

The list is told from the base as of the day, by the same condition that keeps the category (elderly/selectors/derived_sql.py): it can
be asked for any day, and 为什么 shows how many live there. An office's word (人工认定, 不采用) counts on the days it holds.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Coalesce

from elderly.domain.categories import ALONE
from elderly.domain.record_stages import FULL_AGE
from elderly.models import CategoryContest, ElderCategory
from elderly.rosters.parts import (
    COLUMNS,
    LAW,
    LIVES_HERE,
    LIVING,
    PERSON_COLUMNS,
    SHOWN,
    age_criterion,
    aged,
    column_fields,
    evidence_fields,
    listed_area,
)
from lifecycle.roster.declaration import Category, Context, Criterion, Evidence, Roster, Row, rosters
from residents.selectors.alone import alone_on, others_on, placed_on
from residents.selectors.as_of import belonging_to

_VERY_OLD = 80


def _contested(context: Context) -> Any:
    return Exists(CategoryContest.objects.filter(person_id=OuterRef("pk"), code=ALONE, during__contains=context.as_of))


def _declared(context: Context) -> Any:
    rows = ElderCategory.objects.filter(person_id=OuterRef("pk"), code=ALONE, derived=False)
    return Exists(rows.filter(during__contains=context.as_of))


def _at_home(_context: Context, row: Row) -> Evidence:
    if not row["placed"]:
        return Evidence("住处没有落到门牌，或者是集体宿舍，看不出和谁住")
    said = f"同一住处还有 {row['others']} 位成年人" if row["others"] else "同一住处没有别的成年人"
    return Evidence(said + ("；经核实不按独居算" if row["is_contested"] else ""), row["home_source"] or "")


def _by_office(_context: Context, row: Row) -> Evidence:
    return Evidence("有人工认定" if row["is_declared"] else "没有人工认定")


def _fields(context: Context) -> dict[str, Any]:
    return {
        **evidence_fields(context),
        "placed": Coalesce(placed_on(context.as_of), Value(False)),
        "others": others_on(context.as_of),
        "is_contested": _contested(context),
        "is_declared": _declared(context),
    }


_ALONE = Criterion(
    "alone",
    lambda _context: "家里没有别的成年人",
    lambda _context: "独居老人通行口径（民发〔2022〕73 号六类之一）",
    any_of=(
        Criterion(
            "at-home",
            lambda _context: "同一住处没有别的成年人，经核实不算的除外",
            q=lambda context: alone_on(context.as_of) & ~Q(_contested(context)),
            evidence=_at_home,
            otherwise=lambda context, row: _at_home(context, row).value,
        ),
        Criterion(
            "declared",
            lambda _context: "社区认定为独居",
            q=lambda context: Q(_declared(context)),
            evidence=_by_office,
            otherwise=lambda context, row: _by_office(context, row).value,
        ),
    ),
)

LONE_ELDERS = rosters.register(
    Roster(
        key="lone-elders",
        title="独居老人",
        noun="独居老人",
        other_names=("独居", "一个人住的老人"),
        layout="独居老人名册",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of} 独居老人名册",
        summary=lambda context: (
            f"{context.as_of} 满 {FULL_AGE} 周岁，居住在{context.area_name(context.area)}，家里没有别的成年人"
        ),
        criteria=(
            age_criterion("sixty", f"满 {FULL_AGE} 周岁", LAW, lambda context: aged(FULL_AGE, context)),
            LIVING,
            LIVES_HERE,
            _ALONE,
        ),
        categories=(
            Category("80 岁以上", "高龄独居。", lambda context: aged(_VERY_OLD, context), tone="a"),
            Category("60–79 岁", "独居。"),
        ),
        columns=COLUMNS,
        person_columns=PERSON_COLUMNS,
        evidence_fields=_fields,
        column_fields=column_fields,
        listed_area=listed_area,
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        withheld=("hukou_place", "home_place"),
        permission="elder.view",
        shown=SHOWN,
        in_panel=False,  # the panel of groups and visits says it, and asks less
    )
)
