"""When a right ends soon, and how soon that is."""

from __future__ import annotations

import datetime as dt

SOON, NOW = 30, 7  # days before the end on which somebody is told, and told again


def urgency(until: dt.date | None, today: dt.date) -> str:
    """`now` in the last 7 days, `soon` in the last 30, empty before that, for no end, and when it is over."""
    if until is None or until < today:
        return ""
    left = (until - today).days
    return "now" if left <= NOW else "soon" if left <= SOON else ""
