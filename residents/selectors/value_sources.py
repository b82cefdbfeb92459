"""每项的来源: of everything the base says of a person, who said it, in which line of which file, on which day, and who differs."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from accounts.selectors.areas import area_words
from core import clock
from core.sources import SourceWords, describe
from residents.domain import id_number
from residents.domain.codes import codebook
from residents.domain.relations import relation_name
from residents.models import BirthRecord, ResidencePermit
from residents.selectors.disagreements import DisagreementLine, disagreements_of
from residents.selectors.person import PersonView
from residents.selectors.words import marital_word, sex_word

_OWN = (
    ("name", "姓名"), ("number", "证号"), ("sex", "性别"), ("birth_date", "出生日期"), ("died_on", "死亡日期"),
    ("ethnicity", "民族"), ("marital_status", "婚姻状况"), ("education", "文化程度"), ("political_status", "政治面貌"),
    ("phone", "联系电话"), ("note", "备注"),
)  # fmt: skip


@dataclass(frozen=True)
class ValueSource:
    """One thing the base says: the value, its source, when and by whom it was recorded; `confirmed` by a higher source since."""

    key: str
    title: str
    value: str
    source: SourceWords
    on: dt.date | None = None
    by: str = ""
    confirmed: SourceWords | None = None
    others: tuple[DisagreementLine, ...] = ()


def value_sources(person: PersonView, *, hidden: frozenset[str] = frozenset()) -> list[ValueSource]:
    """Fields, documents, homes, households, registrations: everything that is in force, in eight statements at most.

    `hidden`: fields of which other sources' words are not told either.
    """
    facts = [*_fields(person), *_documents(person), *_homes(person), *_households(person), *_papers(person)]
    confirmed = {key: person.row.sources.get(key, "") for key in ("hukou", "living", "household")}
    words = describe([fact[3] for fact in facts] + [source for source in confirmed.values() if source])
    differing: dict[str, list[DisagreementLine]] = {}
    for line in (line for line in disagreements_of(person.row) if line.row.field not in hidden):
        differing.setdefault(line.row.field, []).append(line)
    none = SourceWords("没有记来源")
    return [
        ValueSource(
            key,
            title,
            value,
            words.get(source, none),
            on,
            by,
            words.get(confirmed.get(key, "")) if confirmed.get(key) != source else None,
            tuple(differing.get(key, ())),
        )
        for key, title, value, source, on, by in facts
    ]


Fact = tuple[str, str, str, str, dt.date | None, str]


def _fields(person: PersonView) -> list[Fact]:
    row = person.row
    shown = {
        "name": row.name + ("（暂用名）" if row.temporary_name else ""),
        "number": "",
        "sex": sex_word(row.sex),
        "birth_date": row.birth_date.isoformat() if row.birth_date else "",
        "died_on": row.died_on.isoformat() if row.died_on else "",
        "ethnicity": codebook("ethnicity").name(row.ethnicity),
        "marital_status": marital_word(row.marital_status),
        "education": codebook("education").name(row.education),
        "political_status": codebook("political").name(row.political_status),
        "phone": person.masked_phone,
        "note": row.note,
    }
    return [
        (key, title, shown[key], row.sources.get(key, row.source), _day(row.recorded_at), row.recorded_by)
        if key not in row.sources
        else (key, title, shown[key], row.sources[key], None, "")
        for key, title in _OWN
        if shown[key]
    ]


def _documents(person: PersonView) -> list[Fact]:
    return [
        ("number", codebook("certificate").name(doc.type), id_number.mask(doc.number), *_said(doc))
        for doc in person.documents
        if doc.active
    ]


def _homes(person: PersonView) -> list[Fact]:
    rows = (("hukou", "户籍", person.hukou), ("living", "现住地", person.home))
    return [
        (key, title, "，".join(filter(None, [area_words(row.area_code, "path"), row.address])), *_said(row))
        for key, title, row in rows
        if row
    ]


def _households(person: PersonView) -> list[Fact]:
    return [
        (
            "household" if stay.row.shares_registration else "home",
            "所在户" if stay.row.shares_registration else "同住的户",
            f"户号 {stay.household.number}，{relation_name(stay.row.relation)}",
            *_said(stay.row),
        )
        for stay in person.households
    ]


def _papers(person: PersonView) -> list[Fact]:
    permits = ResidencePermit.objects.filter(person_id=person.pk, during__upper_inf=True)
    births = BirthRecord.objects.filter(person_id=person.pk).order_by("-pk")[:1]
    said: list[Fact] = [("permit", "暂住登记", _permit_words(row), *_said(row)) for row in permits]
    said += [("birth", "出生情况", row.facility or "有记录", *_said(row)) for row in births]
    return said


def _permit_words(row: ResidencePermit) -> str:
    number = f"尾号 {row.number[-4:]}" if row.number else "没有证"
    return "，".join(filter(None, [number, row.get_state_display(), row.visit_flag and f"访查预警：{row.visit_flag}"]))


def _said(row: Any) -> tuple[str, dt.date | None, str]:
    return row.source, _day(row.recorded_at), row.recorded_by


def _day(moment: dt.datetime | None) -> dt.date | None:
    return moment.astimezone(clock.SHANGHAI).date() if moment else None
