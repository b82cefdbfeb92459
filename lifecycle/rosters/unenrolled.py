"""未入学儿童名册: children of school age without a school, and what is known of each (控辍保学, handbook §2).

Who is suspended keeps the place at school; who is taught at home has one; an approved deferral excuses. What is not known is not guessed:
a child is on the list until somebody finds out where it goes to school.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from core.parameters import Parameter, Seed, parameters
from lifecycle.domain.school_age import cohort
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters.jy03 import JY03
from lifecycle.rosters.school_age import CRITERIA as SCHOOL_AGE_CRITERIA
from lifecycle.rosters.school_age import listed_area
from residents.domain import schooling as rule
from residents.domain.ages import born_between
from residents.parameters import SCHOOL_AGE, SCHOOL_CUT_OFF
from residents.selectors.as_of import belonging_to, guardian_on, residence_columns, resident_number
from residents.selectors.schooling import FACTS, at_school_on, ever_known, finished_by, last_schooling, stands_so_on

_LAW = dt.date(2006, 9, 1)


def _age(key: str, name: str, value: int, clause: str) -> Parameter:
    seed = Seed(value, _LAW, "义务教育法", clause, certainty="P", note="名册的年龄范围为建议")
    return parameters.register(Parameter(f"unenrolled.{key}", name, "周岁", seeds=(seed,)))


YOUNGEST = _age("from-age", "未入学名册从几岁起", 7, "第十一条：最迟七周岁入学")
OLDEST = _age("to-age", "未入学名册到几岁止", 15, "第二条、第十一条：九年义务教育")


@dataclass(frozen=True)
class Ages:
    """The birth dates, both inclusive, of those who are asked about; `nine_years`: born before it, the nine years should be over."""

    first: dt.date
    last: dt.date
    nine_years: dt.date


def _rule(area: str, as_of: dt.date, values: Mapping[str, Any]) -> Ages:
    first, last = born_between(values[YOUNGEST.key], values[OLDEST.key], as_of)
    oldest = rule.school_year(as_of) - rule.COMPULSORY_GRADES + 1
    return Ages(first, last, cohort(oldest, age=values[SCHOOL_AGE.key], cut_off=values[SCHOOL_CUT_OFF.key]).first)


# ── Criteria ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def _ages_words(context: Context) -> str:
    ages = [context.readings[key].value for key in (YOUNGEST.key, OLDEST.key)]
    return f"{context.as_of} 那天 {ages[0]} 至 {ages[1]} 周岁"


def _born(context: Context) -> Q:
    return Q(birth_date__gte=context.rule.first, birth_date__lte=context.rule.last)


def _born_evidence(_context: Context, row: Row) -> Evidence:
    if row["birth_date"] is None:
        return Evidence("没有登记出生日期")
    return Evidence(f"出生日期 {row['birth_date']}", (row["sources"] or {}).get("birth_date") or row["source"])


def _school_evidence(context: Context, row: Row) -> Evidence:
    """The newest that is known of the child's school, whichever criterion asks."""
    known = row["last_school"]
    if not known:
        return Evidence("没有入学登记")
    where = " ".join(filter(None, (known["school"], known["class_name"])))
    until = f"，到 {known['until']} 前" if known["until"] else ""
    said = f"{rule.STATES[known['state']]}{f'，{where}' if where else ''}，自 {known['since']}{until}"
    return Evidence(said, known["source"], dt.date.fromisoformat(known["since"]))


def _school_otherwise(context: Context, row: Row) -> str:
    return _school_evidence(context, row).value


def _school(key: str, words: str, clause: str, q: Any) -> Criterion:
    return Criterion(
        key,
        lambda _context: words,
        lambda _context: clause,
        q=q,
        evidence=_school_evidence,
        otherwise=_school_otherwise,
    )


_SHARED = {criterion.key: criterion for criterion in SCHOOL_AGE_CRITERIA}
CRITERIA = (
    Criterion(
        "age",
        _ages_words,
        lambda context: f"义务教育法第十一条；{context.rule.first} 至 {context.rule.last} 出生",
        q=_born,
        evidence=_born_evidence,
        otherwise=lambda context, row: _born_evidence(context, row).value,
    ),
    _SHARED["living"],
    _SHARED["belongs"],
    _school(
        "not-at-school",
        "那天没有在读、休学或送教上门的学籍",
        "义务教育法第十三条",
        lambda context: ~at_school_on(context.as_of),
    ),
    _school("not-finished", "没有完成九年义务教育", "义务教育法第二条", lambda context: ~finished_by(context.as_of)),
    _school(
        "not-deferred",
        "没有经批准的延缓入学",
        "义务教育法第十一条第二款",
        lambda context: ~stands_so_on(context.as_of, rule.DEFERRED),
    ),
)
CATEGORIES = (
    Category("辍学", "登记为辍学，要劝返。", lambda context: stands_so_on(context.as_of, rule.DROPPED), tone="r"),
    Category(
        "转出待查", "转出以后没有登记到哪所学校。", lambda context: stands_so_on(context.as_of, rule.LEFT), tone="a"
    ),
    Category("出国（境）", "登记为在国（境）外上学。", lambda context: stands_so_on(context.as_of, rule.ABROAD)),
    Category(
        "小学毕业待查",
        "小学毕业以后没有登记升学。",
        lambda context: stands_so_on(context.as_of, rule.GRADUATED),
        tone="a",
    ),
    Category("缓学、休学到期", "批准的日子过了，还没有登记入学。", lambda context: ever_known(context.as_of), tone="a"),
    Category(
        "应已读完九年",
        "按年龄已过九年级，底册没有毕业或升学的登记，核实后补登。",
        lambda context: Q(birth_date__lt=context.rule.nine_years),
    ),
    Category("没有入学登记", "名单和底册里都没有，要上门问清在哪里上学。", tone="r"),
)


# ── Columns: those of the children's list that say who and where, and the school besides ──────────────────────────────


def _last(field: str) -> Any:
    return lambda _context, row: str((row["last_school"] or {}).get(field) or "")


def _state(_context: Context, row: Row) -> str:
    return rule.STATES.get((row["last_school"] or {}).get("state", ""), "")


_KEPT = {
    "committee", "name", "sex", "id_number", "birth_date", "hukou_address", "address", "guardian_name", "guardian_relation",
    "guardian_phone",
}  # fmt: skip
COLUMNS = (
    *(column for column in JY03 if column.key in _KEPT),
    Column("category", "未入学情况", lambda _context, row: row["category"], 12, printed=22, posted=False),
    Column("school_state", "最近学籍状态", _state, 10, printed=14),
    Column("school", "最近学校", _last("school"), 14, printed=22),
    Column("class_name", "最近班级", _last("class_name"), 9, printed=14),
    Column("school_since", "自", _last("since"), 10.5, printed=17),
)

UNENROLLED = rosters.register(
    Roster(
        key="unenrolled",
        title="未入学儿童",
        noun="孩子",
        other_names=("控辍保学名册", "辍学", "失学"),
        layout="控辍保学",
        period=lambda as_of: str(rule.school_year(as_of)),
        last_day=lambda period: dt.date(int(period) + 1, 8, 31),
        heading=lambda context: f"{context.period} 学年未入学儿童名册（{context.as_of}）",
        summary=lambda context: f"{_ages_words(context)}，没有学校，户籍或居住在{context.area_name(context.area)}",
        criteria=CRITERIA,
        categories=CATEGORIES,
        columns=COLUMNS,
        person_columns=("name", "sex", "birth_date", "died_on", "status", "ethnicity", "source", "sources"),
        evidence_fields=lambda context: {**residence_columns(), "last_school": last_schooling(context.as_of)},
        column_fields=lambda context: {"number": resident_number(), "guardian": guardian_on(context.as_of)},
        listed_area=listed_area,
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        parameters=(YOUNGEST.key, OLDEST.key, SCHOOL_AGE.key, SCHOOL_CUT_OFF.key),
        withheld=("hukou_place", "home_place"),
        related=lambda row: {row["guardian"]["id"]: "监护人"} if row.get("guardian") else {},
        rule=_rule,
        facts=FACTS,
    )
)
