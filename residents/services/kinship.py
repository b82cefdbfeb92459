"""Who is whose parent or spouse: each link is written with its mirror, never twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.bulk import day_range, insert_rows
from residents.domain.kinship import Member, kinship_from_relations
from residents.models import HouseholdMembership, Kinship
from residents.models.kinship import MIRROR, KinshipKind
from residents.services.register import conflict_words


@dataclass(frozen=True, slots=True)
class KinLink:
    """From a day on, `relative` is the `kind` (parent, spouse, guardian …) of `person`."""

    person_id: int
    relative_id: int
    kind: str
    since: dt.date
    source: str


def link_kin(links: Iterable[KinLink], *, by: Any, why: str = "") -> int:
    """Write links that the base does not know yet, each with its mirror; returns how many links.

    What is there already wins: a link that stands is not repeated, and nobody gets a second spouse or a third parent here.
    """
    links = list(dict.fromkeys(links))
    known, spouses = _standing({link.person_id for link in links} | {link.relative_id for link in links})
    fresh: list[KinLink] = []
    for link in links:
        pair = (link.person_id, link.relative_id, link.kind)
        taken = link.kind == KinshipKind.SPOUSE and not spouses.isdisjoint((link.person_id, link.relative_id))
        if pair in known or taken or link.person_id == link.relative_id:
            continue
        fresh.append(link)
        known |= {pair, (link.relative_id, link.person_id, str(MIRROR[KinshipKind(link.kind)]))}
        if link.kind == KinshipKind.SPOUSE:
            spouses |= {link.person_id, link.relative_id}
    said = (clock.now(), by.username, why)
    rows = [row for link in fresh for row in _both(link, said)]
    fields = ("person_id", "relative_id", "kind", "during", "recorded_at", "recorded_by", "why", "source")
    try:
        with transaction.atomic():
            insert_rows(Kinship, fields, rows)
    except IntegrityError as error:
        raise conflict_words(error) from error
    return len(fresh)


def _both(link: KinLink, said: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    during = day_range(link.since)
    mirror = str(MIRROR[KinshipKind(link.kind)])
    return [
        (link.person_id, link.relative_id, link.kind, during, *said, link.source),
        (link.relative_id, link.person_id, mirror, during, *said, link.source),
    ]


def _standing(people: set[int]) -> tuple[set[tuple[int, int, str]], set[int]]:
    """Links of these people that have not ended, and those who have a spouse."""
    known: set[tuple[int, int, str]] = set()
    spouses: set[int] = set()
    rows = Kinship.objects.filter(person_id__in=people, during__upper_inf=True)
    for person_id, relative_id, kind in rows.values_list("person_id", "relative_id", "kind"):
        known.add((person_id, relative_id, kind))
        if kind == KinshipKind.SPOUSE:
            spouses.add(person_id)
    return known, spouses


def derive_kinship(households: Iterable[int], *, by: Any, on: dt.date, source: str, why: str = "") -> int:
    """Write what follows with certainty from the relations to the head, in these households as they stand on a day.

    A child's link holds from the birth, a marriage from `on` (the form says no date). `source` belongs to the batch: a link
    rests on two rows of it, so its own row is named when a row of this batch made the member (`sources`).
    """
    rows = (
        HouseholdMembership.objects.filter(household_id__in=list(households), during__contains=on)
        .order_by("household_id", "pk")
        .values_list(
            "household_id",
            "person_id",
            "relation",
            "person__sex",
            "person__birth_date",
            "person__marital_status",
            "source",
        )
    )
    members: dict[int, list[Member]] = {}
    births: dict[int, dt.date | None] = {}
    sources: dict[int, str] = {}
    for household, person, relation, sex, birth, marital, said in rows:
        members.setdefault(household, []).append(Member(str(person), relation, sex, birth, marital))
        births[person], sources[person] = birth, said
    links: list[KinLink] = []
    for family in members.values():
        for link in kinship_from_relations(family).links:
            one, other = int(link.person), int(link.other)
            of_row = next((s for s in (sources[other], sources[one]) if s.startswith(f"{source}:")), source)
            if link.kind == "parent":
                links.append(KinLink(other, one, "parent", births[other] or on, of_row))
            else:
                links.append(KinLink(one, other, "spouse", on, of_row))
    return link_kin(links, by=by, why=why)
