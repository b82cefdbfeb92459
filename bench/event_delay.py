"""`event-delay`: fifty deaths a second are told; how long from each commit until the last effect of all rules is committed.

Floor: the same rules inside one process without a wake-up, an event at a time. The deaths are voided afterwards.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from statistics import median

from django.db import connection, transaction

from bench.apart import process_of
from bench.deaths import SOURCE, deaths, first_new_event
from bench.figures import Figure
from bench.population import Population, ask
from bench.timing import percentile, seconds
from core.outbox import NewEvent, emit, void_told_by
from lifecycle.engine.dispatcher import Dispatcher
from lifecycle.engine.drain import drain, run_due

_A_SECOND, _FOR, _INLINE, _WARM = 50, 12, 40, 10
_TOLD = "SELECT count(*) AS told FROM core_event WHERE id > %s AND dispatched_at IS NOT NULL"


def run(population: Population) -> Iterator[Figure]:
    drain()
    number = _A_SECOND * _FOR
    told = deaths(_WARM + _INLINE + number)
    for event in told[:_WARM]:
        _inline(event)
    inline = [seconds(lambda event=event: _inline(event)) for event in told[_WARM : _WARM + _INLINE]]
    process = process_of(_dispatch)
    try:
        delays = _offer(told[_WARM + _INLINE :])
    finally:
        process.terminate()
        process.join(20)
    with transaction.atomic():
        void_told_by(SOURCE)
    drain()
    floor = median(inline) * 1000
    p50, p99 = median(delays) * 1000, percentile(delays, 0.99) * 1000
    rate = f"{_A_SECOND} events/s for {_FOR} s"
    yield _figure("event-delay:p50", p50, floor, f"≤ 50 ms; {rate}", p50 <= 50)
    yield _figure("event-delay:p99", p99, floor, f"≤ 500 ms; {rate}", p99 <= 500)


def _figure(name: str, value: float, floor: float, goal: str, ok: bool) -> Figure:
    return Figure(name, round(value, 1), "ms", goal, ok, round(floor, 1), round(value / floor, 2))


def _tell(event: NewEvent) -> None:
    with transaction.atomic():
        emit(event, by="bench")


def _inline(event: NewEvent) -> None:
    _tell(event)
    run_due()


def _dispatch() -> None:
    """The dispatcher as bin/run starts it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Dispatcher().run()


def _offer(events: list[NewEvent]) -> list[float]:
    """Tell the events evenly; returns the delay of each in seconds. Effects and the mark on the event are one commit."""
    _warm_up(events)
    first, committed = first_new_event(), []
    seen = _Watch(first, len(events) - 1)
    watch = threading.Thread(target=seen.run)
    watch.start()
    started = time.perf_counter()
    for order, event in enumerate(events[1:]):
        time.sleep(max(0.0, started + order / _A_SECOND - time.perf_counter()))
        _tell(event)
        committed.append(time.perf_counter())
    watch.join()
    return [done - told for told, done in zip(committed, seen.moments, strict=True)]


def _warm_up(events: list[NewEvent]) -> None:
    """The dispatcher has started, and has met every rule once."""
    before = first_new_event()
    _tell(events[0])
    while not ask(_TOLD, [before])[0]["told"]:
        time.sleep(0.05)


class _Watch:
    """Looks every two milliseconds how many events are done: they are told to the rules in their order."""

    def __init__(self, first: int, number: int) -> None:
        self._first, self._number = first, number
        self.moments: list[float] = []

    def run(self) -> None:
        while len(self.moments) < self._number:
            told = ask(_TOLD, [self._first])[0]["told"]
            self.moments += [time.perf_counter()] * (told - len(self.moments))
            time.sleep(0.002)
        connection.close()
