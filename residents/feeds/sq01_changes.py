"""What a collection form changes about a person the base knows already, and what it may not change."""

from __future__ import annotations

from typing import Any

from core.imports.feed import Check, Row
from residents.feeds.comparing import Comparing, orders_of
from residents.feeds.sq01_columns import BOTH, LIVING, REGISTERED
from residents.feeds.standing import Standing
from residents.models.identity import RESIDENT_ID
from residents.services.dwellings import Address

FEED = "SQ01"
# field of the row → attribute of the person
FIELDS = {
    "sex": "sex",
    "birth_date": "birth_date",
    "ethnicity": "ethnicity",
    "marital": "marital_status",
    "education": "education",
    "political": "political_status",
    "phone": "phone",
    "note": "note",
}


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
    beside = Comparing(standing, FEED, orders_of(check))
    beside.fields({attribute: v.get(name) for name, attribute in FIELDS.items()})
    v["moves"] = _moves(v, beside)
    v["joins"] = _joins(v, beside)
    resident = v["certificate"] == RESIDENT_ID and standing.number_missing
    v["adds_number"] = bool(v["number"]) and (resident or not standing.person.number_last4)
    v["renames"] = standing.person.temporary_name and not v["temporary_name"] and bool(v["name"])
    if v["renames"]:
        beside.said.append("姓名（原为暂用名）")
    if v["adds_number"]:
        beside.said.append("证号")
    beside.write_into(row)


def _moves(v: dict[str, Any], beside: Comparing) -> list[str]:
    moves = []
    address = address_of(v)
    for slot, (area, has_address) in stays_of(v).items():
        stay = beside.standing.stays.get(slot)
        same = stay is not None and stay.area_code == area
        said_address = address.words if has_address and address else ""
        moved_house = bool(same and said_address and stay and stay.address != said_address)
        source = beside.standing.weightiest(slot, beside.orders.of(slot))
        if same and not moved_house:
            beside.agree(slot, source)
            continue
        # What nobody has placed is filled in whoever registered the person; a different dwelling only by an equal source.
        filled_in = bool(moved_house and stay and stay.dwelling_id is None)
        if stay and not filled_in and beside.orders.of(slot).outranks(source, FEED):
            beside.differ(slot, f"{stay.area_code}|{stay.address}", source, f"{area}|{said_address}", "")
            continue
        moves.append(slot)
        words = "户籍" if slot == "hukou" else "现住地"
        beside.said.append(
            f"{words}地址" if moved_house and slot == "hukou" else ("现住地址" if moved_house else words)
        )
    return moves


def _joins(v: dict[str, Any], beside: Comparing) -> bool:
    if not v["household_is_ours"]:
        return False
    member = beside.standing.memberships.get(shares_registration(v))
    if member is None:
        beside.said.append("所在户")
        return True
    same_household = (member.household.area_code, member.household.number) == (v["collected_in"], v["household"])
    if same_household and member.relation == v["relation"]:
        return False
    order = beside.orders.of("household")
    source = beside.standing.weightiest("household", order) if member.shares_registration else member.source
    if order.outranks(source, FEED):
        if not same_household:  # two ways of numbering households are no disagreement about the person
            beside.stands.append(("household", source))
        return False
    beside.said.append("与户主关系" if same_household else "所在户")
    return True
