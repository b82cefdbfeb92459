"""From an address in one line to community, parts and dwelling (D29): what the base knows decides, nothing is guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.selectors.areas import area_tree, communities_by_name
from core.imports.feed import Check
from core.scope import Scope
from residents.domain.addresses import Address as Parts
from residents.domain.addresses import parse_address
from residents.models import Building, Dwelling
from residents.services.dwellings import Address


@dataclass(frozen=True, slots=True)
class Place:
    """Where an address lies: area code ("" = it cannot be told), the dwelling if there is one, the words below the community."""

    area: str
    words: str
    dwelling_id: int | None = None
    notes: tuple[str, ...] = ()


def place_addresses(texts: Iterable[str], check: Check) -> dict[str, Place]:
    """Places of a chunk's addresses: two statements.

    The community is the one the address names, else the only one of the importer's that has a building of that road and
    number, else (a committee's own file) the importer's; a street that is all the address says is better than nothing.
    """
    read = {text: parse_address(text) for text in set(texts)}
    parts = {text: reading.value for text, reading in read.items()}
    named = {text: _named(one) for text, one in parts.items()}
    buildings = _communities_of_buildings([one for text, one in parts.items() if not named[text]], check.scope)
    found: dict[str, Place] = {}
    for text, one in parts.items():
        area = named[text] or buildings.get((one.road, one.house_number), "") or _own(check) or _street(one)
        words = _words(one)
        found[text] = Place(area, words or text, None, read[text].notes)
    dwellings = _dwellings({(place.area, place.words) for place in found.values() if place.words})
    return {
        text: Place(place.area, place.words, dwellings.get((place.area, place.words)), place.notes)
        for text, place in found.items()
    }


def _words(parts: Parts) -> str:
    road = parts.road or parts.estate
    building = parts.building if parts.road else ""
    return Address("", road, parts.house_number, building, parts.unit, parts.room).words if road else ""


def _named(parts: Parts) -> str:
    if not parts.community:
        return ""
    found = communities_by_name(f"{parts.street}{parts.community}") or communities_by_name(parts.community)
    return found[0].code if len(found) == 1 else ""


def _communities_of_buildings(parts: list[Parts], scope: Scope) -> dict[tuple[str, str], str]:
    """(road, number) → the one community of the importer's in which such a building stands."""
    wanted = {(one.road, one.house_number) for one in parts if one.road and one.house_number}
    if not wanted:
        return {}
    rows = Building.objects.filter(scope.q("area_code"), road__in={road for road, _ in wanted}).values_list(
        "road", "house_number", "area_code"
    )
    found: dict[tuple[str, str], set[str]] = {}
    for road, number, area in rows:
        if (road, number) in wanted:
            found.setdefault((road, number), set()).add(area)
    return {key: next(iter(areas)) for key, areas in found.items() if len(areas) == 1}


def _own(check: Check) -> str:
    home = getattr(check.by, "home_area", "") or ""
    node = area_tree().get(home)
    return home if node and node.level == "community" and check.scope.holds(home) else ""


def _street(parts: Parts) -> str:
    tree = area_tree()
    found = [node.code for node in tree.nodes.values() if node.level == "street" and node.name == parts.street]
    return found[0] if parts.street and len(found) == 1 else ""


def _dwellings(wanted: set[tuple[str, str]]) -> dict[tuple[str, str], int]:
    if not wanted:
        return {}
    rows = Dwelling.objects.filter(
        area_code__in={area for area, _ in wanted}, address__in={words for _, words in wanted}
    )
    return {(area, words): pk for area, words, pk in rows.values_list("area_code", "address", "pk")}
