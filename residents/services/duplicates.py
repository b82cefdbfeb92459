"""Looking through the base for records that may be one person: a chunk of persons at a time, set-based."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction

from core import clock
from core.imports.committing import people_of
from core.scope import Scope, as_system
from residents.models import Person
from residents.selectors.candidates import duplicates_of
from residents.selectors.claims import claims_of
from residents.services.likeness import FoundPair, record_pairs

SOURCE = "find_duplicates"
_CHUNK = 4_000
_WHY = "duplicates are looked for in the whole base; a pair is shown only where both persons are"


@dataclass(slots=True)
class Scanned:
    """What a search went through and wrote down."""

    persons: int = 0
    new: int = 0
    again: int = 0
    gone: int = 0


def find_duplicates(
    *, area: str = "", people: Iterable[int] | None = None, since: dt.datetime | None = None, source: str = SOURCE
) -> Scanned:
    """Compare persons with the whole base and write the pairs down; each chunk is a transaction of its own.

    Narrowed to those registered or living in `area`, to `people`, or to records touched after `since`. The other half of a pair
    may lie anywhere. May be repeated and interrupted.
    """
    scanned = Scanned()
    for ids in _chunks(area, people, since):
        with as_system(_WHY), transaction.atomic():
            claims = claims_of(ids)
            pairs = [FoundPair(one, other, judged) for one, other, judged in duplicates_of(list(claims.values()))]
            found = record_pairs(pairs, among=ids, source=source, at=clock.now())
        scanned.persons += len(claims)
        scanned.new, scanned.again, scanned.gone = (
            scanned.new + found.new,
            scanned.again + found.again,
            scanned.gone + found.gone,
        )
    return scanned


def _chunks(area: str, people: Iterable[int] | None, since: dt.datetime | None) -> Iterator[list[int]]:
    if people is not None:
        ids = sorted(set(people))
        yield from (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))
        return
    last = 0
    while True:
        with as_system(_WHY):
            rows = Person.objects.exclude(status=Person.Status.MERGED).filter(pk__gt=last)
            if area:
                rows = rows.filter(Scope.of([area]).q("hukou_area", "living_area"))
            if since:
                rows = rows.filter(updated_at__gte=since)
            ids = list(rows.order_by("pk").values_list("pk", flat=True)[:_CHUNK])
        if not ids:
            return
        yield ids
        last = ids[-1]


def find_duplicates_of_batch(batch_id: int) -> Scanned:
    """The persons whom a committed file made or touched."""
    with as_system(_WHY):
        feed, people = people_of(batch_id)
    return find_duplicates(people=people, source=f"{feed}:{batch_id}")
