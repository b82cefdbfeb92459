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
from residents.demo.families import Family, assemble
from residents.demo.homes import Homes
from residents.demo.lives import Chronicle, choose_away
from residents.demo.plan import Slice, Unit
from residents.demo.profiles import Profiles, Serials
from residents.demo.rows import NULL, TABLES, Rows, Sheets, building_rows
from residents.models.dwelling import METRIC_SRID


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
        today = self.now.date().toordinal()
        drawn = births(self.seed, unit, self.now.date())
        orders = [self.serials.next(birth.day, birth.sex) for birth in drawn]
        rng = Random(f"{self.seed}:lives:{unit.index}")
        families = assemble(drawn, unit.first, today, rng)
        rng.shuffle(families)
        chronicle = Chronicle(self.homes, today, rng, choose_away(families, today, rng))
        profiles = Profiles(rng, today)
        sheets = Sheets()
        households = 0
        for family, part, position in settled(families, unit.slices):
            place = self.homes.place(part.code, part.start * self.homes.size(part.code) // part.total + position)
            record = chronicle.record(family, place, f"{part.code[6:]}{50_000 + part.start + position}")
            known = [profiles.profile(life, orders[life.someone.key - unit.first]) for life in record.lives]
            self.rows.family(record, known, uids(rng), sheets)
            households += len(record.households)
        with transaction.atomic():
            copy(sheets)
        return len(drawn), households

    def write_buildings(self, outlines: dict[str, MultiPolygon | None]) -> int:
        """Buildings at points inside their community, with their dwellings."""
        rng = Random(f"{self.seed}:points")
        scatter = {code: _points(outline, rng) for code, outline in outlines.items() if outline}
        sheets = Sheets()
        with transaction.atomic():
            for count, building in enumerate(self.homes.buildings, start=1):
                uid = next(uids(rng))
                point = next(scatter[building.area]).hexewkb.decode() if building.area in scatter else NULL
                building_rows(building, uid, point, uids(rng), sheets)
                if count % 2000 == 0:
                    copy(sheets)
                    sheets = Sheets()
            copy(sheets)
        return len(self.homes.buildings)


def settled(families: list[Family], slices: tuple[Slice, ...]) -> Iterator[tuple[Family, Slice, int]]:
    """Each family with the slice it lives in and its position there; slices fill up in turn."""
    queue = iter(slices)
    part = next(queue)
    room, position = part.size, 0
    for family in families:
        if room <= 0:
            following = next(queue, None)
            if following is not None:
                # A family that did not fit whole took room from the next community.
                part, room, position = following, following.size + room, 0
        yield family, part, position
        room -= len(family.members)
        position += 1


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
