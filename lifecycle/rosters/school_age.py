"""适龄儿童摸底名册: children who enter primary school in the year of the day asked for (layout JY03).

义务教育法 第十一条 (满六周岁), 第十二条 (就近; 随迁子女在居住地平等入学). The street hands it to the education bureau each April and May.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Q, When
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual

from accounts.selectors.areas import area_name
from core.scope import Scope
from lifecycle.domain import school_age as rule
from lifecycle.roster.declaration import Category, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters.jy03 import JY03
from residents.parameters import SCHOOL_AGE, SCHOOL_CUT_OFF
from residents.selectors.as_of import (
    belonging_to,
    guardian_on,
    lives_in,
    living_on,
    registered_in,
    residence_columns,
    resident_number,
)
from residents.selectors.ground import code_of

_DISTRICT, _COMMUNITY = 6, 12  # digits of the codes


# ── Criteria ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _born_words(context: Context) -> str:
    return f"{context.rule.first} 至 {context.rule.last} 出生"


def _born_clause(context: Context) -> str:
    age, cut_off = context.readings[SCHOOL_AGE.key], context.readings[SCHOOL_CUT_OFF.key]
    month, day = cut_off.value.split("-")
    where = area_name(cut_off.area) if cut_off.area else ""
    return f"义务教育法第十一条：年满 {age.value} 周岁；截止日参数 {int(month)} 月 {int(day)} 日（{where}）"


def _born(context: Context) -> Q:
    return Q(birth_date__gte=context.rule.first, birth_date__lte=context.rule.last)


def _born_evidence(_context: Context, row: Row) -> Evidence:
    value = f"出生日期 {row['birth_date']}" if row["birth_date"] else "没有登记出生日期"
    return Evidence(value, _source_of(row, "birth_date"))


def _born_otherwise(context: Context, row: Row) -> str:
    birth = row["birth_date"]
    if birth is None:
        return "没有登记出生日期"
    age, cut_off = context.readings[SCHOOL_AGE.key].value, context.readings[SCHOOL_CUT_OFF.key].value
    return f"{birth} 出生，归 {rule.entry_year(birth, age=age, cut_off=cut_off)} 年"


def _living_evidence(_context: Context, row: Row) -> Evidence:
    if row["died_on"]:
        return Evidence(f"{row['died_on']} 去世", _source_of(row, "died_on"), row["died_on"])
    return Evidence(
        "已登记死亡，日期不详" if row["status"] == "deceased" else "没有死亡登记", _source_of(row, "died_on")
    )


def _hukou_evidence(context: Context, row: Row) -> Evidence:
    return _residence_evidence(context, row, "hukou", "没有户籍登记")


def _home_evidence(context: Context, row: Row) -> Evidence:
    return _residence_evidence(context, row, "home", "没有居住登记")


def _residence_evidence(context: Context, row: Row, kind: str, none: str) -> Evidence:
    code = row[f"{kind}_code"]
    if not code:
        return Evidence(none)
    place, since = row[f"{kind}_place"], row[f"{kind}_since"]
    area = context.area_words(code, "path" if len(code) > _DISTRICT else "full")
    where = area if area.endswith(place) else f"{area} {place}"
    return Evidence(f"{where}，自 {since}" if since else where, row[f"{kind}_source"] or "", since)


def _registered_otherwise(context: Context, row: Row) -> str:
    found = _residence_evidence(context, row, "hukou", "没有户籍登记")
    return f"户籍在{found.value}" if row["hukou_code"] else found.value


def _lives_otherwise(context: Context, row: Row) -> str:
    found = _residence_evidence(context, row, "home", "没有居住登记")
    return f"住在{found.value}" if row["home_code"] else found.value


def _source_of(row: Row, field: str) -> str:
    return (row["sources"] or {}).get(field) or row["source"]


def _here(context: Context) -> str:
    return context.area_name(context.area)


CRITERIA = (
    Criterion("born", _born_words, _born_clause, q=_born, evidence=_born_evidence, otherwise=_born_otherwise),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        q=lambda context: living_on(context.as_of),
        evidence=_living_evidence,
        otherwise=lambda context, row: _living_evidence(context, row).value,
    ),
    Criterion(
        "belongs",
        lambda context: f"户籍或居住在{_here(context)}，有一样就行",
        lambda _context: "义务教育法第十二条：户籍所在地就近入学，随迁子女在居住地平等入学",
        any_of=(
            Criterion(
                "registered",
                lambda context: f"户籍在{_here(context)}",
                q=lambda context: registered_in(context.place),
                evidence=_hukou_evidence,
                otherwise=_registered_otherwise,
            ),
            Criterion(
                "lives",
                lambda context: f"居住在{_here(context)}",
                q=lambda context: lives_in(context.place),
                evidence=_home_evidence,
                otherwise=_lives_otherwise,
            ),
        ),
    ),
)


# ── Categories: the Qs say what lifecycle/domain/school_age.py `category` says of two codes ──────────────────────────


def _unknown(_context: Context) -> Q:
    return Q(hukou__area_code=None) | Q(home__area_code=None)


def _together(context: Context) -> Q:
    here = registered_in(context.place) & lives_in(context.place)
    one_community = Exact(Left("hukou__area_code", _COMMUNITY), Left("home__area_code", _COMMUNITY))
    known = GreaterThanOrEqual(Length("hukou__area_code"), _COMMUNITY)
    return here & Q(one_community) & Q(known)


def _apart(context: Context) -> Q:
    in_city = Scope.of([rule.city_of(context.area)]).q("hukou__area_code")
    return registered_in(context.place) | in_city


CATEGORIES = (
    Category(rule.UNKNOWN, "户籍地或居住地没有登记，要上门问清。", _unknown, tone="a"),
    Category(rule.TOGETHER, "户籍和居住在同一个社区。", _together),
    Category(rule.APART, "户籍在这里、住在别的社区，或者住在这里、户籍在本市别的社区。", _apart),
    Category(rule.MIGRANT, "住在这里，户籍在外市，随父母居住。"),
)


def listed_area(context: Context) -> Case:
    """The community that counts the child: where it is registered, for schools go by registration; else where it lives."""
    return Case(
        When(registered_in(context.place), then=code_of(context.place, "hukou")), default=code_of(context.place, "home")
    )


# ── The roster ────────────────────────────────────────────────────────────────────────────────────────────────────────


def _rule(area: str, as_of: dt.date, values: Mapping[str, Any]) -> rule.Cohort:
    return rule.cohort(as_of.year, age=values[SCHOOL_AGE.key], cut_off=values[SCHOOL_CUT_OFF.key])


def _summary(context: Context) -> str:
    return f"{context.rule.first} 至 {context.rule.last} 出生，户籍或居住在{_here(context)}"


SCHOOL_AGE_ROSTER = rosters.register(
    Roster(
        key="school-age",
        title="适龄儿童",
        noun="孩子",
        other_names=("学龄儿童", "入学摸底名册"),
        layout="JY03",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 8, 31),
        heading=lambda context: f"{context.period} 年适龄儿童摸底名册",
        summary=_summary,
        criteria=CRITERIA,
        categories=CATEGORIES,
        columns=JY03,
        person_columns=(
            "name",
            "sex",
            "birth_date",
            "died_on",
            "status",
            "ethnicity",
            "source",
            "sources",
        ),
        evidence_fields=lambda _context: residence_columns(),
        column_fields=lambda context: {"number": resident_number(), "guardian": guardian_on(context.as_of)},
        listed_area=listed_area,
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        parameters=(SCHOOL_AGE.key, SCHOOL_CUT_OFF.key),
        withheld=("hukou_place", "home_place"),
        related=lambda row: {row["guardian"]["id"]: "监护人"} if row.get("guardian") else {},
        rule=_rule,
        remark=lambda context, row: rule.remark_on_birth(row["birth_date"], context.rule),
    )
)
