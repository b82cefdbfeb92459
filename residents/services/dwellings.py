"""Where people live: buildings and dwellings come into being from the parts of an address."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from core.bulk import insert_rows, reserve_ids
from residents.models import Building, Dwelling


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address in a community: 三眼井直街 | 12号 | 1栋 | (unit) | 402."""

    area: str
    road: str
    house_number: str = ""
    building: str = ""
    unit: str = ""
    room: str = ""

    @property
    def words(self) -> str:
        """As it is written on an envelope: 三眼井直街12号1栋402."""
        return f"{self.road}{self.house_number}{self.building}{self.unit}{self.room}"


def place_dwellings(addresses: Iterable[Address]) -> dict[Address, int]:
    """The dwelling of each address, made when the community has none there yet. Addresses without a road are left out."""
    wanted = {address for address in addresses if address.road}
    if not wanted:
        return {}
    buildings = _buildings(wanted)
    found = {
        (building_id, unit, room): pk
        for pk, building_id, unit, room in Dwelling.objects.filter(
            building_id__in={buildings[_building_key(address)] for address in wanted}
        ).values_list("pk", "building_id", "unit", "room")
    }
    missing = [a for a in wanted if (buildings[_building_key(a)], a.unit, a.room) not in found]
    missing.sort(key=lambda a: (a.area, a.words))
    ids = reserve_ids(Dwelling, len(missing))
    rows = [
        (pk, str(uuid.uuid4()), buildings[_building_key(a)], a.unit, a.room, a.area, a.words)
        for pk, a in zip(ids, missing, strict=True)
    ]
    insert_rows(Dwelling, ("id", "uid", "building_id", "unit", "room", "area_code", "address"), rows)
    found |= {(buildings[_building_key(a)], a.unit, a.room): pk for pk, a in zip(ids, missing, strict=True)}
    return {a: found[buildings[_building_key(a)], a.unit, a.room] for a in wanted}


def find_dwellings(addresses: Iterable[Address]) -> dict[Address, int]:
    """The dwellings that are there already, for addresses of which only the text is known: nothing is made (D29)."""
    wanted = {address for address in addresses if address.road}
    if not wanted:
        return {}
    rows = Dwelling.objects.filter(area_code__in={a.area for a in wanted}, address__in={a.words for a in wanted})
    by_words = {(area, words): pk for area, words, pk in rows.values_list("area_code", "address", "pk")}
    return {a: by_words[a.area, a.words] for a in wanted if (a.area, a.words) in by_words}


def _building_key(address: Address) -> tuple[str, str, str, str]:
    return address.area, address.road, address.house_number, address.building


def _buildings(addresses: set[Address]) -> dict[tuple[str, str, str, str], int]:
    keys = {_building_key(address) for address in addresses}
    rows = Building.objects.filter(area_code__in={key[0] for key in keys}, road__in={key[1] for key in keys})
    found = {
        (area, road, house, name): pk
        for area, road, house, name, pk in rows.values_list("area_code", "road", "house_number", "name", "pk")
    }
    missing = sorted(keys - found.keys())
    ids = reserve_ids(Building, len(missing))
    fields = ("id", "uid", "area_code", "road", "house_number", "name")
    insert_rows(Building, fields, [(pk, str(uuid.uuid4()), *key) for pk, key in zip(ids, missing, strict=True)])
    return found | dict(zip(missing, ids, strict=True))
