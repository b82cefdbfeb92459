"""The families of a unit, from the seed to their full records: the generators in the order they depend on each other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from random import Random

from residents.demo.births import births, edge_days
from residents.demo.families import assemble
from residents.demo.homes import Homes
from residents.demo.kin import Family
from residents.demo.lives import Chronicle, choose_away
from residents.demo.plan import Slice, Unit
from residents.demo.profiles import Profile, Profiles, Serials
from residents.demo.records import FamilyRecord

_FIRST_NUMBER = 50_000  # household numbers of a community begin here; sample files use the lower ones


def people(
    seed: int, unit: Unit, homes: Homes, on: dt.date, serials: Serials
) -> Iterator[tuple[FamilyRecord, list[Profile]]]:
    """Every family of a unit with the profiles of its lives, in the same order."""
    today = on.toordinal()
    drawn = births(seed, unit, on)
    orders = [serials.next(birth.day, birth.sex) for birth in drawn]
    rng = Random(f"{seed}:lives:{unit.index}")
    families = assemble(drawn, unit.first, today, rng)
    rng.shuffle(families)
    families = _edges_first(families, on)
    chronicle = Chronicle(homes, today, rng, choose_away(families, today, rng))
    profiles = Profiles(rng, today)
    for family, part, position in settled(families, unit.slices):
        place = homes.place(part.code, part.start * homes.size(part.code) // part.total + position)
        record = chronicle.record(family, place, f"{part.code[6:]}{_FIRST_NUMBER + part.start + position}")
        yield record, [profiles.profile(life, orders[life.someone.key - unit.first]) for life in record.lives]


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


def _edges_first(families: list[Family], on: dt.date) -> list[Family]:
    """Two children born on each side of the school year's edge come into the unit's first community: the showcase's."""
    first: list[Family] = []
    for day in edge_days(on):
        with_child = [family for family in families if any(member.day == day for member in family.members)]
        first += with_child[:2]
    return list(dict.fromkeys(first + families))
