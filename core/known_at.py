"""The base as it was known at a past moment: the same statements, over what the tables held then.

Every version of a row says since when and until when it was known (core/history.py `Versioned`). Inside `known_at()` each
SELECT that names such a table gets a WITH in front that holds the versions of that moment under the table's own name; the
query behind it, written for the present, does not know of it. PostgreSQL reads the two tables through their own indexes
(docs/adr/0012-as-known-then.md says why this shape and no other).

A moment must stand still before it can be asked about: an act that began before it and is not finished yet would appear in
it later. `past_moment()` refuses such a moment; `this_moment()` takes the present and names the acts to leave out for ever.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from core.clock import SHANGHAI
from core.errors import UserError
from core.history import KNOWN_FROM, Versioned

# Both arms are bare tables and the condition stands outside them: only then does the planner treat them as one table of
# two parts, whose indexes a join may use for each row.
_THEN = """"{table}" AS NOT MATERIALIZED (SELECT {columns} FROM (
 SELECT {columns}, timestamptz 'infinity' AS known_until FROM public."{table}"
 UNION ALL
 SELECT {past}, pgh_created_at AS known_until FROM public."{events}") AS versions
 WHERE {began} AND {lasted})"""

# A session that has begun a transaction says so a moment later (PostgreSQL takes the time of the statement's arrival).
_SETTLES = 0.02
_READS = re.compile(r"\s*\(*\s*SELECT\b", re.IGNORECASE)


@dataclass(frozen=True)
class Moment:
    """What was known at `at`; an act counts from when it began. `apart`: beginnings of acts that were not finished when the
    moment was taken, and are left out. `present`: taken when it was the present, so nobody needs to be told."""

    at: dt.datetime
    apart: tuple[dt.datetime, ...] = ()
    present: bool = False

    def written(self) -> dict[str, Any]:
        """For a register: what `read` reads."""
        return {
            "at": self.at.isoformat(),
            "apart": [start.isoformat() for start in self.apart],
            "present": self.present,
        }

    @classmethod
    def read(cls, written: dict[str, Any]) -> Moment:
        return cls(
            dt.datetime.fromisoformat(written["at"]),
            tuple(dt.datetime.fromisoformat(start) for start in written["apart"]),
            written["present"],
        )


def past_moment(at: dt.datetime, field: str = "known_at") -> Moment:
    """A moment that nothing can change any more; UserError when it lies ahead, or an act from before it is still under way."""
    at = (at if at.tzinfo else at.replace(tzinfo=SHANGHAI)).astimezone(SHANGHAI)
    now, running = _running(upto=at)
    if at > now:
        raise UserError("还没到这个时刻，不知道那时底册里会有什么。", field=field, remedy="请填已经过去的时刻。")
    if running:
        since = running[0].astimezone(SHANGHAI)
        raise UserError(
            f"{since:%Y-%m-%d %H:%M:%S} 开始的一次录入还没有完成，{at:%H:%M:%S} 的底册还定不下来。",
            field=field,
            remedy=f"请填 {since:%H:%M:%S} 以前的时刻，或者等它完成再看。",
        )
    return Moment(at)


def this_moment() -> Moment:
    """The present, held fast: whoever reads it later reads the same, whatever was being written meanwhile."""
    now, running = _running(upto=None)
    return Moment(now.astimezone(SHANGHAI), tuple(start.astimezone(SHANGHAI) for start in running), present=True)


def _running(upto: dt.datetime | None) -> tuple[dt.datetime, list[dt.datetime]]:
    """The database's clock, and when the transactions that are under way in this database began, those up to a moment.

    Asked of a function of the owner's, for others' sessions are hidden from the web role. pg_dump only reads.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT now, begun, hidden FROM running_acts(%s, %s)", [upto, _SETTLES])
        now, begun, hidden = cursor.fetchone()
    if hidden:
        raise RuntimeError("Sessions of another database user are hidden: GRANT pg_read_all_stats to the owner's role.")
    return now, begun


@contextmanager
def known_at(moment: Moment, tables: Iterable[type[Versioned]]) -> Iterator[None]:
    """Inside, SELECTs find in the named tables what was known at the moment. Nothing can be written to them there."""
    past = {model._meta.db_table: _versions(model, moment) for model in tables}
    named = re.compile(rf"\b({'|'.join(past)})\b")

    def ask(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        found = sorted(set(named.findall(sql)))
        if found and not _READS.match(sql):
            raise RuntimeError(f"What was known then cannot be written: {sql[:80]}")
        return execute(
            f"WITH {', '.join(past[table] for table in found)} {sql}" if found else sql, params, many, context
        )

    with connection.execute_wrapper(ask):
        yield


def _versions(model: type[models.Model], moment: Moment) -> str:
    names = [field.column for field in model._meta.concrete_fields]
    at, apart = _literal(moment.at), f"ARRAY[{', '.join(map(_literal, moment.apart))}]" if moment.apart else ""
    return _THEN.format(
        table=model._meta.db_table,
        events=model.pgh_event_model._meta.db_table,  # type: ignore[attr-defined]
        columns=", ".join(f'"{name}"' for name in names),
        past=", ".join("pgh_obj_id AS id" if name == "id" else f'"{name}"' for name in names),
        began=f"{KNOWN_FROM} <= {at}" + (f" AND {KNOWN_FROM} <> ALL ({apart})" if apart else ""),
        lasted=f"(known_until > {at} OR known_until = ANY ({apart}))" if apart else f"known_until > {at}",
    )


def _literal(moment: dt.datetime) -> str:
    """A constant, so that the planner knows how much was known by then; the text of a datetime needs no escaping."""
    return f"timestamptz '{moment.isoformat()}'"
