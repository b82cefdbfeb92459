"""待评估老人: old people who live here, must be assessed, and have no assessment of ability that still holds in N days.

Who must be assessed: whoever was (a result runs out), and the groups whose help depends on the level: 失能, 重残, 特困
(handbook §6.1, §6.3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery

from core.ui.formats import masked_phone
from elderly.domain.assessment import OLD, short_name
from elderly.domain.assessment_words import ABILITY
from elderly.domain.categories import DESTITUTE, DISABLED, SEVERE, names_of
from elderly.domain.rights import HEALTH
from elderly.models import Assessment, ElderCategory
from elderly.parameters.assessment import DUE_DAYS
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters.voters_evidence import home_evidence, living_evidence
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import belonging_to, lives_in, living_on, residence_columns
from residents.selectors.ground import code_of
from residents.selectors.words import sex_word

GROUPS = (DISABLED, SEVERE, DESTITUTE)


def _rule(_area: str, _as_of: dt.date, values: Mapping[str, Any]) -> int:
    return int(values[DUE_DAYS.key])


def _horizon(context: Context) -> dt.date:
    return context.as_of + dt.timedelta(days=context.rule)


def _made(context: Context) -> Any:
    """Assessments of ability of the person up to the day that nobody voided."""
    return Assessment.objects.filter(
        person=OuterRef("pk"), scale=ABILITY, assessed_on__lte=context.as_of, voided_at=None
    )


def _latest(name: str, context: Context) -> Subquery:
    return Subquery(_made(context).order_by("-assessed_on", "-recorded_at", "-id").values(name)[:1])


def _holds(context: Context) -> Exists:
    """Some result holds beyond the days of notice; one without an end does."""
    return Exists(_made(context).filter(Q(valid_until=None) | Q(valid_until__gt=_horizon(context))))


def _asked_for(context: Context) -> Q:
    grouped = ElderCategory.objects.filter(person=OuterRef("pk"), code__in=GROUPS, during__contains=context.as_of)
    return Q(Exists(_made(context))) | Q(Exists(grouped))


def _age_evidence(context: Context, row: Row) -> Evidence:
    birth = row["birth_date"]
    if birth is None:
        return Evidence("没有登记出生日期")
    return Evidence(f"{birth} 出生，{context.as_of} {max(age_on(birth, context.as_of), 0)} 周岁")


def _last_evidence(_context: Context, row: Row) -> Evidence:
    if row["last_on"] is None:
        return Evidence("没有做过能力评估")
    until = f"，有效期至 {row['last_until']}" if row["last_until"] else "，没有定有效期"
    words = f"{row['last_on']} 评为{short_name(ABILITY, row['last_level'])}{until}"
    return Evidence(words, row["last_source"] or "", row["last_on"])


def _said(evidence: Any) -> Any:
    return lambda context, row: evidence(context, row).value


CRITERIA = (
    Criterion(
        "old-enough",
        lambda _context: f"满 {OLD} 周岁",
        lambda _context: "老年人权益保障法 第二条",
        q=lambda context: Q(birth_date__lte=born_by(OLD, context.as_of)),
        evidence=_age_evidence,
        otherwise=_said(_age_evidence),
    ),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        q=lambda context: living_on(context.as_of),
        evidence=living_evidence,
        otherwise=_said(living_evidence),
    ),
    Criterion(
        "at-home",
        lambda context: f"住在{context.area_name(context.area)}",
        lambda _context: "辖区内常住老人，不论户籍",
        q=lambda context: lives_in(context.place),
        evidence=home_evidence,
        otherwise=_said(home_evidence),
    ),
    Criterion(
        "asked-for",
        lambda _context: f"做过能力评估，或属于{names_of(GROUPS)}",
        lambda _context: "GB/T 42195-2022；按等级安排的照护要有评估",
        q=_asked_for,
        evidence=_last_evidence,
        otherwise=lambda _context, _row: f"没有做过评估，也不属于{names_of(GROUPS)}",
    ),
    Criterion(
        "runs-out",
        lambda context: f"到 {_horizon(context)} 没有还有效的评估",
        lambda context: f"到期前 {context.rule} 天起",
        q=lambda context: ~Q(_holds(context)),
        evidence=_last_evidence,
        otherwise=_said(_last_evidence),
    ),
)

COLUMNS = (
    Column("name", "姓名", lambda _c, row: row["name"], 9, printed=22),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, printed=9),
    Column("age", "年龄", lambda context, row: str(age_on(row["birth_date"], context.as_of)), 5, printed=10),
    Column("phone", "联系电话", lambda _c, row: row["phone"] or "", 12, sensitive=True, mask=masked_phone, printed=26),
    Column("address", "现住地址", lambda context, row: _address(context, row), 19, printed=60, left=True),
    Column("last_on", "上次评估", lambda _c, row: _day(row["last_on"], "没有做过"), 10, printed=21),
    Column("last_level", "等级", lambda _c, row: short_name(ABILITY, row["last_level"]), 8, printed=18),
    Column("last_until", "有效期至", lambda _c, row: _day(row["last_until"], ""), 10, printed=21),
)  # fmt: skip


def _day(day: dt.date | None, empty: str) -> str:
    return day.isoformat() if day else empty


def _address(context: Context, row: Row) -> str:
    return row["home_place"] or (context.area_words(row["home_code"]) if row["home_code"] else "")


ASSESSMENT_DUE = rosters.register(
    Roster(
        key="assessment-due",
        title="待评估老人",
        noun="老人",
        other_names=("能力评估", "失能评估", "评估到期"),
        layout="老年人能力评估待评名单",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of} 待评估老人",
        summary=lambda context: (
            f"满 {OLD} 周岁、住在{context.area_name(context.area)}，做过能力评估或属于{names_of(GROUPS)}，"
            f"到 {_horizon(context)} 没有还有效的评估"
        ),
        criteria=CRITERIA,
        categories=(
            Category("已经过期", "上次的评估已过有效期。", lambda context: Q(_ended(context)), tone="r"),
            Category("快要到期", "上次的评估快到有效期了。", lambda context: Q(Exists(_made(context))), tone="a"),
            Category("从来没有评过", "属于要评的人，还没有评过。"),
        ),
        columns=COLUMNS,
        person_columns=("name", "sex", "birth_date", "died_on", "status", "phone", "source", "sources"),
        evidence_fields=lambda context: {
            **residence_columns(),
            "last_on": _latest("assessed_on", context),
            "last_level": _latest("level", context),
            "last_until": _latest("valid_until", context),
            "last_source": _latest("source", context),
        },
        column_fields=lambda _context: {},
        listed_area=lambda context: code_of(context.place, "home"),
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        parameters=(DUE_DAYS.key,),
        withheld=("home_place", "phone"),
        rule=_rule,
        permission=HEALTH,
        shown=("sex", "age", "phone", "address", "last_on", "last_level", "last_until"),
    )
)


def _ended(context: Context) -> Exists:
    """The results there are have run out before the day."""
    return Exists(_made(context).filter(valid_until__lt=context.as_of))
