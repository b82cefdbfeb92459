"""Events that nobody was told of yet: each becomes one delivery for every rule of its kind, and is worked off at once.

A rule that fails, or that has an older delivery of the same person waiting, gets its deliveries as pending; `waiting.py` takes
them from there.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core import clock
from core.bulk import insert_rows, reserve_ids
from core.dispatching import claim, events_wait, read_events
from lifecycle.engine.declaration import Batch, Happened, Rule, rules
from lifecycle.engine.holding import held_by
from lifecycle.engine.lane import lane
from lifecycle.engine.reacting import happened, react
from lifecycle.engine.tally import Tally
from lifecycle.models import Delivery

logger = logging.getLogger(__name__)

BATCH = 5000
_COLUMNS = ("id", "event_id", "rule", "direction", "state", "attempts", "next_at", "error", "told_at", "finished_at")


def tell_new(tally: Tally) -> int:
    """Tell the rules of up to BATCH events, in one transaction; returns how many events there were."""
    if not events_wait():
        return 0
    with lane():
        waiting = claim(BATCH)
        _take_backs([one.id for one in waiting if not one.standing])
        concerned = {kind for rule in rules for kind in rule.on}
        events = [happened(row) for row in read_events([w.id for w in waiting if w.standing and w.kind in concerned])]
        if events:
            _tell(events, tally)
        tally.write()
    return len(waiting)


@dataclass(frozen=True)
class _Share:
    """What of these events one rule is told: all get a delivery, the `free` ones need not wait."""

    rule: Rule
    events: list[Happened]
    free: Batch


def _tell(events: list[Happened], tally: Tally) -> None:
    shares = _shares(events)
    pairs = [(share.rule.key, event.id) for share in shares for event in share.events]
    ids = dict(zip(pairs, reserve_ids(Delivery, len(pairs)), strict=True))
    effects, failed = _react(shares, ids)
    now, rows, ends = clock.now(), [], _Ends()
    for share in shares:
        done = set() if share.rule in failed else {event.id for event in share.free}
        rule = share.rule.key
        rows += [
            (ids[rule, event.id], event.id, rule, *ends.of(event.id in done, told_at(event, now), now))
            for event in share.events
        ]
        _count(share, done, effects, now, tally)
    insert_rows(Delivery, _COLUMNS, rows)


def _count(
    share: _Share, done: set[int], effects: Mapping[tuple[str, int], int], now: dt.datetime, tally: Tally
) -> None:
    """Events of one file were told at one moment: they are counted together."""
    rule, number, made = share.rule.key, Counter[tuple[str, dt.datetime]](), Counter[tuple[str, dt.datetime]]()
    for event in share.events:
        if event.id in done:
            alike = (event.kind, event.recorded_at)
            number[alike] += 1
            made[alike] += effects[rule, event.id]
    for (kind, told), deliveries in number.items():
        tally.done(rule, kind, now - min(told, now), made[kind, told], deliveries=deliveries)


def _shares(events: list[Happened]) -> list[_Share]:
    again = _told_before([event.id for event in events])
    held = held_by([(event.id, [about.person for about in event.people]) for event in events])
    shares, today, seen = [], clock.today(), dict[Any, Any]()
    for rule in sorted(rules, key=lambda one: one.order):
        ours = [event for event in events if event.kind in rule.on and (event.id, rule.key) not in again]
        waits = held.get(rule.key, set())
        if ours:
            free = Batch(tuple(event for event in ours if event.id not in waits), today, seen)
            shares.append(_Share(rule, ours, free))
    return shares


def _react(shares: list[_Share], ids: Mapping[tuple[str, int], int]) -> tuple[Counter[tuple[str, int]], set[Rule]]:
    """All rules together; if anything fails, each by itself. Returns the effects, and the rules that failed."""
    try:
        return react({share.rule: share.free for share in shares}, ids), set()
    except Exception:
        logger.info("Some rule fails with these %d events; each is asked by itself.", len(ids), exc_info=True)
    effects: Counter[tuple[str, int]] = Counter()
    failed = set()
    for share in shares:
        try:
            effects += react({share.rule: replace(share.free, seen={})}, ids)
        except Exception:
            logger.exception("The rule “%s” failed; its events are tried one by one.", share.rule.key)
            failed.add(share.rule)
    return effects, failed


def told_at(event: Happened, now: dt.datetime) -> dt.datetime:
    """From when on the time to the effect counts."""
    return min(event.recorded_at, now)


class _Ends:
    """What deliveries of one pass have in common, spelled once: the columns from `direction` on."""

    def __init__(self) -> None:
        self._known: dict[tuple[bool, dt.datetime], tuple[object, ...]] = {}

    def of(self, done: bool, told: dt.datetime, now: dt.datetime) -> tuple[object, ...]:
        if (done, told) not in self._known:
            state = Delivery.State.DONE if done else Delivery.State.PENDING
            at, then = now.isoformat(), told.isoformat()
            times = (None, "", then, at) if done else (at, "", then, None)
            self._known[done, told] = (Delivery.Direction.REACT.value, state.value, int(done), *times)
        return self._known[done, told]


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
