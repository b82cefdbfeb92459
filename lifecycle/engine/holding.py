"""Order per person: a delivery that waits holds the later ones of the same rule about the same person, and nobody else's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection

# Waiting deliveries are few: the plan starts from them and reads the people of their events.
_WAITING = """
SELECT DISTINCT delivery.rule, subject.person_id
FROM lifecycle_delivery delivery JOIN core_eventsubject subject USING (event_id)
WHERE delivery.state IN ('pending', 'parked') AND subject.person_id = ANY(%s)
"""


def held_by(events: Iterable[tuple[int, Sequence[int]]]) -> dict[str, set[int]]:
    """Rule → those of these new events (id, persons) that must wait behind an older delivery of one of their persons."""
    of_person: dict[int, list[int]] = defaultdict(list)
    for event, persons in events:
        for person in persons:
            of_person[person].append(event)
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [list(of_person)])
        found: dict[str, set[int]] = defaultdict(set)
        for rule, person in cursor.fetchall():
            found[rule].update(of_person[person])
    # Whoever waits holds the later ones of its own persons in turn.
    return {rule: _spread(held, of_person) for rule, held in found.items()}


def _spread(held: set[int], of_person: dict[int, list[int]]) -> set[int]:
    before = 0
    while len(held) != before:
        before = len(held)
        for events in of_person.values():
            first = min((event for event in events if event in held), default=None)
            if first is not None:
                held.update(event for event in events if event > first)
    return held
