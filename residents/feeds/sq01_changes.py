"""What a collection form changes about a person the base knows already, and what it may not change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from core.imports.feed import Check, Row
from residents.domain.sources import outranks
from residents.feeds.sq01_columns import BOTH, LIVING, REGISTERED
from residents.models import HouseholdMembership, Person, Residence
from residents.services.dwellings import Address

FEED = "SQ01"
# field of the row → (field of the person, words)
FIELDS = {
    "sex": ("sex", "性别"),
    "birth_date": ("birth_date", "出生日期"),
    "ethnicity": ("ethnicity", "民族"),
    "marital": ("marital_status", "婚姻状况"),
    "education": ("education", "文化程度"),
    "political": ("political_status", "政治面貌"),
    "phone": ("phone", "联系电话"),
    "note": ("note", "备注"),
}


@dataclass(slots=True)
class Standing:
    """A person of the base with what holds today: residences by slot, memberships by whether registration is shared."""

    person: Person
    stays: dict[str, Residence] = field(default_factory=dict)
    memberships: dict[bool, HouseholdMembership] = field(default_factory=dict)
    number_missing: bool = False


def load_standing(people: Iterable[int], *, on: dt.date) -> dict[int, Standing]:
    """Everything `compare` needs about these persons, in three queries."""
    pks = list(people)
    if not pks:
        return {}
    found = {person.pk: Standing(person) for person in Person.objects.filter(pk__in=pks)}
    for stay in Residence.objects.filter(person_id__in=pks, during__upper_inf=True):
        found[stay.person_id].stays["hukou" if stay.kind == "hukou" else "living"] = stay
    members = HouseholdMembership.objects.filter(person_id__in=pks, during__upper_inf=True).select_related("household")
    for member in members:
        found[member.person_id].memberships[member.shares_registration] = member
    for standing in found.values():
        standing.number_missing = not standing.person.number_last4
    return found


def address_of(values: dict[str, Any]) -> Address | None:
    """The address of a row: it lies in the community that collected it."""
    if not values.get("road") or not values.get("collected_in"):
        return None
    parts = (values.get(name) or "" for name in ("house_number", "building"))
    return Address(values["collected_in"], values["road"], *parts, room=values.get("room") or "")


def stays_of(values: dict[str, Any]) -> dict[str, tuple[str, bool]]:
    """{slot: (area, does the row's address belong to it)}."""
    kind = values["residence"]
    slots = {}
    if values.get("hukou"):
        slots["hukou"] = (values["hukou"], kind in (BOTH, REGISTERED))
    if values.get("living"):
        slots["living"] = (values["living"], kind in (BOTH, LIVING))
    return slots


def shares_registration(values: dict[str, Any]) -> bool:
    """Is the person registered in the community whose household list this is?"""
    return values["residence"] in (BOTH, REGISTERED)


def compare(row: Row, standing: Standing, check: Check) -> None:
    """Write into the row what would change: `changes`, `moves`, `joins`; nothing → unchanged."""
    v = row.values
    said: list[str] = []
    stands: list[str] = []
    v["changes"] = _field_changes(v, standing.person, said, stands)
    v["moves"] = _moves(v, standing, said, stands)
    v["joins"] = _joins(v, standing, said, stands)
    v["adds_number"] = bool(v["number"]) and standing.number_missing
    if v["adds_number"]:
        said.append("补上证号")
    if said:
        row.note = "更新" + "、".join(said)
    else:
        row.verdict, row.note = "unchanged", "底册已有，内容相同"
    if stands:
        row.note += f"；{'、'.join(stands)}以公安、民政或窗口的资料为准，不改"


def _field_changes(v: dict[str, Any], person: Person, said: list[str], stands: list[str]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name, (attribute, words) in FIELDS.items():
        new, old = v.get(name), getattr(person, attribute)
        if new in (None, "") or new == old or (attribute == "sex" and new == "0"):
            continue
        blank = old in (None, "", "0") if attribute == "sex" else old in (None, "")
        if not blank and outranks(person.sources.get(attribute, person.source), FEED):
            stands.append(words)
            continue
        changes[attribute] = new
        said.append(words)
    return changes


def _moves(v: dict[str, Any], standing: Standing, said: list[str], stands: list[str]) -> list[str]:
    moves = []
    address = address_of(v)
    for slot, (area, has_address) in stays_of(v).items():
        words = "户籍" if slot == "hukou" else "现住地"
        stay = standing.stays.get(slot)
        same = stay is not None and stay.area_code == area
        moved_house = bool(same and has_address and address and stay and stay.address != address.words)
        if same and not moved_house:
            continue
        # An open address is filled in whoever registered the person; a different one only from an equal source.
        if stay and outranks(stay.source, FEED) and not (moved_house and not stay.address):
            stands.append(words)
            continue
        moves.append(slot)
        said.append(f"{words}地址" if moved_house and slot == "hukou" else ("现住地址" if moved_house else words))
    return moves


def _joins(v: dict[str, Any], standing: Standing, said: list[str], stands: list[str]) -> bool:
    if not v["household_is_ours"]:
        return False
    member = standing.memberships.get(shares_registration(v))
    if member is not None:
        same_household = (member.household.area_code, member.household.number) == (v["collected_in"], v["household"])
        if same_household and member.relation == v["relation"]:
            return False
        if outranks(member.source, FEED):
            if not same_household:
                stands.append("所在户")
            return False
        said.append("与户主关系" if same_household else "所在户")
        return True
    said.append("所在户")
    return True
