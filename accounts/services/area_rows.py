"""Rows that only say where something is now go with their area: one declaration a table.

    # facilities/area_followers.py
    area_followers.register(rows_follow("organisations", "facilities_organisation", "社区社会组织", "个", unique_name="name"))

They go with the main successor: nobody knows in which part of a divided area they are.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from accounts.following import Act, AreaFollower, Figure, Held
from core.scope import area_range

# {table}, {column}, {only}, {name}: identifiers of our own declarations. Values travel as parameters.
_MOVE = """
UPDATE {table} t SET {column} = m.new FROM unnest(%(old)s::text[], %(new)s::text[]) AS m(old, new)
WHERE t.{column} = m.old AND {only} RETURNING t.id, m.old
"""
_GIVE_WAY = """
UPDATE {table} t SET {name} = left(t.{name} || '（原' || substr(t.{column}, 10, 3) || '）', 80)
FROM unnest(%(old)s::text[], %(new)s::text[]) AS m(old, new), {table} stands
WHERE t.{column} = m.old AND stands.{column} = m.new AND stands.{name} = t.{name} AND {only} RETURNING t.id, stands.{name}
"""


def rows_follow(
    key: str,
    table: str,
    noun: str,
    measure: str,
    *,
    column: str = "area_code",
    only: str = "true",
    unique_name: str = "",
    order: int = 60,
) -> AreaFollower:
    """The follower of a table. `only`: SQL for rows of the present (of `t`); `unique_name`: a column that an area has only once:
    the row that comes gives way with a suffix."""
    words = {"table": table, "column": column, "only": only, "name": unique_name}

    def preview(act: Act) -> list[Figure]:
        old, _ = _mains(act)
        number = _ask(f"SELECT count(*) FROM {table} t WHERE t.{column} = ANY(%(old)s) AND {only}", {"old": old})[0][0]
        return [Figure(noun, number)] if number else []

    def follow(act: Act) -> dict[str, int]:
        old, new = _mains(act)
        renamed = _ask(_GIVE_WAY.format(**words), {"old": old, "new": new}) if unique_name else []
        moved = _ask(_MOVE.format(**words), {"old": old, "new": new})
        act.kept[key] = {"moved": [list(row) for row in moved], "renamed": [list(row) for row in renamed]}
        return {noun: len(moved)}

    def undo(act: Act) -> None:
        kept = act.kept.get(key, {})
        _put_back(table, column, kept.get("moved", []))
        _put_back(table, unique_name, kept.get("renamed", []))

    def obstacles(act: Act) -> list[str]:
        new, own = [one.code for one in act.plan.created], [pk for pk, _ in act.kept.get(key, {}).get("moved", [])]
        later = _ask(
            f"SELECT count(*) FROM {table} t WHERE t.{column} = ANY(%(new)s) AND NOT (t.id = ANY(%(own)s::bigint[]))",
            {"new": new, "own": own},
        )[0][0]
        return [f"新地区后来登记了 {later} {measure}{noun}。"] if later else []

    def held(code: str) -> list[Held]:
        low, high = area_range(code)
        rows = _ask(
            f"SELECT count(*) FROM {table} t WHERE t.{column} >= %(low)s AND t.{column} < %(high)s",
            {"low": low, "high": high},
        )
        return [Held(noun, rows[0][0], measure)]

    return AreaFollower(key, order, preview, follow, undo, obstacles, held)


def _mains(act: Act) -> tuple[list[str], list[str]]:
    mains = [one for one in act.plan.moving if one.main]
    return [one.old for one in mains], [one.new for one in mains]


def _put_back(table: str, column: str, kept: list[list[Any]]) -> None:
    if kept:
        _run(
            f"UPDATE {table} t SET {column} = was.value FROM unnest(%(ids)s::bigint[], %(values)s::text[]) AS was(id, value)"
            " WHERE t.id = was.id",
            {"ids": [pk for pk, _ in kept], "values": [value for _, value in kept]},
        )


def _run(statement: str, values: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _ask(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
