"""When a failed delivery is tried again, and how long deliveries took."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Sequence

FIRST = dt.timedelta(seconds=5)
LONGEST = dt.timedelta(hours=1)
ATTEMPTS = 8  # then somebody looks at it: five seconds doubled come to some ten minutes
_JITTER = 0.25

# Upper bounds of the classes in which times are counted, in milliseconds; the last class is open.
BOUNDS = (5, 10, 20, 30, 50, 75, 100, 200, 350, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 600_000)


def pause(attempts: int, seed: int) -> dt.timedelta:
    """How long to wait after so many failures: doubled each time, at most an hour, each by itself a quarter longer or shorter so
    that what failed together does not come back together. `seed` (the delivery's id) makes it the same when computed again.
    """
    doubled = min(FIRST * 2 ** min(attempts - 1, 20), LONGEST)
    spread = (seed * 2_654_435_761 + attempts * 40_503) % 1_000 / 999
    return doubled * (1 - _JITTER + 2 * _JITTER * spread)


def class_of(taken: dt.timedelta) -> int:
    """The class in which a time is counted."""
    return bisect_left(BOUNDS, taken.total_seconds() * 1000)


def quantile(counts: Sequence[int], share: float) -> int | None:
    """The time in ms below which `share` of what was counted lies, read from the classes (straight within a class)."""
    total = sum(counts)
    if not total:
        return None
    wanted, seen = share * total, 0
    for place, count in enumerate(counts):
        if count and seen + count >= wanted:
            low = BOUNDS[place - 1] if place else 0
            high = BOUNDS[place] if place < len(BOUNDS) else BOUNDS[-1] * 2
            return round(low + (high - low) * (wanted - seen) / count)
        seen += count
    return BOUNDS[-1]
