"""One worker at a time moves deliveries: what a rule sees is in order, and two workers never do the same thing.

The lock lives in the transaction: a worker that is killed gives it back with everything it had begun.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from core.scope import as_system

_LANE = 440_104_018  # the advisory lock's number: any that nobody else takes


@contextmanager
def lane() -> Iterator[None]:
    """A transaction past the wall in which nobody else delivers; waits for whoever is at it."""
    with as_system("rules react to events of every area; who may see what they did is decided where it is shown"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LANE])
        yield
