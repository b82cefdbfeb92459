"""低保名册: who receives the minimum living allowance on a day, household by household (社会救助法 第十八条; handbook §7).

The base knows that somebody receives it; how much the household gets, for how many and in which class, the award says. Posted is only
what §7.6 lets hang: no number, no address, no cause.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from aid.domain.posting import masked_name
from aid.selectors.minimum_living import KIND, award_column
from core.ui.formats import masked_number
from lifecycle.roster.declaration import Category, Column, Context, Criterion, Evidence, Roster, Row, rosters
from lifecycle.rosters.school_age import listed_area
from lifecycle.rosters.voters_evidence import home_evidence, hukou_evidence, living_evidence
from residents.selectors.as_of import (
    belonging_to,
    lives_in,
    living_on,
    registered_in,
    residence_columns,
    resident_number,
)
from residents.selectors.benefits import received_column, receives
from residents.selectors.words import sex_word

_DISTRICT = 6
_LAW = "社会救助法第十八条"


def _evidence(_context: Context, row: Row) -> Evidence:
    known = row["received"]
    if not known:
        return Evidence("那天没有登记在享低保")
    number = f"，{known['document']}" if known["document"] else ""
    since = dt.date.fromisoformat(known["since"]) if known["since"] else None
    return Evidence(f"在享低保，自 {known['since']}{number}", known["source"], since)


def _from_outside(context: Context) -> Q:
    """Lives here and is registered outside the district: applied for where the residence permit is (第三十七条)."""
    district = context.area[:_DISTRICT]
    return lives_in(context.place) & (Q(hukou__area_code=None) | ~Q(hukou__area_code__startswith=district))


CRITERIA = (
    Criterion(
        "receives",
        lambda context: f"{context.as_of} 那天在享最低生活保障",
        lambda _context: _LAW,
        q=lambda context: receives(KIND, context.as_of),
        evidence=_evidence,
        otherwise=lambda context, row: _evidence(context, row).value,
    ),
    Criterion(
        "living",
        lambda context: f"{context.as_of} 那天在世",
        lambda _context: "社会救助法第四十六条；去世次月起停发",
        q=lambda context: living_on(context.as_of),
        evidence=living_evidence,
        otherwise=lambda context, row: living_evidence(context, row).value,
    ),
    Criterion(
        "belongs",
        lambda context: f"户籍在{context.area_name(context.area)}，或者区外户籍、居住在这里，有一样就行",
        lambda _context: "社会救助法第三十七条：户籍地，有条件的可以在居住证地",
        any_of=(
            Criterion(
                "registered",
                lambda context: f"户籍在{context.area_name(context.area)}",
                q=lambda context: registered_in(context.place),
                evidence=hukou_evidence,
                otherwise=lambda context, row: hukou_evidence(context, row).value,
            ),
            Criterion(
                "lives",
                lambda context: f"区外户籍，居住在{context.area_name(context.area)}",
                q=_from_outside,
                evidence=home_evidence,
                otherwise=lambda context, row: home_evidence(context, row).value,
            ),
        ),
    ),
)


def _of_award(field: str):  # type: ignore[no-untyped-def]
    return lambda _context, row: str((row["award"] or {}).get(field) or "")


def _money(_context: Context, row: Row) -> str:
    value = (row["award"] or {}).get("monthly")
    return f"{float(value):.2f}" if value is not None else ""


def _since(_context: Context, row: Row) -> str:
    since = (row["award"] or {}).get("since") or (row["received"] or {}).get("since") or ""
    return str(since)[:7]


COLUMNS = (
    # 社会救助法 公布: what a family may be known by on a notice board, no more (handbook §7.6).
    Column("head", "户主", _of_award("head"), 9, posted=True, posted_mask=masked_name, printed=22),
    Column("name", "姓名", lambda _c, row: row["name"], 9, posted=True, posted_mask=masked_name, printed=22),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, posted=True, printed=9),
    Column("id_number", "公民身份号码", lambda _c, row: row["number"] or "", 19, sensitive=True, mask=masked_number, printed=38),
    Column("people", "保障人数", _of_award("people"), 8, posted=True, printed=14),
    Column("amount", "户月保障金额（元）", _money, 10, posted=True, printed=24),
    Column("class", "类别", _of_award("review_class"), 6, printed=12),
    Column("since", "起始年月", _since, 9, printed=18),
    Column("document", "证号或文号", _of_award("document"), 16, printed=34),
)  # fmt: skip

MINIMUM_LIVING = rosters.register(
    Roster(
        key="minimum-living",
        title="低保",
        noun="保障对象",
        other_names=("最低生活保障", "低保户", "低保名册"),
        layout="低保在册名册",
        period=lambda as_of: str(as_of.year),
        last_day=lambda period: dt.date(int(period), 12, 31),
        heading=lambda context: f"{context.as_of:%Y-%m} 最低生活保障名册",
        summary=lambda context: f"{context.as_of} 在享低保，户籍在{context.area_name(context.area)}",
        criteria=CRITERIA,
        categories=(Category("在享低保", "那天在享最低生活保障。"),),
        columns=COLUMNS,
        person_columns=("name", "sex", "birth_date", "died_on", "status", "source", "sources"),
        evidence_fields=lambda context: {**residence_columns(), "received": received_column(KIND, context.as_of)},
        column_fields=lambda context: {"number": resident_number(), "award": award_column(context.as_of)},
        listed_area=listed_area,
        narrowing=lambda context: belonging_to(context.place, context.as_of),
        permission="aid.view",
        shown=("head", "people", "amount", "since"),
    )
)
