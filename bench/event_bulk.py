"""`event-bulk`: as many deaths as one large file brings, told to all rules, set-based.

Floor: the very rows that the rules and their effects wrote, written once more by INSERT … SELECT into tables of the same
indexes and foreign keys, and the events marked: what set SQL costs that judges nothing. The deaths are voided afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection, transaction

from bench.apart import apart
from bench.deaths import SOURCE, deaths, first_new_event
from bench.figures import Figure, limit
from bench.population import Population, ask
from bench.timing import seconds
from core.outbox import emit_bulk, void_told_by
from lifecycle.engine.drain import drain, run_due

_MOST = 100_000
# Tables that rules write, and which of their rows are of this run.
_WRITTEN = {
    "lifecycle_delivery": "event_id > %(first)s",
    "lifecycle_effect": "event_id > %(first)s",
    "lifecycle_task": "event_id > %(first)s",
    "lifecycle_taskperson": "task_id IN (SELECT id FROM lifecycle_task WHERE event_id > %(first)s)",
    "messaging_silence": "until IS NULL AND person_id IN (SELECT person_id FROM core_eventsubject WHERE event_id > %(first)s)",
}
_FOREIGN_KEYS = (
    "SELECT pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'"
)


def run(population: Population) -> Iterator[Figure]:
    drain()
    told = deaths(_MOST)
    first = first_new_event()
    with transaction.atomic():
        emit_bulk(told, by="bench")
    taken = apart(_deliver)
    written, floor = _floor(first)
    with transaction.atomic():
        void_told_by(SOURCE)
    back = seconds(drain)
    rate, floor_rate = len(told) / taken.seconds, len(told) / floor
    goal = f"≥ 35% of the floor; {len(told):,} events, {taken.result:,} effects, {written:,} rows"
    ratio = rate / floor_rate
    yield Figure("event-bulk", round(rate), "events/s", goal, ratio >= 0.35, round(floor_rate), round(ratio, 2))
    yield Figure("event-bulk:undo", round(len(told) / back), "events/s", "said, not promised", True)
    yield limit("event-bulk:memory", round(taken.megabytes, 1), "MB", at_most=600)


def _deliver() -> int:
    """In a process of its own; returns how many effects were carried out."""
    return run_due().effects


def _floor(first: int) -> tuple[int, float]:
    """How many rows were written, and the seconds that set SQL takes for them."""
    values = {"first": first}
    with connection.cursor() as cursor:
        for table in ("core_event", *_WRITTEN):
            cursor.execute(f"DROP TABLE IF EXISTS floor_{table}")
            cursor.execute(f"CREATE TABLE floor_{table} (LIKE {table} INCLUDING ALL)")
        for table in _WRITTEN:
            for key in ask(_FOREIGN_KEYS, [table]):
                cursor.execute(f"ALTER TABLE floor_{table} ADD {key['said']}")
        cursor.execute("INSERT INTO floor_core_event SELECT * FROM core_event WHERE id > %(first)s", values)
        cursor.execute("UPDATE floor_core_event SET dispatched_at = NULL")
        cursor.execute("ANALYZE floor_core_event")
    taken = seconds(lambda: _write(values))
    rows = sum(ask(f"SELECT count(*) AS all FROM floor_{table}")[0]["all"] for table in _WRITTEN)
    with connection.cursor() as cursor:
        for table in ("core_event", *_WRITTEN):
            cursor.execute(f"DROP TABLE floor_{table}")
    return rows, taken


def _write(values: dict[str, int]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE floor_core_event SET dispatched_at = now() WHERE dispatched_at IS NULL")
        for table, of_this_run in _WRITTEN.items():
            columns = ", ".join(_columns(table))
            cursor.execute(
                f"INSERT INTO floor_{table} ({columns}) SELECT {columns} FROM {table} WHERE {of_this_run}", values
            )


def _columns(table: str) -> list[str]:
    """All but generated ones, which the table computes itself."""
    rows = ask(
        "SELECT column_name AS name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
        " ORDER BY ordinal_position",
        [table],
    )
    return [row["name"] for row in rows]
