"""Events that nobody was told of yet: each becomes one delivery for every rule of its kind, and is worked off at once.

A rule that fails, or that has an older delivery of the same person waiting, gets its deliveries as pending; `waiting.py` takes
them from there.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Sequence

from core import clock
from core.bulk import insert_rows, reserve_ids
from core.dispatching import claim, read_events
from lifecycle.engine.declaration import Happened, Rule, rules
from lifecycle.engine.holding import held_by
from lifecycle.engine.lane import lane
from lifecycle.engine.reacting import happened, react
from lifecycle.engine.tally import Tally
from lifecycle.models import Delivery

logger = logging.getLogger(__name__)

BATCH = 2000
_COLUMNS = ("id", "event_id", "rule", "direction", "state", "attempts", "next_at", "error", "told_at", "finished_at")


def tell_new(tally: Tally) -> int:
    """Tell the rules of up to BATCH events, in one transaction; returns how many events there were."""
    with lane():
        waiting = claim(BATCH)
        _take_backs([one.id for one in waiting if not one.standing])
        concerned = {kind for rule in rules for kind in rule.on}
        events = [happened(row) for row in read_events([w.id for w in waiting if w.standing and w.kind in concerned])]
        if events:
            _tell(events, tally)
        tally.write()
    return len(waiting)


def _tell(events: list[Happened], tally: Tally) -> None:
    again = _told_before([event.id for event in events])
    held = held_by([(event.id, [about.person for about in event.people]) for event in events])
    rows: list[tuple[object, ...]] = []
    for rule in sorted(rules, key=lambda one: one.order):
        ours = [event for event in events if event.kind in rule.on and (event.id, rule.key) not in again]
        if ours:
            rows += _tell_rule(rule, ours, held.get(rule.key, set()), tally)
    insert_rows(Delivery, _COLUMNS, rows)


def _tell_rule(rule: Rule, events: list[Happened], held: set[int], tally: Tally) -> Iterable[tuple[object, ...]]:
    """Have the rule react to those that need not wait; returns the rows of all its deliveries."""
    ids = dict(zip((event.id for event in events), reserve_ids(Delivery, len(events)), strict=True))
    free = [event for event in events if event.id not in held]
    try:
        effects = react(rule, free, ids)
    except Exception:
        logger.exception("The rule “%s” failed with %d events; each is tried by itself.", rule.key, len(free))
        free = []
    done, now = {event.id for event in free}, clock.now()
    for event in free:
        tally.done(rule.key, event.kind, now - told_at(event, now), effects[event.id])
    return [_row(ids[event.id], event, rule, event.id in done, now) for event in events]


def told_at(event: Happened, now: dt.datetime) -> dt.datetime:
    """From when on the time to the effect counts."""
    return min(event.recorded_at, now)


def _row(pk: int, event: Happened, rule: Rule, done: bool, now: dt.datetime) -> tuple[object, ...]:
    state = Delivery.State.DONE if done else Delivery.State.PENDING
    ends = (None, "", told_at(event, now), now) if done else (now, "", told_at(event, now), None)
    return (pk, event.id, rule.key, Delivery.Direction.REACT.value, state.value, int(done), *ends)


def _told_before(events: Sequence[int]) -> set[tuple[int, str]]:
    """Deliveries of events that were told earlier (voided and put back since): they wait again."""
    rows = Delivery.objects.filter(event_id__in=events, direction=Delivery.Direction.REACT)
    found = set(rows.values_list("event_id", "rule"))
    if found:
        rows.filter(state__in=[Delivery.State.DONE, Delivery.State.DROPPED]).update(
            state=Delivery.State.PENDING, next_at=clock.now(), attempts=0, error="", finished_at=None
        )
    return found


def _take_backs(events: list[int]) -> None:
    """Voided events: what waits for them is dropped; each rule that reacted gets one delivery to take back."""
    if not events:
        return
    now = clock.now()
    ours = Delivery.objects.filter(event_id__in=events)
    ours.filter(direction=Delivery.Direction.REACT, state__in=[Delivery.State.PENDING, Delivery.State.PARKED]).update(
        state=Delivery.State.DROPPED, next_at=None, finished_at=now
    )
    reacted = ours.filter(direction=Delivery.Direction.REACT, state=Delivery.State.DONE).order_by("id")
    Delivery.objects.bulk_create(
        [
            Delivery(event_id=event, rule=rule, direction=Delivery.Direction.TAKE_BACK, told_at=now, next_at=now)
            for event, rule in reacted.values_list("event_id", "rule")
        ],
        batch_size=2000,
        update_conflicts=True,
        unique_fields=["event", "rule", "direction"],
        update_fields=["state", "attempts", "next_at", "error", "told_at", "finished_at"],
    )
