"""What the police's list changes about a person the base knows: fields, registration, household."""

from __future__ import annotations

from typing import Any

from core.imports.feed import Check, Row
from residents.domain.addresses import parse_address
from residents.domain.sources import SourceOrder
from residents.feeds.comparing import Comparing, orders_of
from residents.feeds.standing import Standing
from residents.models import HouseholdMembership, Residence
from residents.services.dwellings import Address

FEED = "GA01"


def address_of(values: dict[str, Any]) -> Address | None:
    """街路巷 holds the whole address from the road on."""
    if not values.get("road") or not values.get("committee"):
        return None
    parts = parse_address(values["road"]).value
    road = parts.road or parts.estate
    if not road:
        return None
    building = parts.building if parts.road else ""
    return Address(values["committee"], road, parts.house_number, building, parts.unit, parts.room)


def compare(row: Row, standing: Standing, check: Check) -> None:
    """Write into the row what would change; nothing → unchanged."""
    v = row.values
    beside = Comparing(standing, FEED, orders_of(check))
    beside.fields({name: v.get(name) for name in ("sex", "birth_date", "ethnicity")})
    v["adds_number"] = bool(v["number"]) and standing.number_missing
    v["renames"] = standing.person.temporary_name and not v["temporary_name"]
    v["moves"] = _registers(row, beside)
    v["joins"] = _joins(row, beside)
    beside.said += ["证号"] * v["adds_number"] + ["姓名（原为暂用名）"] * v["renames"]
    beside.write_into(row)


def _registers(row: Row, beside: Comparing) -> bool:
    """The registration: police overrule a lower source; between files of the police the day decides."""
    v = row.values
    stay = beside.standing.stays.get("hukou")
    order = beside.orders.of("hukou")
    if stay is None:
        beside.said.append("户籍")
        return True
    if stay.area_code == v["committee"]:
        return _address(row, beside, stay)
    source = beside.standing.weightiest("hukou", order)
    if order.keeps(source, FEED):
        beside.differ("hukou", _where(stay.area_code, stay.address), source, _where(v["committee"], ""), "")
        return False
    if order.rank(source) == order.rank(FEED):
        row.question(
            "居村委会", "hukou_differs", "底册里此人的户籍在别的社区", "迁移由 GA03、GA04 登记；请核对是否已经迁来"
        )
        return bool(row.decided)
    beside.differ("hukou", _where(v["committee"], ""), "", _where(stay.area_code, stay.address), source)
    beside.said.append("户籍")
    return True


def _address(row: Row, beside: Comparing, stay: Residence) -> bool:
    """Registered in the same community: the house number may be new, or another one."""
    address, order = address_of(row.values), beside.orders.of("hukou")
    new, old = (_where(stay.area_code, words) for words in (address.words if address else "", stay.address))
    unplaced = not row.values["placed"] and stay.dwelling_id is not None
    if address is None or new == old or unplaced:  # text that fits no dwelling never undoes a placement
        beside.agree("hukou", beside.standing.weightiest("hukou", order))
        return False
    if stay.address and (order.keeps(stay.source, FEED) or said_later(stay, row, stay.source, order)):
        beside.differ("hukou", old, stay.source, new, "")
        return False
    if stay.address and order.rank(stay.source) < order.rank(FEED):
        beside.differ("hukou", new, "", old, stay.source)
    beside.said.append("户籍地址")
    return True


def _where(area: str, address: str) -> str:
    return f"{area}|{address}"


def _joins(row: Row, beside: Comparing) -> bool:
    """The household under the police's number. Whether a household is renumbered instead is decided at commit."""
    v = row.values
    member = beside.standing.memberships.get(True)
    order = beside.orders.of("household")
    if member is None:
        beside.said.append("所在户")
        return True
    source = beside.standing.weightiest("household", order)
    same = (member.household.area_code, member.household.number) == (v["committee"], v["household"])
    if same and member.relation == v["relation"]:
        beside.agree("household", source)
        return False
    if order.keeps(source, FEED) or said_later(member, row, source, order):
        if not same:
            beside.stands.append(("household", source))
        return False
    beside.said.append("与户主关系" if same else "所在户")
    return True


def said_later(fact: Residence | HouseholdMembership, row: Row, source: str, order: SourceOrder) -> bool:
    """Did another source of the same rank say so for a later day?"""
    return bool(order.rank(source) == order.rank(FEED) and fact.during.lower > row.values["data_date"])
