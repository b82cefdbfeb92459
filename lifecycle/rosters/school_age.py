"""适龄儿童摸底名册: children who enter primary school in the year of the day asked for (layout JY03).

义务教育法 第十一条 (满六周岁), 第十二条 (就近; 随迁子女在居住地平等入学). The street hands it to the education bureau each April and May.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Case, F, Q, When
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact, GreaterThanOrEqual

from accounts.selectors.areas import area_name, area_words
from core.scope import Scope
from core.ui.formats import masked_number, masked_phone
from lifecycle.domain import school_age as rule
from lifecycle.domain.guardians import guardian_word
from lifecycle.parameters import SCHOOL_AGE, SCHOOL_CUT_OFF
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from residents.domain.codes import codebook
from residents.selectors.as_of import (
    belonging_to,
    guardian_on,
    lives_in,
    living_on,
    registered_in,
    residence_columns,
    resident_number,
    unsealed,
)

_COMMUNITY = 12


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


def _living_evidence(_context: Context, row: Row) -> Evidence:
    if row["died_on"]:
        return Evidence(f"{row['died_on']} 去世", _source_of(row, "died_on"))
    return Evidence("已登记死亡，日期不详" if row["status"] == "deceased" else "没有死亡登记", _source_of(row, "died_on"))


def _hukou_evidence(_context: Context, row: Row) -> Evidence:
    return _residence_evidence(row, "hukou", "没有户籍登记")


def _home_evidence(_context: Context, row: Row) -> Evidence:
    return _residence_evidence(row, "home", "没有居住登记")


def _residence_evidence(row: Row, kind: str, none: str) -> Evidence:
    code = row[f"{kind}_code"]
    if not code:
        return Evidence(none)
    place, since = row[f"{kind}_place"], row[f"{kind}_since"]
    where = f"{area_words(code, 'path' if len(code) > len('440104') else 'full')} {place}".strip()
    return Evidence(f"{where}，自 {since}" if since else where, row[f"{kind}_source"] or "")


def _source_of(row: Row, field: str) -> str:
    return (row["sources"] or {}).get(field) or row["source"]


def _here(context: Context) -> str:
    return area_name(context.area)


CRITERIA = (
    Criterion("born", _born_words, _born_clause, q=_born, evidence=_born_evidence),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        q=lambda context: living_on(context.as_of),
        evidence=_living_evidence,
    ),
    Criterion(
        "belongs",
        lambda context: f"户籍或居住在{_here(context)}，有一样就行",
        lambda _context: "义务教育法第十二条：户籍所在地就近入学，随迁子女在居住地平等入学",
        any_of=(
            Criterion(
                "registered",
                lambda context: f"户籍在{_here(context)}",
                q=lambda context: registered_in(context.area),
                evidence=_hukou_evidence,
            ),
            Criterion(
                "lives",
                lambda context: f"居住在{_here(context)}",
                q=lambda context: lives_in(context.area),
                evidence=_home_evidence,
            ),
        ),
    ),
)


# ── Categories: the Qs say what lifecycle/domain/school_age.py `category` says of two codes ──────────────────────────


def _unknown(_context: Context) -> Q:
    return Q(hukou__area_code=None) | Q(home__area_code=None)


def _together(context: Context) -> Q:
    here = registered_in(context.area) & lives_in(context.area)
    one_community = Exact(Left("hukou__area_code", _COMMUNITY), Left("home__area_code", _COMMUNITY))
    known = GreaterThanOrEqual(Length("hukou__area_code"), _COMMUNITY)
    return here & Q(one_community) & Q(known)


def _apart(context: Context) -> Q:
    in_city = Scope.of([rule.city_of(context.area)]).q("hukou__area_code")
    return registered_in(context.area) | in_city


CATEGORIES = (
    Category(rule.UNKNOWN, "户籍地或居住地没有登记，要上门问清。", _unknown, tone="a"),
    Category(rule.TOGETHER, "户籍和居住在同一个社区。", _together),
    Category(rule.APART, "户籍在这里、住在别的社区，或者住在这里、户籍在本市别的社区。", _apart),
    Category(rule.MIGRANT, "住在这里，户籍在外市，随父母居住。"),
)


def _listed_area(context: Context) -> Case:
    """The community that counts the child: where it is registered, for schools go by registration; else where it lives."""
    return Case(When(registered_in(context.area), then=F("hukou__area_code")), default=F("home__area_code"))


# ── Columns of JY03. What no duty keeps yet stays empty ──────────────────────────────────────────────────────────────


def _code(book: str, field: str) -> Any:
    return lambda _context, row: codebook(book).name(row[field]) if row[field] else ""


def _sex(code: str) -> str:
    return codebook("sex").name(code).removesuffix("性") if code in ("1", "2") else ""


def _address(kind: str) -> Any:
    def value(_context: Context, row: Row) -> str:
        return row[f"{kind}_place"] or (area_words(row[f"{kind}_code"]) if row[f"{kind}_code"] else "")

    return value


def _day(field: str) -> Any:
    return lambda _context, row: row[field].isoformat() if row[field] else ""


def _consistent(_context: Context, row: Row) -> str:
    return {rule.TOGETHER: "是", rule.UNKNOWN: ""}.get(row["category"], "否")


def _remark(_context: Context, row: Row) -> str:
    missing = [word for kind, word in (("hukou", "户籍地"), ("home", "居住地")) if not row[f"{kind}_code"]]
    return f"{'、'.join(missing)}没有登记" if missing else ""


def _guardian(field: str) -> Any:
    return lambda _context, row: (row["guardian"] or {}).get(field) or ""


def _guardian_relation(_context: Context, row: Row) -> str:
    found = row["guardian"]
    return guardian_word(found["kind"], found["sex"], found["relation"]) if found else ""


def _guardian_sealed(field: str) -> Any:
    return lambda _context, row: unsealed((row["guardian"] or {}).get(field))


def _nothing(_context: Context, _row: Row) -> str:
    return ""


COLUMNS = (
    Column("committee", "社区", lambda _c, row: area_name(row["listed_area"]), 9, posted=True),
    Column("name", "儿童姓名", lambda _c, row: row["name"], 9, posted=True, printed=23),
    Column("sex", "性别", lambda _c, row: _sex(row["sex"]), 5, posted=True, printed=6),
    Column(
        "id_number", "公民身份号码", lambda _c, row: row["number"] or "", 19, sensitive=True, mask=masked_number, printed=30
    ),
    Column("birth_date", "出生日期", _day("birth_date"), 10.5, printed=17),
    Column("ethnicity", "民族", _code("ethnicity", "ethnicity"), 7, printed=11),
    Column("hukou_address", "户籍地址", _address("hukou"), 19, printed=33, group="户籍与居住", left=True),
    Column("hukou_since", "入户日期", _day("hukou_since"), 10.5),
    Column("address", "现居住地址", _address("home"), 19, printed=32, group="户籍与居住", left=True),
    Column("house_tenure", "房屋性质", _nothing, 6, printed=17, group="户籍与居住", collected=False),
    Column("house_cert_no", "房产证号", _nothing, 7, collected=False),
    Column("house_owner", "产权人及关系", _nothing, 7, collected=False),
    Column(
        "consistent", "人户是否一致", _consistent, 6, printed=10, print_header="人户一致", group="户籍与居住", posted=True
    ),
    Column("hukou_class", "户籍类别", lambda _c, row: row["category"], 8.5, posted=True),
    Column("guardian_name", "监护人姓名", _guardian("name"), 9, printed=24, print_header="姓名", group="监护人"),
    Column("guardian_relation", "监护人关系", _guardian_relation, 7, printed=8, print_header="关系", group="监护人"),
    Column(
        "guardian_phone",
        "监护人电话",
        _guardian_sealed("phone"),
        12,
        sensitive=True,
        mask=masked_phone,
        printed=21,
        print_header="电话",
        group="监护人",
    ),
    Column("guardian_id", "监护人身份证号", _guardian_sealed("number"), 19, sensitive=True, mask=masked_number),
    Column("disability", "是否残疾及类别", _nothing, 7, collected=False),
    Column("defer", "是否申请延缓入学", _nothing, 7, collected=False),
    Column("target_school", "对口学校", _nothing, 9, printed=19, collected=False),
    Column("seat_used", "同址六年内占用学位", _nothing, 8, collected=False),
    Column("remark", "备注", _remark, 10, printed=20, left=True),
)


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
        columns=COLUMNS,
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
        listed_area=_listed_area,
        narrowing=lambda context: belonging_to(context.area, context.as_of),
        parameters=(SCHOOL_AGE.key, SCHOOL_CUT_OFF.key),
        withheld=("hukou_place", "home_place"),
        rule=_rule,
        remark=lambda context, row: rule.remark_on_birth(row["birth_date"], context.rule),
    )
)
