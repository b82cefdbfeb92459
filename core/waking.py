"""Wake-ups by PostgreSQL itself: the trigger on events notifies at commit, whoever listens looks into the table.

A notice that is lost loses nothing: what must be done stands in the table, and the listener looks by itself as well.
"""

from __future__ import annotations

import select
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

CHANNEL = "yisheng_events"  # as the trigger names it (migration 0010)


def wake() -> None:
    """Wake the dispatcher when the present transaction commits: for work that is not a new event."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


class Listener:
    """Waits for notices on this process's connection, which must not be inside a transaction."""

    def wait(self, seconds: float) -> bool:
        """Sleep until a notice comes, at most so long; True when one came. Raises OperationalError when the server is gone."""
        raw = connection.connection
        raw.poll()
        if not raw.notifies and select.select([raw], [], [], seconds)[0]:
            raw.poll()
        woken = bool(raw.notifies)
        raw.notifies.clear()
        return woken


@contextmanager
def listening() -> Iterator[Listener]:
    """Listen while the connection lasts. Through a pooler in transaction mode no notice arrives; waits then end by themselves."""
    with connection.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    with connection.wrap_database_errors:
        yield Listener()
