"""Migration operations for the second wall: the web role and the row-level policies (docs/adr/0003-row-level-security.md)."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.db.migrations.operations import RunSQL

from core.scope import SLOTS


def in_scope(columns: Sequence[str]) -> str:
    """SQL that is true when any column lies in any range of the scope; the settings' absence makes it false."""
    tests = [
        f"({column} >= current_setting('yisheng.lo{slot}', true) COLLATE \"C\""
        f" AND {column} < current_setting('yisheng.hi{slot}', true) COLLATE \"C\")"
        for column in columns
        for slot in range(1, SLOTS + 1)
    ]
    return " OR ".join(tests)


class CreateWebRole(RunSQL):
    """The role of web and worker processes: reads and writes rows, owns nothing, does not bypass policies."""

    def __init__(self, sql: str = "", reverse_sql: str = "") -> None:
        role = settings.WEB_ROLE
        super().__init__(
            f"""
            DO $$ BEGIN
              IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
                CREATE ROLE {role} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
              END IF;
            EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
            END $$;
            DO $$ BEGIN EXECUTE format('GRANT {role} TO %I', session_user); EXCEPTION WHEN OTHERS THEN
              IF NOT pg_has_role(session_user, '{role}', 'MEMBER') THEN RAISE; END IF; END $$;
            GRANT USAGE ON SCHEMA public TO {role};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role};
            GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role};
            """,
            RunSQL.noop,
        )


class AppendOnly(RunSQL):
    """The web role may add and read rows of these tables, never change or remove them (SEC10)."""

    def __init__(self, tables: Sequence[str]) -> None:
        names = ", ".join(tables)
        super().__init__(
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {names} FROM {settings.WEB_ROLE}",
            f"GRANT UPDATE, DELETE ON {names} TO {settings.WEB_ROLE}",
        )


class Unread(RunSQL):
    """The web role adds rows of this table and reads none of them; whoever must know asks past the wall, and says why."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"REVOKE SELECT ON {table} FROM {settings.WEB_ROLE}; GRANT SELECT (id) ON {table} TO {settings.WEB_ROLE}",
            f"GRANT SELECT ON {table} TO {settings.WEB_ROLE}",
        )


class ScopeRows(RunSQL):
    """Row-level security of a table by its own area columns, or by the row of another table that it belongs to.

    `columns`: area code columns of the table itself. `via`: (column, parent table, parent key): visible when the parent
    row is (the parent's own policy decides). `open_insert`: rows may be added unseen (history, event subjects).
    """

    def __init__(
        self,
        table: str,
        *,
        columns: Sequence[str] = (),
        via: tuple[str, str, str] | None = None,
        open_insert: bool = False,
        extra: str = "",
    ) -> None:
        tests = [in_scope([f"{table}.{column}" for column in columns])] if columns else []
        if via:
            column, parent, key = via
            tests.append(f"EXISTS (SELECT FROM {parent} parent WHERE parent.{key} = {table}.{column})")
        if extra:
            tests.append(extra)
        using = " OR ".join(f"({test})" for test in tests)
        check = "true" if open_insert else using
        super().__init__(
            f"""
            ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
            CREATE POLICY in_scope ON {table} USING ({using}) WITH CHECK ({check});
            """,
            f"""
            DROP POLICY in_scope ON {table};
            ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;
            """,
        )
