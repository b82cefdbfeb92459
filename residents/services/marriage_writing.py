"""How marriages are written: links with their mirrors, statuses by the order of sources, the records themselves."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import DateField, F, Func, Max, Q

from core import clock
from residents.models import Kinship, MarriageRecord, Person
from residents.models.kinship import KinshipKind
from residents.selectors.source_orders import source_orders
from residents.services.disagreements import Claim, note_claims
from residents.services.kinship import KinLink, link_kin

STATUS = "marital_status"


@dataclass(frozen=True, slots=True)
class Said:
    """A marital status that follows from an act, and the act's source."""

    person_id: int
    code: str
    source: str


def begin_links(links: Sequence[tuple[tuple[int, int], dt.date, str]], *, by: Any, why: str) -> None:
    """The two are spouses from the day on. A link that began later, as lists without dates say, begins on the day now."""
    standing = {
        (row.person_id, row.relative_id): row
        for row in Kinship.objects.filter(
            person_id__in=[pair[0] for pair, _, _ in links], kind=KinshipKind.SPOUSE, during__upper_inf=True
        )
    }
    later = [pair for pair, on, _ in links if (row := standing.get(pair)) and _began_later(row, on)]
    kept = {pair for pair in standing if pair not in later}
    # Said anew under the new source, so that taking the file back brings the list's word back.
    Kinship.objects.filter(_between(later), kind=KinshipKind.SPOUSE, during__upper_inf=True).delete()
    free = _free_from({person for pair, _, _ in links for person in pair})
    fresh = [
        KinLink(*pair, KinshipKind.SPOUSE, max(on, *(free.get(person, on) for person in pair)), source)
        for pair, on, source in links
        if pair not in kept
    ]
    link_kin(fresh, by=by, why=why)


def _began_later(row: Kinship, on: dt.date) -> bool:
    return row.during.lower is None or row.during.lower > on


def _between(pairs: Sequence[tuple[int, int]]) -> Q:
    """Links of these pairs, in both directions; nothing for no pairs."""
    found = Q(pk=None)
    for one, other in pairs:
        found |= Q(person_id=one, relative_id=other) | Q(person_id=other, relative_id=one)
    return found


def _free_from(people: Iterable[int]) -> dict[int, dt.date]:
    """{person: the day on which an earlier marriage ended}: no day holds two."""
    ended = Kinship.objects.filter(person_id__in=list(people), kind=KinshipKind.SPOUSE, during__upper_inf=False)
    return dict(
        ended.values_list("person_id").annotate(last=Max(Func(F("during"), function="upper", output_field=DateField())))
    )


def say_statuses(said: Sequence[Said], persons: dict[int, Person], *, by: Any, why: str) -> None:
    """Write statuses where the act's source counts; where another's word stands, the difference is noted for a person to decide."""
    area = getattr(by, "home_area", "") or "000000"
    order = source_orders(on=clock.today(), area=area).of(STATUS)
    changes, claims = [], []
    for one in said:
        person = persons[one.person_id]
        standing = str(person.sources.get(STATUS, person.source))
        old = person.marital_status
        if old and old[0] != one.code[0] and order.keeps(standing, one.source):
            claims.append(Claim(one.person_id, STATUS, old, standing, one.code, one.source, one.source))
        elif old != one.code or order.rank(one.source) > order.rank(standing):
            changes.append(one)
    note_claims(claims, by=by, why=why)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_person p SET marital_status = new.code, sources = p.sources || new.said::jsonb, updated_at = %s"
            " FROM unnest(%s::bigint[], %s::text[], %s::text[]) AS new(id, code, said) WHERE p.id = new.id",
            [
                clock.now(),
                [one.person_id for one in changes],
                [one.code for one in changes],
                [json.dumps({STATUS: one.source}) for one in changes],
            ],
        )


def keep_records(records: Iterable[MarriageRecord], *, by: Any, why: str) -> None:
    """Write the records of an act. One that stands already (the same day told with another number) is left as it is."""
    now = clock.now()
    rows = list(records)
    for row in rows:
        row.recorded_at, row.recorded_by, row.why = now, by.username, why[:120]
    MarriageRecord.objects.bulk_create(rows, batch_size=1000, ignore_conflicts=True)
