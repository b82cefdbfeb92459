"""What the rosters of the old share: criteria with their evidence, columns, and what of the record stands beside a name."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from core.ui.formats import masked_number, masked_phone
from elderly.domain.categories import name_of
from elderly.models import ElderCategory, ElderContact
from lifecycle.roster.declaration import Column, Context, Criterion, Evidence, Row
from lifecycle.rosters.voters_evidence import home_evidence, hukou_evidence, living_evidence
from residents.domain.ages import age_on, born_by
from residents.selectors.as_of import (
    Base64,
    lives_in,
    living_on,
    registered_in,
    residence_columns,
    resident_number,
    unsealed,
)
from residents.selectors.ground import code_of
from residents.selectors.words import sex_word

LAW = "老年人权益保障法 第二条"
PERSON_COLUMNS = ("name", "sex", "birth_date", "died_on", "status", "phone", "source", "sources")


def aged(least: int, context: Context) -> Q:
    """Has turned `least` by the day."""
    return Q(birth_date__lte=born_by(least, context.as_of))


def age_evidence(context: Context, row: Row) -> Evidence:
    birth = row["birth_date"]
    if birth is None:
        return Evidence("没有登记出生日期")
    source = (row["sources"] or {}).get("birth_date") or row["source"]
    return Evidence(f"{birth} 出生，{context.as_of} {max(age_on(birth, context.as_of), 0)} 周岁", source)


def age_criterion(key: str, words: str, clause: str, q: Any) -> Criterion:
    return Criterion(
        key,
        lambda _context: words,
        lambda _context: clause,
        q=q,
        evidence=age_evidence,
        otherwise=lambda context, row: age_evidence(context, row).value,
    )


LIVING = Criterion(
    "living",
    lambda context: f"{context.as_of} 那天在世",
    q=lambda context: living_on(context.as_of),
    evidence=living_evidence,
    otherwise=lambda context, row: living_evidence(context, row).value,
)
LIVES_HERE = Criterion(
    "lives",
    lambda context: f"居住在{context.area_name(context.area)}",
    q=lambda context: lives_in(context.place),
    evidence=home_evidence,
    otherwise=lambda context, row: home_evidence(context, row).value,
)
BELONGS = Criterion(
    "belongs",
    lambda context: f"户籍或居住在{context.area_name(context.area)}，有一样就行",
    any_of=(
        Criterion(
            "registered",
            lambda context: f"户籍在{context.area_name(context.area)}",
            q=lambda context: registered_in(context.place),
            evidence=hukou_evidence,
            otherwise=lambda context, row: hukou_evidence(context, row).value,
        ),
        LIVES_HERE,
    ),
)


def listed_area(context: Context) -> Case:
    """The community where the person lives, if that lies here; else where registered."""
    return Case(
        When(lives_in(context.place), then=code_of(context.place, "home")), default=code_of(context.place, "hukou")
    )


def column_fields(context: Context) -> dict[str, Any]:
    """Number, groups of the day and whom to call first."""
    groups = ElderCategory.objects.filter(person_id=OuterRef("pk"), during__contains=context.as_of)
    contacts = ElderContact.objects.filter(person_id=OuterRef("pk")).order_by("position", "id")
    said = JSONObject(
        relation=F("relation"),
        name=Coalesce(F("relative__name"), F("name")),
        own=Base64("phone"),
        base=Base64("relative__phone"),
    )
    return {
        "number": resident_number(),
        "groups": ArraySubquery(groups.order_by("code").values("code")),
        "contact": Subquery(contacts.values(said=said)[:1]),
    }


def evidence_fields(_context: Context) -> dict[str, Any]:
    return residence_columns()


def _age(context: Context, row: Row) -> str:
    return str(age_on(row["birth_date"], context.as_of))


def _address(context: Context, row: Row) -> str:
    for kind in ("home", "hukou"):
        if row[f"{kind}_code"]:
            return row[f"{kind}_place"] or context.area_words(row[f"{kind}_code"])
    return ""


def _contact(_context: Context, row: Row) -> str:
    found = row["contact"]
    return f"{found['relation']} {found['name']}" if found else ""


def _contact_phone(_context: Context, row: Row) -> str:
    found = row["contact"] or {}
    return unsealed(found.get("own")) or unsealed(found.get("base"))


COLUMNS = (
    Column("committee", "社区", lambda context, row: context.area_name(row["listed_area"]), 9, posted=True, printed=22),
    Column("name", "姓名", lambda _c, row: row["name"], 9, posted=True, printed=18),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, posted=True, printed=8),
    Column(
        "id_number", "公民身份号码", lambda _c, row: row["number"] or "", 19, sensitive=True, mask=masked_number, printed=36
    ),
    Column("birth_date", "出生日期", lambda _c, row: row["birth_date"].isoformat(), 10.5, printed=19),
    Column("age", "年龄", _age, 5, posted=True, printed=9),
    Column("address", "住址", _address, 19, printed=50, left=True),
    Column("phone", "电话", lambda _c, row: row["phone"] or "", 12, sensitive=True, mask=masked_phone, printed=24),
    # Groups and contacts are kept beside the base: they make no other list.
    Column(
        "groups",
        "特殊分类",
        lambda _c, row: "、".join(name_of(code) for code in row["groups"] or ()),
        16,
        printed=34,
        left=True,
        compared=False,
    ),
    Column("contact", "紧急联系人", _contact, 12, printed=22, compared=False),
    Column(
        "contact_phone", "联系人电话", _contact_phone, 12, sensitive=True, mask=masked_phone, printed=24, compared=False
    ),
)  # fmt: skip
SHOWN = ("sex", "age", "address", "groups", "contact")
