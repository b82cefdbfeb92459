"""The search inside communities: one statement tries every word on everybody there (migrations/0012_search_near.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from core.crypto import digest
from core.scope import Scope
from residents.domain.search_words import MOST_WORDS, Word, following

_COMMUNITY = 12  # digits of a community's code
_LEAST_ADDRESS = 2  # characters of a part of an address
_SQL = """
SELECT f.grp AS "group", f.via1, f.via2, f.via3, {columns}
FROM residents_near(%s::text[], %s::text[], %s::text[], %s::bytea[], %s, %s, %s) f
JOIN residents_person p ON p.id = f.id
"""


def is_near(scope: Scope, words: Sequence[Word]) -> bool:
    """Does the scope hold nothing but communities? Then reading all their people is the quickest way to find some.

    Whole numbers are looked up by their digest, wherever one looks.
    """
    found_by_digest = all(word.kind in ("number", "document", "phone") for word in words)
    return bool(scope) and not found_by_digest and all(len(low) >= _COMMUNITY for low, _ in scope.ranges)


def rows_near(
    words: Sequence[Word], columns: Sequence[str], *, limit: int, per_word: int
) -> tuple[list[dict[str, Any]], dict[Word, dict[int, str]]]:
    """(rows with their `group`, word → person id → how it fits something outside the person's row), one statement.

    Runs in the scope that is set. Each group is cut just above what is shown.
    """
    sql = _SQL.format(columns=", ".join(f"p.{name}" for name in columns))
    values: list[Any] = [
        [word.kind for word in words],
        [word.text for word in words],
        [following(word.text) for word in words],
        [_digest(word) for word in words],
        any(_may_be_address(word, words) for word in words),
        limit + 1,
        per_word + 1,
    ]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    elsewhere = {word: _outside(rows, place) for place, word in enumerate(words, start=1)}
    return rows, elsewhere


def _digest(word: Word) -> bytes | None:
    if word.kind in ("number", "document"):
        return digest(word.text, "document")
    return digest(word.text, "phone") if word.kind == "phone" else None


def _may_be_address(word: Word, words: Sequence[Word]) -> bool:
    """Addresses are not in the index: they are opened only for what can be a part of one (1803 alone can)."""
    return len(word.text) >= _LEAST_ADDRESS and (word.kind == "text" or (word.kind == "last4" and len(words) == 1))


def _outside(rows: Sequence[Mapping[str, Any]], place: int) -> dict[int, str]:
    assert 1 <= place <= MOST_WORDS
    return {row["id"]: row[f"via{place}"] for row in rows if row[f"via{place}"]}
