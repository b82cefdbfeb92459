"""What a death tells the rest of the house: person.died with everybody whom it touches, person.widowed because of it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from core.outbox import NewEvent, Subject, emit_bulk
from residents.services.deaths_ending import Left

_COMMUNITY = 12  # digits of a code that names a community

# Living relatives at the time of the call, whose tie stood on the day.
_RELATIVES = """
SELECT DISTINCT d.person_id, k.relative_id, k.kind, r.living_area, r.hukou_area
FROM dying d JOIN residents_kinship k ON k.person_id = d.person_id JOIN residents_person r ON r.id = k.relative_id
WHERE r.status = 'living' AND (upper_inf(k.during) OR upper(k.during) >= d.died_on)
  AND (k.kind IN ('parent', 'child') OR EXISTS (SELECT FROM ending_kin e WHERE e.id = k.id AND e.died_on = d.died_on))
ORDER BY d.person_id, k.relative_id, k.kind
"""
_PLACES = "SELECT d.person_id, p.living_area, p.hukou_area FROM dying d JOIN residents_person p ON p.id = d.person_id"
_TOLD = "SELECT source_key FROM core_event WHERE kind = 'person.died' AND source_key = ANY(%s)"
_TOLD_EVER = """
SELECT s.person_id, count(*) FROM core_eventsubject s JOIN core_event e ON e.id = s.event_id
WHERE s.person_id = ANY(%s) AND s.role = 'subject' AND e.kind = 'person.died' GROUP BY s.person_id
"""


class Told(Protocol):
    """What is told of a death (services/deaths.py `Death`)."""

    @property
    def died_on(self) -> dt.date: ...
    @property
    def source(self) -> str: ...
    @property
    def word(self) -> str: ...
    @property
    def others(self) -> tuple[str, ...]: ...
    @property
    def cancelled_on(self) -> dt.date | None: ...
    @property
    def declared(self) -> bool: ...


def answering(living_area: str, hukou_area: str) -> str:
    """The community that answers for a person: where they live, else where they are registered, if it is one of a tree."""
    return next((area for area in (living_area, hukou_area) if len(area) >= _COMMUNITY), living_area or hukou_area)


def tell_deaths(cursor: Any, deaths: Mapping[int, Told], left: Iterable[Left], *, by: Any) -> dict[int, int]:
    """Emit person.died for each death of `dying` and person.widowed for each survivor; returns {person: event}.

    Subjects of person.died: subject, and the living spouse, child, parent, ward, guardian. Payload: `households` the dead left,
    `head_of` those of which they were head, `closed` those in which nobody is left; `hukou_area`, `living_area`, `told_by`,
    `declared`, `cancelled_on`.
    """
    households: dict[int, list[Left]] = defaultdict(list)
    for row in left:
        households[row[0]].append(row)
    cursor.execute(_PLACES)
    places = {person: (living, hukou) for person, living, hukou in cursor.fetchall()}
    cursor.execute(_RELATIVES)
    relatives: dict[int, list[Subject]] = defaultdict(list)
    for person, relative, kind, living, hukou in cursor.fetchall():
        relatives[person].append(Subject(relative, kind, answering(living, hukou)))
    keys = _fresh_keys(cursor, list(deaths))
    events = [
        NewEvent(
            "person.died",
            death.died_on,
            (Subject(person, "subject", answering(*places[person])), *relatives[person]),
            death.source,
            keys[person],
            _payload(death, places[person], households[person]),
        )
        for person, death in deaths.items()
    ]
    told = dict(zip(deaths, emit_bulk(events, by=by.username), strict=True))
    emit_bulk(_widowings(deaths, relatives, keys, told), by=by.username)
    return told


def _payload(death: Told, place: tuple[str, str], households: list[Left]) -> dict[str, Any]:
    living, hukou = place
    return {
        "hukou_area": hukou,
        "living_area": living,
        "households": [row[1] for row in households],
        "head_of": [row[1] for row in households if row[3]],
        "closed": [row[1] for row in households if row[4]],
        "told_by": [death.word, *death.others],
        "declared": death.declared,
        "cancelled_on": death.cancelled_on.isoformat() if death.cancelled_on else None,
    }


def _widowings(
    deaths: Mapping[int, Told], relatives: Mapping[int, list[Subject]], keys: Mapping[int, str], told: Mapping[int, int]
) -> Iterable[NewEvent]:
    for person, death in deaths.items():
        for spouse in relatives[person]:
            if spouse.role == "spouse":
                subjects = (Subject(spouse.person_id, "subject", spouse.area),)
                payload = {"since": death.died_on.isoformat(), "deceased": person}
                yield NewEvent(
                    "person.widowed", death.died_on, subjects, death.source, keys[person], payload, cause=told[person]
                )


def _fresh_keys(cursor: Any, people: list[int]) -> dict[int, str]:
    """One key for the death of a person, whatever file tells it; a new one after a death that was taken back."""
    keys = {person: f"death:{person}" for person in people}
    cursor.execute(_TOLD, [list(keys.values())])
    used = {row[0] for row in cursor.fetchall()}
    again = [person for person, key in keys.items() if key in used]
    if again:
        cursor.execute(_TOLD_EVER, [again])
        keys |= {person: f"death:{person}:{times + 1}" for person, times in cursor.fetchall()}
    return keys
