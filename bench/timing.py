"""Clocks: ours and the floor in turn, so that both meet the same weather on a shared machine."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median
from typing import Any

from django.db import connection

Act = Callable[[], object]


def seconds(act: Act) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def race(*acts: Act, rounds: int = 25, warm: int = 4) -> list[float]:
    """Median milliseconds of each act, run by turns."""
    for _ in range(warm):
        for act in acts:
            act()
    taken: list[list[float]] = [[] for _ in acts]
    for _ in range(rounds):
        for runs, act in zip(taken, acts, strict=True):
            runs.append(seconds(act) * 1000)
    return [median(runs) for runs in taken]


def percentile(values: list[float], share: float) -> float:
    """The value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


class Statements:
    """How many statements ran, and the milliseconds they took in the database and on the wire."""

    def __init__(self) -> None:
        self.count = 0
        self.milliseconds = 0.0
        self.sql: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.milliseconds += (time.perf_counter() - started) * 1000
            self.count += 1
            self.sql.append(sql)


@contextmanager
def statements() -> Iterator[Statements]:
    """Watch the statements of this process's connection."""
    watch = Statements()
    with connection.execute_wrapper(watch):
        yield watch
