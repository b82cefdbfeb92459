"""Households: opened by number, joined and left on a day, with one head."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from core import clock
from core.bulk import day_range, insert_rows, reserve_ids
from residents.models import Household, HouseholdMembership
from residents.models.household import HouseholdKind
from residents.services.register import conflict_words

HouseholdKey = tuple[str, str]  # (community, household number)


@dataclass(slots=True)
class HouseholdDraft:
    """A household to be found or opened in a community."""

    area: str
    number: str
    source: str
    kind: str = HouseholdKind.REGISTERED.value
    dwelling_id: int | None = None
    address: str = ""
    opened_on: dt.date | None = None

    @property
    def key(self) -> HouseholdKey:
        return self.area, self.number


@dataclass(slots=True)
class NewMember:
    """A person joins a household on a day, as somebody to its head (GB/T 4761)."""

    household_id: int
    person_id: int
    relation: str
    shares_registration: bool
    since: dt.date
    source: str


def open_households(drafts: Iterable[HouseholdDraft], *, by: Any, why: str = "") -> dict[HouseholdKey, int]:
    """The open household of each number in its community; those that are not there yet are opened."""
    wanted = {draft.key: draft for draft in drafts}
    rows = Household.objects.filter(
        area_code__in={key[0] for key in wanted}, number__in={key[1] for key in wanted}, closed_on=None
    )
    found = {(area, number): pk for area, number, pk in rows.values_list("area_code", "number", "pk")}
    missing = [draft for key, draft in wanted.items() if key not in found]
    ids = reserve_ids(Household, len(missing))
    said = (clock.now(), by.username, why)
    insert_rows(
        Household,
        ("id", "uid", "number", "kind", "area_code", "dwelling_id", "address", "head_confirmed", "opened_on",
         "recorded_at", "recorded_by", "why", "source"),
        [
            (pk, str(uuid.uuid4()), d.number, d.kind, d.area, d.dwelling_id, d.address, True, d.opened_on, *said, d.source)
            for pk, d in zip(ids, missing, strict=True)
        ],
    )  # fmt: skip
    return found | {draft.key: pk for draft, pk in zip(missing, ids, strict=True)}


def add_members(members: Iterable[NewMember], *, by: Any, why: str = "") -> int:
    """Write memberships. Conflict when somebody already belongs to another household of that kind on that day."""
    said = (clock.now(), by.username, why)
    rows = [
        (m.household_id, m.person_id, m.relation, m.shares_registration, day_range(m.since), *said, m.source)
        for m in members
    ]
    fields = (
        "household_id", "person_id", "relation", "shares_registration", "during", "recorded_at", "recorded_by", "why", "source",
    )  # fmt: skip
    try:
        with transaction.atomic():
            return insert_rows(HouseholdMembership, fields, rows)
    except IntegrityError as error:
        raise conflict_words(error) from error


def set_heads(heads: dict[int, int]) -> None:
    """{household: head}. A household that already has this head is left alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_household h SET head_id = new.person FROM unnest(%s::bigint[], %s::bigint[]) AS new(id, person)"
            " WHERE h.id = new.id AND h.head_id IS DISTINCT FROM new.person",
            [list(heads.keys()), list(heads.values())],
        )


def renumber_households(wanted: dict[int, HouseholdKey]) -> dict[int, HouseholdKey]:
    """{household: (its community, new number)}; returns those that got it. A number that stands in the community stays away."""
    if not wanted:
        return {}
    taken = set(
        Household.objects.filter(
            area_code__in={key[0] for key in wanted.values()},
            number__in={key[1] for key in wanted.values()},
            closed_on=None,
        ).values_list("area_code", "number")
    )
    free = {pk: key for pk, key in wanted.items() if key not in taken}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_household h SET number = new.number FROM unnest(%s::bigint[], %s::text[]) AS new(id, number)"
            " WHERE h.id = new.id",
            [list(free.keys()), [number for _, number in free.values()]],
        )
    return free


def close_empty(household_ids: Iterable[int], *, on: dt.date) -> None:
    """Close those of these households in which nobody is left."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_household h SET closed_on = %s WHERE h.id = ANY(%s) AND h.closed_on IS NULL AND NOT EXISTS"
            " (SELECT FROM residents_householdmembership m WHERE m.household_id = h.id AND upper_inf(m.during))",
            [on, list(household_ids)],
        )
