"""Deliveries that wait: failed ones whose time has come, those held behind them, and what must be taken back.

A batch that fails is halved until the event that breaks it stands alone. That one backs off, and is parked in the end; the others are
delivered.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection

from core import clock
from core.dispatching import EventRow, people_of, read_events
from lifecycle.domain.delays import ATTEMPTS, pause
from lifecycle.engine.declaration import Batch, rules
from lifecycle.engine.lane import lane
from lifecycle.engine.reacting import happened, react
from lifecycle.engine.taking_back import take_back
from lifecycle.engine.tally import Tally
from lifecycle.engine.trouble import in_words
from lifecycle.models import Delivery

logger = logging.getLogger(__name__)

BATCH = 500
FAILURES = 10  # alone in one batch: then the rule is broken, not its events, and the rest is not tried one by one

# The first of each person that waits is free; behind one that is parked or not due yet, all of the rule must wait.
_DUE = """
SELECT delivery.id FROM lifecycle_delivery delivery
WHERE delivery.rule = %(rule)s AND delivery.direction = %(direction)s AND delivery.state = 'pending'
  AND (delivery.next_at <= %(now)s OR %(all)s) AND NOT (delivery.id = ANY(%(but)s))
  AND NOT EXISTS (
    SELECT FROM core_eventsubject mine JOIN core_eventsubject theirs USING (person_id)
    JOIN lifecycle_delivery earlier ON earlier.event_id = theirs.event_id AND earlier.rule = delivery.rule
    WHERE mine.event_id = delivery.event_id AND earlier.id < delivery.id
      AND (earlier.state = 'parked' OR earlier.state = 'pending' AND (
        earlier.direction <> delivery.direction OR earlier.id = ANY(%(but)s)
        OR NOT (earlier.next_at <= %(now)s OR %(all)s))))
ORDER BY delivery.id LIMIT %(most)s
"""
_RULES = """
SELECT rule, direction, min(id) FROM lifecycle_delivery
WHERE state = 'pending' AND (next_at <= %s OR %s) AND NOT (id = ANY(%s)) GROUP BY rule, direction ORDER BY 3
"""


@dataclass
class Round:
    """What one call of `work_off` may do: with `all_due`, pending deliveries whose time has not come are tried as well, each
    once (`tried` remembers which failed).
    """

    all_due: bool = False
    tried: set[int] = field(default_factory=set)


def work_off(tally: Tally, turn: Round) -> int:
    """Deliver one batch to each rule that has deliveries due; returns how many deliveries were tried."""
    tried = 0
    with connection.cursor() as cursor:
        cursor.execute(_RULES, [clock.now(), turn.all_due, sorted(turn.tried)])
        found = [(rule, direction) for rule, direction, _ in cursor.fetchall()]
    for rule, direction in found:
        with lane():
            due = _due(rule, direction, turn)
            if due:
                _Batch(rule, direction, tally, turn).deliver(due)
            tally.write()
        tried += len(due)
    return tried


def _due(rule: str, direction: str, turn: Round) -> list[Delivery]:
    with connection.cursor() as cursor:
        values = {"rule": rule, "direction": direction, "now": clock.now(), "all": turn.all_due}
        cursor.execute(_DUE, {**values, "but": sorted(turn.tried), "most": BATCH})
        ids = [row[0] for row in cursor.fetchall()]
    return list(Delivery.objects.filter(pk__in=ids).order_by("id"))


class _Batch:
    """One batch of one rule, in one direction."""

    def __init__(self, rule: str, direction: str, tally: Tally, turn: Round) -> None:
        self._rule, self._tally, self._turn = rule, tally, turn
        self._run = self._react if direction == Delivery.Direction.REACT else self._take_back
        self._failures = 0
        self._blocked: set[int] = set()  # persons whose earlier delivery failed in this batch
        self._people: dict[int, list[int]] = {}

    def deliver(self, due: Sequence[Delivery]) -> None:
        events = {row.id: row for row in read_events([one.event_id for one in due])}
        self._people = {event: [person for person, *_ in people] for event, people in people_of(events).items()}
        self._halve(list(due), events)

    def _halve(self, due: list[Delivery], events: dict[int, EventRow]) -> None:
        due = [one for one in due if not self._is_blocked(one)]
        if not due or self._failures >= FAILURES:
            self._set_back(due, "同一条规则接连没办成，先放一放，过一会儿再试")
            return
        try:
            self._run(due, [events[one.event_id] for one in due])
        except Exception as error:
            if len(due) > 1:
                middle = len(due) // 2
                self._halve(due[:middle], events)
                self._halve(due[middle:], events)
                return
            logger.exception("Delivery %d of the rule “%s” failed.", due[0].pk, self._rule)
            self._failures += 1
            self._blocked.update(self._people.get(due[0].event_id, ()))
            self._tally.failed(self._rule, events[due[0].event_id].kind)
            self._set_back(due, in_words(error))

    def _is_blocked(self, one: Delivery) -> bool:
        return not self._blocked.isdisjoint(self._people.get(one.event_id, ()))

    def _react(self, due: list[Delivery], events: list[EventRow]) -> None:
        standing = [(one, event) for one, event in zip(due, events, strict=True) if event.standing]
        rule = rules.get(self._rule)
        if rule is None:
            raise LookupError(f"规则「{self._rule}」已经没有了。")
        ids = {(rule.key, event.id): one.pk for one, event in standing}
        batch = Batch(tuple(happened(event) for _, event in standing), clock.today())
        effects = react({rule: batch}, ids)
        self._finish(due, events, lambda event: effects[self._rule, event])

    def _take_back(self, due: list[Delivery], events: list[EventRow]) -> None:
        fallen = [event for event in events if not event.standing]
        undone = take_back(self._rule, fallen)
        self._finish(due, events, undone.get)

    def _finish(self, due: list[Delivery], events: list[EventRow], count: Callable[[int], int | None]) -> None:
        now = clock.now()
        Delivery.objects.filter(pk__in=[one.pk for one in due]).update(
            state=Delivery.State.DONE, next_at=None, error="", finished_at=now
        )
        for one, event in zip(due, events, strict=True):
            taken, number = now - min(one.told_at, now), count(event.id) or 0
            if one.direction == Delivery.Direction.REACT:
                self._tally.done(self._rule, event.kind, taken, number)
            else:
                self._tally.taken_back(self._rule, event.kind, number)

    def _set_back(self, due: Iterable[Delivery], why: str) -> None:
        now, rows = clock.now(), list(due)
        for one in rows:
            one.attempts += 1
            parked = one.attempts >= ATTEMPTS
            one.state = Delivery.State.PARKED if parked else Delivery.State.PENDING
            one.next_at = None if parked else now + pause(one.attempts, one.pk)
            one.error = why[:300]
            self._turn.tried.add(one.pk)
        Delivery.objects.bulk_update(rows, ["attempts", "state", "next_at", "error"], batch_size=500)
