"""Published versions of rosters, and their frozen rows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from core.errors import NotFound
from lifecycle.models import RosterChange, RosterEntry, RosterVersion


@dataclass(frozen=True)
class Frozen:
    """A row as it was published; `values` by column key, sensitive ones in full; `uid` of the person."""

    position: int
    person_id: int
    uid: UUID
    category: str
    area: str
    values: dict[str, str]


def versions_of(roster: str, period: str, area: str) -> QuerySet[RosterVersion]:
    """All publications of a roster for a period and area, the latest first."""
    return RosterVersion.objects.filter(roster=roster, period=period, area_code=area).order_by("-number")


def latest_version(roster: str, period: str, area: str) -> RosterVersion | None:
    return versions_of(roster, period, area).first()


def latest_numbers(area: str) -> dict[tuple[str, str], int]:
    """How often each roster and period was published for an area."""
    rows = RosterVersion.objects.filter(area_code=area).values("roster", "period").annotate(last=Max("number"))
    return {(row["roster"], row["period"]): row["last"] for row in rows}


def version_named(uid: UUID | str, scope: Any) -> RosterVersion:
    """A version inside the scope; else NotFound."""
    version = RosterVersion.objects.select_related("published_by").filter(uid=uid).first()
    if version is None or not scope.covers(version.area_code):
        raise NotFound("没有这一次发布，或不在你的范围内。")
    return version


def frozen_rows(version: RosterVersion) -> list[Frozen]:
    """The rows as published, in their order."""
    return [_frozen(entry) for entry in RosterEntry.objects.filter(version=version).order_by("position")]


def frozen_rows_of(version: RosterVersion, person_ids: list[int]) -> dict[int, Frozen]:
    """The rows of some persons, by person id."""
    entries = RosterEntry.objects.filter(version=version, person_id__in=person_ids)
    return {entry.person_id: _frozen(entry) for entry in entries}


def _frozen(entry: RosterEntry) -> Frozen:
    values = dict(entry.values)
    uid = UUID(values.pop("uid"))
    sealed = json.loads(entry.sealed) if entry.sealed else {}
    return Frozen(entry.position, entry.person_id, uid, entry.category, entry.area_code, {**values, **sealed})


def was_published(roster: str, area: str, person_id: int) -> bool:
    """Was this person ever on a published version of the roster for the area?"""
    return RosterEntry.objects.filter(person_id=person_id, version__roster=roster, version__area_code=area).exists()


def published_people(people: list[int]) -> set[int]:
    """Those of these persons who stand on any published roster."""
    return set(RosterEntry.objects.filter(person_id__in=people).values_list("person_id", flat=True))


def publications_of(person_ids: Sequence[int], *, most: int = 200) -> list[RosterVersion]:
    """Published versions that hold any of these persons, newest first; whoever asks filters by scope."""
    held = RosterEntry.objects.filter(person_id__in=list(person_ids)).values("version_id")
    return list(RosterVersion.objects.filter(pk__in=held).select_related("published_by").order_by("-pk")[:most])


def changes_of(version: RosterVersion) -> list[RosterChange]:
    """What a version changed against the one before, as recorded when it was published."""
    return list(RosterChange.objects.filter(version=version).order_by("kind", "area_code", "name", "id"))


def counted_changes(version: RosterVersion) -> dict[str, int]:
    return dict(RosterChange.objects.filter(version=version).values_list("kind").annotate(Count("pk")))


def published_named(roster: str, area: str, text: str, *, most: int) -> list[dict[str, Any]]:
    """Persons on any published version of the area whose name holds the text: also those who have left since."""
    entries = (
        RosterEntry.objects.filter(version__roster=roster, version__area_code=area, values__name__icontains=text)
        .order_by("person_id", "-version_id")
        .distinct("person_id")[:most]
    )
    return [
        {
            "uid": UUID(entry.values["uid"]),
            "name": entry.values["name"],
            "birth_date": entry.values.get("birth_date", ""),
        }
        for entry in entries
    ]
