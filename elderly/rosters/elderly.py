"""老年人名册 and 预建档名册: who is sixty or older, and who will be within five years (handbook §6.1)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from elderly.domain.record_stages import FULL_AGE, PRE_AGE
from elderly.rosters.parts import (
    BELONGS,
    COLUMNS,
    LAW,
    LIVING,
    PERSON_COLUMNS,
    SHOWN,
    age_criterion,
    aged,
    column_fields,
    evidence_fields,
    listed_area,
)
from lifecycle.roster.declaration import Category, Context, Roster, rosters
from residents.selectors.as_of import belonging_to

_BANDS = ((100, "100 岁以上"), (90, "90–99 岁"), (80, "80–89 岁"), (70, "70–79 岁"))


def _sixty(context: Context) -> Q:
    return aged(FULL_AGE, context)


def _near_sixty(context: Context) -> Q:
    return aged(PRE_AGE, context) & ~aged(FULL_AGE, context)


def _within_a_year(context: Context) -> Q:
    return aged(FULL_AGE - 1, context)


def _belonging(context: Context) -> Q:
    return belonging_to(context.place, context.as_of)


ELDERLY = rosters.register(
    Roster(
        key="elderly",
        title="老年人",
        noun="老人",
        other_names=("60 岁以上老人", "老人名册"),
        layout="老年人名册",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of} 老年人名册",
        summary=lambda context: f"{context.as_of} 满 {FULL_AGE} 周岁，户籍或居住在{context.area_name(context.area)}",
        criteria=(age_criterion("sixty", f"满 {FULL_AGE} 周岁", LAW, _sixty), LIVING, BELONGS),
        categories=(
            *(
                Category(title, f"满 {least} 周岁。", lambda context, age=least: aged(age, context))
                for least, title in _BANDS
            ),
            Category("60–69 岁", f"满 {FULL_AGE} 周岁。"),
        ),
        columns=COLUMNS,
        person_columns=PERSON_COLUMNS,
        evidence_fields=evidence_fields,
        column_fields=column_fields,
        listed_area=listed_area,
        narrowing=_belonging,
        withheld=("hukou_place", "home_place"),
        shown=SHOWN,
    )
)

PRE_ELDERLY = rosters.register(
    Roster(
        key="pre-elderly",
        title="将满 60 岁",
        noun="预建档老人",
        other_names=("预建档", "55 岁以上", "准老人"),
        layout="预建档名册",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of} 预建档名册（{PRE_AGE}–{FULL_AGE - 1} 岁）",
        summary=lambda context: (
            f"{context.as_of} 满 {PRE_AGE} 周岁、不满 {FULL_AGE} 周岁，户籍或居住在{context.area_name(context.area)}"
        ),
        criteria=(
            age_criterion(
                "near-sixty",
                f"满 {PRE_AGE} 周岁，不满 {FULL_AGE} 周岁",
                "越秀区老人建档做法：接近 60 岁预建档",
                _near_sixty,
            ),
            LIVING,
            BELONGS,
        ),
        categories=(
            Category("一年内满 60", "满 59 周岁，一年内档案转正式。", _within_a_year, tone="a"),
            Category("55–58 岁", "预建档，先不用上门。"),
        ),
        columns=COLUMNS,
        person_columns=PERSON_COLUMNS,
        evidence_fields=evidence_fields,
        column_fields=column_fields,
        listed_area=listed_area,
        narrowing=_belonging,
        withheld=("hukou_place", "home_place"),
        shown=SHOWN,
    )
)
