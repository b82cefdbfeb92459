"""The persons of the base whom a questioned row may mean, side by side with it, within what the reviewer may see."""

from __future__ import annotations

import logging
from typing import Any

from django.urls import reverse
from kombu.exceptions import OperationalError

from accounts.selectors.areas import area_name
from core.imports.feed import Actor, Conflicting, Row
from core.sources import describe
from residents.domain.id_number import mask
from residents.domain.likeness import Judgement, compare
from residents.feeds.likely import claim_of
from residents.feeds.sq01_changes import address_of
from residents.models import Person
from residents.selectors.candidates import find_candidates
from residents.selectors.claims import claims_of
from residents.selectors.words import age_words, masked_phone, sex_word
from residents.tasks import find_duplicates_of_batch

_MOST = 6
logger = logging.getLogger(__name__)


def look_for_duplicates(batch_id: int) -> None:
    """After a commit: wake the job that compares what came in with the whole base."""
    try:
        find_duplicates_of_batch.delay(batch_id)
    except OperationalError:
        logger.warning("No broker: batch %s is compared by tonight's run of find_new_duplicates.", batch_id)


def conflict(row: Row, by: Actor) -> list[Conflicting]:
    """Whom the row collides with (its number is theirs), else whom it may mean; nobody out of the reviewer's sight."""
    scope = by.scope("person.view")
    said = claim_of(row)
    if row.person_id is not None:
        known = claims_of([row.person_id], within=scope)
        judged = {pk: compare(said, theirs) for pk, theirs in known.items()}
    else:
        judged = {c.person_id: c.judgement for c in find_candidates([said], within=scope)[0][:_MOST]}
    persons = Person.objects.in_bulk(list(judged))
    sources = describe(_origin(person, name) for person in persons.values() for name in _FIELDS)
    return [
        _conflicting(row, persons[pk], judgement, {source: words.text for source, words in sources.items()})
        for pk, judgement in judged.items()
        if pk in persons
    ]


def _conflicting(row: Row, person: Person, judgement: Judgement, sources: dict[str, str]) -> Conflicting:
    place = area_name(person.living_area or person.hukou_area)
    who = "，".join(filter(None, (sex_word(person.sex), age_words(person.birth_date), person.living_address or place)))
    comparison = {
        "left_title": "底册里的人",
        "left_aside": sources.get(person.source, ""),
        "right_title": "这次来的记录",
        "right_aside": f"表里第 {row.line} 行",
        "rows": [_line(name, row, person, judgement, sources) for name in _FIELDS],
    }
    return Conflicting(
        person.name, str(person.uid), who, judgement.words, judgement.score, row.person_id is None, comparison
    )


_FIELDS = ("name", "number", "sex", "birth_date", "hukou", "living", "phone")
_LABELS = {
    "name": "姓名", "number": "证号", "sex": "性别", "birth_date": "出生日期", "hukou": "户籍", "living": "现住", "phone": "电话",
}  # fmt: skip
# Which signs of a judgement speak of which line.
_SIGNS = {
    "name": ("name_",),
    "number": ("number_",),
    "sex": ("sex_",),
    "birth_date": ("birth_",),
    "hukou": (),
    "living": ("household_", "door_", "community_", "street_", "area_"),
    "phone": ("phone_",),
}


def _line(name: str, row: Row, person: Person, judgement: Judgement, sources: dict[str, str]) -> dict[str, Any]:
    left, right = _in_base(name, person), _in_file(name, row)
    told = [sign.text for sign in judgement.signs if _SIGNS[name] and sign.key.startswith(_SIGNS[name])]
    return {
        "label": _LABELS[name],
        "left": left,
        "left_source": _aside(person, name, sources) if left else "",
        "right": right,
        "right_source": "",
        "words": "，".join(told) or _plain(left, right),
        "differs": bool(left and right and left != right),
        "num": name in ("number", "birth_date", "phone"),
    }


def _plain(left: str, right: str) -> str:
    if not left and not right:
        return "都没有"
    if not left or not right:
        return f"只有{'左' if left else '右'}边有"
    return "相同" if left == right else "不同"


def _origin(person: Person, name: str) -> str:
    source: str = person.sources.get(name, person.source)
    return source


def _aside(person: Person, name: str, sources: dict[str, str]) -> str:
    """Where the value comes from, if not from where the person does (that stands above)."""
    origin = _origin(person, name)
    return "" if origin == person.source else sources.get(origin, "")


def _in_base(name: str, person: Person) -> str:
    if name == "number":
        return f"{person.number_head}********{person.number_last4}" if person.number_last4 else ""
    if name == "sex":
        return sex_word(person.sex)
    if name == "phone":
        return masked_phone(person.phone) if person.phone else ""
    if name in ("hukou", "living"):
        area, address = getattr(person, f"{name}_area"), getattr(person, f"{name}_address")
        return f"{area_name(area)} {address}".strip()
    return str(getattr(person, name) or "")


def _in_file(name: str, row: Row) -> str:
    v = row.values
    if name == "name":
        return v.get("name") or v.get("name_said") or ""
    if name == "number":
        return mask(v.get("number") or v.get("number_said") or "")
    if name == "sex":
        return sex_word(v.get("sex") or "0")
    if name == "phone":
        return masked_phone(v["phone"]) if v.get("phone") else ""
    if name in ("hukou", "living"):
        area = v.get(name) or (v.get("committee") if name == "hukou" else "") or ""
        address = address_of(v)
        here = address.words if address and area and area == v.get("collected_in") else ""
        return f"{area_name(area)} {here}".strip()
    return str(v.get(name) or "")


def people(ids: list[int], by: Actor) -> dict[int, str]:
    """{person id: page} of those whom the user may see."""
    rows = Person.objects.filter(by.scope("person.view").q("hukou_area", "living_area"), pk__in=ids)
    return {pk: reverse("person", args=[uid]) for pk, uid in rows.values_list("pk", "uid")}
