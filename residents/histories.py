"""What was changed in persons, households and homes, field by field (core/field_history.py)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from core.field_history import HistoryKind, Subject, Told, histories
from core.scope import Scope
from core.ui.formats import masked_phone
from residents.domain import id_number
from residents.domain.codes import codebook
from residents.domain.relations import relation_name
from residents.domain.schooling import STATES
from residents.domain.sensitive import DISABILITY, DIVORCE
from residents.models import (
    Building,
    DisabilityCertificate,
    Dwelling,
    FormerName,
    Household,
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    MarriageRecord,
    Person,
    Residence,
    Schooling,
)
from residents.selectors.discretion import guard_history, guard_household_history
from residents.selectors.words import marital_word, sex_word


def _uid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _first(model: Any, text: str, scope: Scope, *areas: str) -> Any:
    uid = _uid(text)
    return model.objects.filter(scope.q(*areas), uid=uid).first() if uid else None


def find_person(user: Any, text: str) -> Subject | None:
    row = _first(Person, text, user.scope("person.view"), "hukou_area", "living_area")
    return Subject(row.pk, row.name, reverse("person", args=[row.uid]), row.living_area) if row else None


def _found_with(permission: str) -> Callable[[Any, str], Subject | None]:
    """The person, for those whose work a sensitive record is (domain/sensitive.py)."""

    def find(user: Any, text: str) -> Subject | None:
        row = _first(Person, text, user.scope(permission), "hukou_area", "living_area")
        return Subject(row.pk, row.name, reverse("person", args=[row.uid]), row.living_area) if row else None

    return find


def find_household(user: Any, text: str) -> Subject | None:
    row = _first(Household, text, user.scope("household.view"), "area_code")
    return Subject(row.pk, f"户号 {row.number}", reverse("household", args=[row.uid]), row.area_code) if row else None


def find_dwelling(user: Any, text: str) -> Subject | None:
    row = _first(Dwelling, text, user.scope("household.view"), "area_code")
    return Subject(row.pk, row.address, "", row.area_code) if row else None


def find_building(user: Any, text: str) -> Subject | None:
    row = _first(Building, text, user.scope("household.view"), "area_code")
    return Subject(row.pk, f"{row.road}{row.house_number}{row.name}", "", row.area_code) if row else None


def find_residence(user: Any, text: str) -> Subject | None:
    """A residence has no page of its own: it is named by its number, and seen by who sees its person."""
    if not text.isdecimal():
        return None
    scope = user.scope("person.view")
    seen = scope.q("person__hukou_area", "person__living_area")
    row = Residence.objects.filter(seen & Q(pk=int(text))).select_related("person").first()
    if row is None:
        return None
    return Subject(row.pk, f"{row.person.name}的居住登记", reverse("person", args=[row.person.uid]), row.area_code)


_PERSON_WORDS = {
    "sex": sex_word,
    "ethnicity": codebook("ethnicity").name,
    "marital_status": marital_word,
    "education": codebook("education").name,
    "political_status": codebook("political").name,
    "phone": masked_phone,
    "number_last4": lambda tail: f"尾号 {tail}",
}
_PERSON = Told(
    Person,
    "id",
    "资料",
    titles={"number_last4": "证号"},
    words=_PERSON_WORDS,
    hidden=frozenset(
        {"given_name", "pinyin", "initials", "number_head", "is_synthetic", "sources", "name_key", "nationality"}
    ),
)
_HOMES = {"dwelling_id": (Dwelling, "address")}
_RESIDENCE = Told(
    Residence,
    "person_id",
    "居住",
    titles={"dwelling_id": "住房"},
    names=_HOMES,
    label=lambda state: dict(Residence._meta.get_field("kind").flatchoices).get(state["kind"], ""),
)
_MEMBER = {"titles": {"household_id": "家庭", "person_id": "成员"}, "words": {"relation": relation_name}}
_MEMBER_NAMES = {"household_id": (Household, "number"), "person_id": (Person, "name")}

histories.register(
    HistoryKind(
        "person",
        "居民",
        find_person,
        (
            _PERSON,
            _RESIDENCE,
            Told(HouseholdMembership, "person_id", "户成员", names=_MEMBER_NAMES, **_MEMBER),
            Told(Kinship, "person_id", "亲属", titles={"relative_id": "亲属"}, names={"relative_id": (Person, "name")}),
            Told(
                IdentityDocument,
                "person_id",
                "证件",
                words={"number": id_number.mask, "type": codebook("certificate").name},
                hidden=frozenset({"raw", "last4"}),
            ),
            Told(FormerName, "person_id", "曾用名"),
            Told(
                Schooling,
                "person_id",
                "学籍",
                words={"state": lambda state: STATES.get(state, state)},
                hidden=frozenset({"student_no"}),
            ),
        ),
        guard=guard_history,
    )
)
histories.register(
    HistoryKind(
        "household",
        "家庭",
        find_household,
        (
            Told(
                Household,
                "id",
                "家庭",
                titles={"dwelling_id": "住房"},
                names={**_HOMES, "head_id": (Person, "name")},
            ),
            Told(HouseholdMembership, "household_id", "成员", names=_MEMBER_NAMES, **_MEMBER),
        ),
        guard=guard_household_history,
    )
)
histories.register(
    HistoryKind(
        "residence",
        "居住",
        find_residence,
        (Told(Residence, "id", "居住", titles={"dwelling_id": "住房"}, names=_HOMES),),
    )
)
histories.register(
    HistoryKind(
        "dwelling",
        "住房",
        find_dwelling,
        (
            Told(
                Dwelling,
                "id",
                "住房",
                titles={"building_id": "楼栋"},
                names={"building_id": (Building, "house_number")},
            ),
        ),
    )
)
histories.register(HistoryKind("building", "楼栋", find_building, (Told(Building, "id", "楼栋"),)))
_MARRIAGE = Told(
    MarriageRecord,
    "person_id",
    "婚姻登记",
    titles={"spouse_id": "另一方"},
    names={"spouse_id": (Person, "name")},
    words={"spouse_number": id_number.mask},
    hidden=frozenset({"certificate_digest", "spouse_digest", "as_husband"}),
    label=lambda state: dict(MarriageRecord._meta.get_field("act").flatchoices).get(state["act"], ""),
)
_DISABILITY = Told(
    DisabilityCertificate,
    "person_id",
    "残疾人证",
    words={"number": lambda number: f"{number[:6]}********{number[14:18]} **"},
    hidden=frozenset({"digest", "sealed"}),
)
histories.register(HistoryKind("marriage", "婚姻登记", _found_with(DIVORCE), (_MARRIAGE,)))
histories.register(HistoryKind("disability", "残疾人证", _found_with(DISABILITY), (_DISABILITY,)))
