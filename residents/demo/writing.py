"""Puts the demo population into the base, unit by unit, each in its own transaction, through COPY."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random
from uuid import UUID

from django.contrib.gis.geos import MultiPolygon, Point
from django.db import connection, transaction

from core.crypto import keyring
from residents.demo.births import births
from residents.demo.homes import Homes
from residents.demo.people import people
from residents.demo.plan import Unit
from residents.demo.profiles import Serials
from residents.demo.rows import NULL, TABLES, Rows, Sheets, building_rows
from residents.models.dwelling import METRIC_SRID

_BUILDINGS_AT_ONCE = 2000


class Writer:
    """One process's share of the work. Every process walks through all units, so that serial numbers agree."""

    def __init__(self, seed: int, homes: Homes, now: dt.datetime) -> None:
        self.seed, self.homes, self.now = seed, homes, now
        self.rows = Rows(keyring(), now)
        self.serials = Serials()

    def skip(self, unit: Unit) -> None:
        """Count the births of a unit that another process writes."""
        for birth in births(self.seed, unit, self.now.date()):
            self.serials.next(birth.day, birth.sex)

    def write(self, unit: Unit) -> tuple[int, int]:
        """(people, households) written."""
        rng = Random(f"{self.seed}:uids:{unit.index}")
        sheets = Sheets()
        persons = households = 0
        for record, profiles in people(self.seed, unit, self.homes, self.now.date(), self.serials):
            self.rows.family(record, profiles, uids(rng), sheets)
            persons, households = persons + len(record.lives), households + len(record.households)
        with transaction.atomic():
            copy(sheets)
        return persons, households

    def write_buildings(self, outlines: dict[str, MultiPolygon | None]) -> int:
        """Buildings at points inside their community, with their dwellings; how many buildings."""
        rng = Random(f"{self.seed}:points")
        scatter = {code: _points(outline, rng) for code, outline in outlines.items() if outline}
        buildings = self.homes.buildings
        with transaction.atomic():
            for start in range(0, len(buildings), _BUILDINGS_AT_ONCE):
                sheets = Sheets()
                for building in buildings[start : start + _BUILDINGS_AT_ONCE]:
                    point = next(scatter[building.area]).hexewkb.decode() if building.area in scatter else NULL
                    building_rows(building, next(uids(rng)), point, uids(rng), sheets)
                copy(sheets)
        return len(buildings)


def uids(rng: Random) -> Iterator[str]:
    while True:
        yield str(UUID(int=rng.getrandbits(128), version=4))


def copy(sheets: Sheets) -> None:
    """Send every buffer that holds rows, in the order of the tables."""
    with connection.cursor() as cursor:
        for table, columns in TABLES.items():
            buffer = sheets.buffers[table]
            if buffer.tell():
                buffer.seek(0)
                cursor.copy_expert(f"COPY {table} ({', '.join(columns.split())}) FROM STDIN", buffer)


def _points(outline: MultiPolygon, rng: Random) -> Iterator[Point]:
    """Points spread inside an outline."""
    west, south, east, north = outline.extent
    shape = outline.prepared
    while True:
        point = Point(west + rng.random() * (east - west), south + rng.random() * (north - south), srid=METRIC_SRID)
        if shape.contains(point):
            yield point
