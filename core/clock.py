"""The only place that reads the system clock. Everything else takes `on=` or `at=`."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_travelled: ContextVar[dt.datetime | None] = ContextVar("travelled", default=None)


def now() -> dt.datetime:
    """The present moment, aware, in China's civil time."""
    return _travelled.get() or dt.datetime.now(SHANGHAI)


def today() -> dt.date:
    """The present day in Asia/Shanghai, whatever zone the machine is set to."""
    return now().date()


@contextmanager
def travel(to: dt.date | dt.datetime) -> Iterator[dt.datetime]:
    """Stand still at another moment, for tests and replays.

    A date means noon of that day; a naive datetime is taken as Asia/Shanghai. The journey
    belongs to the current context (thread or task), and may be nested.
    """
    moment = to if isinstance(to, dt.datetime) else dt.datetime.combine(to, dt.time(12))
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=SHANGHAI)
    moment = moment.astimezone(SHANGHAI)
    token = _travelled.set(moment)
    try:
        yield moment
    finally:
        _travelled.reset(token)
