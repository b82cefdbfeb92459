"""When messages may go: by day (handbook §14: 8:00–21:00 发送, P)."""

from __future__ import annotations

import datetime as dt


def may_go_at(now: dt.datetime, opens: int, closes: int) -> dt.datetime:
    """The earliest moment from `now` (local time) on that lies between the hours `opens` and `closes`."""
    if opens <= now.hour < closes:
        return now
    day = now.date() if now.hour < opens else now.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, dt.time(opens), now.tzinfo)


def next_morning(now: dt.datetime, opens: int) -> dt.datetime:
    """The hour at which messages go again on the following day."""
    return dt.datetime.combine(now.date() + dt.timedelta(days=1), dt.time(opens), now.tzinfo)
