"""今年还没体检的老人: lives here, has reached the age of the free yearly check-up, has none in the calendar year (handbook §6.2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, Max, OuterRef, Q, Subquery

from core.ui.formats import masked_number, masked_phone
from elderly.domain.checkup_year import year_begins
from elderly.domain.rights import HEALTH
from elderly.models import Checkup
from elderly.parameters.checkup import CHECKUP_AGE
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters.voters_evidence import home_evidence, living_evidence
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import belonging_to, lives_in, living_on, residence_columns, resident_number
from residents.selectors.ground import code_of
from residents.selectors.words import sex_word


def _rule(_area: str, _as_of: dt.date, values: Mapping[str, Any]) -> int:
    return int(values[CHECKUP_AGE.key])


def _old_enough(context: Context) -> Q:
    return Q(birth_date__lte=born_by(context.rule, context.as_of))


def _examined(context: Context) -> Exists:
    """Has a check-up in the calendar year, up to the day of the list."""
    return Exists(
        Checkup.objects.filter(
            person=OuterRef("pk"), exam_on__gte=year_begins(context.as_of), exam_on__lte=context.as_of
        )
    )


def last_exam(upto: dt.date) -> Subquery:
    """The day of the latest check-up of a person up to a day."""
    rows = Checkup.objects.filter(person=OuterRef("pk"), exam_on__lte=upto).order_by().values("person")
    return Subquery(rows.annotate(last=Max("exam_on")).values("last"))


def _latest(name: str, upto: dt.date) -> Subquery:
    return Subquery(
        Checkup.objects.filter(person=OuterRef("pk"), exam_on__lte=upto).order_by("-exam_on").values(name)[:1]
    )


def _age_evidence(context: Context, row: Row) -> Evidence:
    birth = row["birth_date"]
    if birth is None:
        return Evidence("没有登记出生日期")
    return Evidence(f"{birth} 出生，{context.as_of} {max(age_on(birth, context.as_of), 0)} 周岁")


def _exam_evidence(context: Context, row: Row) -> Evidence:
    last = row["last_exam"]
    if last is None:
        return Evidence("没有体检记录")
    return Evidence(f"最近一次体检 {last}", row["exam_source"] or "", last)


CRITERIA = (
    Criterion(
        "old-enough",
        lambda context: f"满 {context.rule} 周岁",
        lambda _context: "国家基本公共卫生服务规范（2017）老年人健康管理",
        q=_old_enough,
        evidence=_age_evidence,
        otherwise=lambda context, row: _age_evidence(context, row).value,
    ),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        q=lambda context: living_on(context.as_of),
        evidence=living_evidence,
        otherwise=lambda context, row: living_evidence(context, row).value,
    ),
    Criterion(
        "at-home",
        lambda context: f"住在{context.area_name(context.area)}",
        lambda _context: "辖区内常住居民，不论户籍",
        q=lambda context: lives_in(context.place),
        evidence=home_evidence,
        otherwise=lambda context, row: home_evidence(context, row).value,
    ),
    Criterion(
        "not-examined",
        lambda context: f"{context.as_of.year} 年到 {context.as_of:%m-%d} 还没有体检",
        lambda _context: "每年 1 次",
        q=lambda context: ~Q(_examined(context)),
        evidence=_exam_evidence,
        otherwise=lambda context, row: _exam_evidence(context, row).value,
    ),
)

COLUMNS = (
    Column("name", "姓名", lambda _c, row: row["name"], 9, printed=22),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, printed=9),
    Column("age", "年龄", lambda context, row: str(age_on(row["birth_date"], context.as_of)), 5, printed=10),
    Column(
        "id_number",
        "身份证号",
        lambda _c, row: row["number"] or "",
        19,
        sensitive=True,
        mask=masked_number,
        printed=38,
    ),
    Column("phone", "联系电话", lambda _c, row: row["phone"] or "", 12, sensitive=True, mask=masked_phone, printed=26),
    Column("address", "现住地址", lambda context, row: _address(context, row), 19, printed=60, left=True),
    Column("last_exam", "上次体检", lambda _c, row: row["last_exam"].isoformat() if row["last_exam"] else "没有记录", 10, printed=21),
    Column("next_on", "预约日期", lambda _c, row: row["next_on"].isoformat() if row["next_on"] else "", 10, printed=21),
)  # fmt: skip


def _address(context: Context, row: Row) -> str:
    return row["home_place"] or (context.area_words(row["home_code"]) if row["home_code"] else "")


CHECKUP_DUE = rosters.register(
    Roster(
        key="checkup-due",
        title="待体检老人",
        noun="老人",
        other_names=("老年人体检", "未体检", "应检未检"),
        layout="老年人健康体检应检名单",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of.year} 年待体检老人",
        summary=lambda context: (
            f"满 {context.rule} 周岁、住在{context.area_name(context.area)}、"
            f"{context.as_of.year} 年到 {context.as_of:%m-%d} 没有体检"
        ),
        criteria=CRITERIA,
        categories=(
            Category(
                "两年没有体检", "去年也没有体检，或者从来没有。", lambda context: ~Q(_last_year(context)), tone="a"
            ),
            Category("今年还没有体检", "去年体检过。"),
        ),
        columns=COLUMNS,
        person_columns=("name", "sex", "birth_date", "died_on", "status", "phone", "source", "sources"),
        evidence_fields=lambda context: {
            **residence_columns(),
            "last_exam": last_exam(context.as_of),
            "exam_source": _latest("source", context.as_of),
        },
        column_fields=lambda context: {"number": resident_number(), "next_on": _latest("next_on", context.as_of)},
        listed_area=lambda context: code_of(context.place, "home"),
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        parameters=(CHECKUP_AGE.key,),
        withheld=("home_place", "phone"),
        rule=_rule,
        permission=HEALTH,
        facts=(Checkup,),
        shown=("sex", "age", "phone", "address", "last_exam", "next_on"),
    )
)


def _last_year(context: Context) -> Exists:
    begins = year_begins(context.as_of)
    before = dt.date(begins.year - 1, 1, 1)
    return Exists(Checkup.objects.filter(person=OuterRef("pk"), exam_on__gte=before, exam_on__lt=begins))
