"""How long PostgreSQL may think about what somebody waits for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from psycopg2.errors import QueryCanceled


class TooSlow(Exception):
    """A statement took longer than it was given and was stopped."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Statements of this transaction get so long each; raises TooSlow, which must leave the atomic block round it.

    The limit stays until the transaction ends: what follows in the same request is smaller than what was searched.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(round(seconds * 1000))])
    try:
        yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooSlow from error
        raise
