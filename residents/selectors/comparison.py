"""Two records of the base side by side, as components/compare.html draws them: values, sources, what the comparison found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.selectors.areas import area_name
from core import clock
from core.sources import SourceWords, describe
from residents.domain.codes import codebook
from residents.domain.likeness import Judgement, compare
from residents.models import Person
from residents.selectors.claims import claims_of
from residents.selectors.person import PersonView
from residents.selectors.words import sex_word
from residents.services.merge_words import hanging

# Which signs of the judgement explain which row.
_SIGNS = {
    "name": "name_",
    "number": "number_",
    "sex": "sex_",
    "birth_date": "birth_",
    "phone": "phone_",
}
_VALUES = re.compile(r"（[^（）]*／[^（）]*）")
_VERDICTS = {"certain": "多半是同一个人", "possible": "可能是同一个人", "different": "不像同一个人"}


@dataclass(frozen=True)
class Side:
    """A record with the words of its sources."""

    person: PersonView
    words: Mapping[str, SourceWords]
    aside: str

    def source(self, field: str) -> str:
        row = self.person.row
        return self._text(row.sources.get(field, row.source))

    def number_source(self) -> str:
        document = self.person.resident_number
        if document is None:
            return ""
        converted = "，由 15 位旧号换算" if len((document.raw or "").strip()) == 15 else ""
        return f"{self._text(document.source)}{converted}"

    def _text(self, source: str) -> str:
        said = self.words.get(source)
        return said.text if said else ""


def compare_records(left: PersonView, right: PersonView, *, kept: PersonView) -> tuple[dict[str, Any], Judgement]:
    """(context of components/compare.html, judgement). Ten statements beside those that read the two persons."""
    claims = claims_of([left.pk, right.pk])
    judgement = compare(claims[left.pk], claims[right.pk])
    words = describe([*left.sources, *right.sources])
    sides = [Side(one, words, _aside(one, words)) for one in (left, right)]
    titles = [f"{word} · 保留" if one is kept else word for word, one in (("先有的一条", left), ("后来的一条", right))]
    comparison = {
        "left_title": titles[0],
        "left_aside": sides[0].aside,
        "right_title": titles[1],
        "right_aside": sides[1].aside,
        "rows": [row for row in _rows(sides[0], sides[1], judgement) if row["left"] or row["right"] or row["always"]],
    }
    return comparison, judgement


def verdict_words(judgement: Judgement) -> str:
    """`多半是同一个人：姓名同音，字不同，出生日期相同`."""
    said = _without_values(judgement.words)
    return f"{_VERDICTS[judgement.verdict]}：{said}" if said else _VERDICTS[judgement.verdict]


def _without_values(words: str) -> str:
    """Both values stand beside the words already."""
    return _VALUES.sub("", words)


def _aside(person: PersonView, words: Mapping[str, SourceWords]) -> str:
    """Since when the record is there, by which source, how often it was changed."""
    changes = Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk).count()  # type: ignore[attr-defined]
    said = words.get(person.row.source)
    since = f"{person.row.recorded_at.astimezone(clock.SHANGHAI):%Y-%m} 建档"
    return "，".join(filter(None, [since, said.text if said else "", f"改过 {changes} 次" if changes else ""]))


def _rows(left: Side, right: Side, judgement: Judgement) -> Iterable[dict[str, Any]]:
    one, other = left.person, right.person
    yield _row("姓名", "name", left, right, one.name, other.name, judgement)
    yield _plain("曾用名", _names(one), _names(other))
    number = _row("证号", "number", left, right, one.masked_number, other.masked_number, judgement, num=True)
    number |= {"left_source": left.number_source(), "right_source": right.number_source()}
    yield number
    yield _row("性别", "sex", left, right, sex_word(one.row.sex), sex_word(other.row.sex), judgement)
    born = [person.birth_date.isoformat() if person.birth_date else "" for person in (one, other)]
    yield _row("出生日期", "birth_date", left, right, born[0], born[1], judgement, num=True)
    if one.died_on or other.died_on:
        yield _plain("去世日期", str(one.died_on or ""), str(other.died_on or ""), differs=True)
    nations = [codebook("ethnicity").name(person.row.ethnicity) for person in (one, other)]
    if nations[0] != nations[1]:
        yield _plain("民族", *nations, differs=all(nations))
    yield _plain("户籍", *(_place(p.row.hukou_address, p.hukou_area) for p in (one, other)))
    yield _plain("现住", *(_place(p.row.living_address, p.living_area) for p in (one, other)))
    yield _row("电话", "phone", left, right, one.masked_phone, other.masked_phone, judgement, num=True, marked=False)
    yield _plain("家庭", *("；".join(stay.title for stay in person.households) for person in (one, other)))
    yield {**_plain("亲属", _kin(one), _kin(other)), "words": _kin_words(one, other, judgement)}
    hang = ["，".join(hanging(person.row)) for person in (one, other)]
    yield {**_plain("已挂的事", *hang), "words": _hanging_words(*hang)}


def _row(
    label: str,
    field: str,
    left: Side,
    right: Side,
    one: str,
    other: str,
    judgement: Judgement,
    *,
    num: bool = False,
    marked: bool = True,
) -> dict[str, Any]:
    sign = next((sign.text for sign in judgement.signs if sign.key.startswith(_SIGNS[field])), "")
    row = _plain(label, one, other, differs=marked and bool(one and other), num=num)
    if one and other and one != other and sign:
        row["words"] = _without_values(sign).removeprefix(label).lstrip("，")
    differs = row["differs"] or (one and other and one != other)
    row |= {
        "left_source": left.source(field) if one and differs else "",
        "right_source": right.source(field) if other and differs else "",
    }
    return row


def _plain(label: str, one: str, other: str, *, differs: bool = False, num: bool = False) -> dict[str, Any]:
    if one == other:
        words = "相同" if one else "都没有"
    elif not one or not other:
        words = "只有左边有" if one else "只有右边有"
    else:
        words = "不同"
    return {
        "label": label,
        "left": one,
        "left_source": "",
        "right": other,
        "right_source": "",
        "words": words,
        "differs": differs and one != other,
        "num": num,
        "always": label in ("证号", "已挂的事"),
    }


def _names(person: PersonView) -> str:
    return "、".join(name.name for name in person.former_names)


def _place(address: str, area: str) -> str:
    if not area:
        return ""
    return f"{area_name(area)} {address}".strip()


def _kin(person: PersonView) -> str:
    said = [f"{kin.word} {kin.person.name}" for kin in person.kin_seen if kin.person]
    unseen = f"另 {person.kin_unseen} 位不在你的范围里" if person.kin_unseen else ""
    return "；".join([*said, *filter(None, [unseen])])


def _kin_words(one: PersonView, other: PersonView, judgement: Judgement) -> str:
    for key in ("kin", "mother_differs", "father_differs", "spouse_differs"):
        if judgement.has(key):
            return next(sign.text for sign in judgement.signs if sign.key == key)
    ours, theirs = ({kin.row.relative_id: kin for kin in person.kin_now} for person in (one, other))
    shared = [kin.person.name for pk, kin in ours.items() if pk in theirs and kin.person]
    if shared:
        return f"都连到{'、'.join(shared[:3])}"
    return _plain("", _kin(one), _kin(other))["words"]


def _hanging_words(one: str, other: str) -> str:
    if bool(one) == bool(other):
        return "两边都有" if one else "都没有"
    return "左边为主" if one else "右边为主"
