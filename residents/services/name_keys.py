"""What names are compared by, brought in step for the whole base: after a migration, after the variant table has grown."""

from __future__ import annotations

from typing import Any

from psycopg2.extras import execute_values

from residents.domain.names import comparison_key

_STALE = """
UPDATE residents_person p SET name_key = k.key FROM name_keys k WHERE p.name = k.name AND p.name_key <> k.key
"""


def refresh_name_keys(connection: Any) -> int:
    """Write Person.name_key where it is not the comparison key of the name; returns how many rows.

    One statement for the base; each different name is read once. The key says nothing new about anybody, so the history
    triggers stay out of it (the owner's right: run by migrations and by the command `refresh_name_keys`).
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT name FROM residents_person")
        keys = [(name, comparison_key(name)) for (name,) in cursor.fetchall()]
        if not keys:
            return 0
        cursor.execute('CREATE TEMPORARY TABLE name_keys (name text COLLATE "C", key text COLLATE "C") ON COMMIT DROP')
        execute_values(cursor.cursor, "INSERT INTO name_keys VALUES %s", keys, page_size=5000)
        cursor.execute("ANALYZE name_keys")
        cursor.execute("ALTER TABLE residents_person DISABLE TRIGGER USER")
        cursor.execute(_STALE)
        changed: int = cursor.rowcount
        cursor.execute("ALTER TABLE residents_person ENABLE TRIGGER USER")
        cursor.execute("DROP TABLE name_keys")
    return changed
