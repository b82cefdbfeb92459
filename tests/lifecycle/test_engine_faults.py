"""Nothing is lost and nothing is done twice: a dispatcher killed at work, a database that crashes, a broker that is gone."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from launch.machine import postgres_bin

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0

# Keeps a private PostgreSQL and Redis up, and breaks them when told to.
_KEEPER = """
import sys
from launch import environment, postgres, redis
from launch.private import place
from launch.services import services
environment.make_folders()
def crash():
    stop = ["-D", postgres._cluster(place()), "-m", "immediate", "-w", "-s", "stop"]
    place().run(postgres._program("pg_ctl"), *stop)
    postgres.start()
acts = {"crash postgres": crash, "stop redis": redis.stop, "start redis": redis.start}
with services() as urls:
    print(urls["DATABASE_URL"], urls["REDIS_URL"], flush=True)
    for line in sys.stdin:
        acts[line.strip()]()
        print("done", flush=True)
"""
# The dispatcher as bin/run starts it, with one rule: each event adds a row to `thing`, which would take it twice.
_DISPATCH = """
import time, django
django.setup()
from django.db import connection
from core.outbox import EventKind, event_kinds
from lifecycle.engine import telling
from lifecycle.engine.declaration import EffectKind, Planned, Rule, effect_kinds, rules
from lifecycle.engine.dispatcher import Dispatcher
def react(batch):
    for event in batch:
        time.sleep(0.001)
        yield Planned(event, "thing", str(event.payload["n"]), "one")
def apply(effects):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO thing SELECT unnest(%s)", [[int(effect.key) for effect in effects]])
    return {}
rules._items.clear()
rules.register(Rule("fault", "fault", ("test.fault",), "test", react))
event_kinds.register(EventKind("test.fault", "fault"))
effect_kinds.register(EffectKind("thing", "thing", apply, lambda effects, reason: {}))
telling.BATCH = 40
Dispatcher().run()
"""
_TELL = """
WITH told AS (
  INSERT INTO core_event (uid, kind, occurred_on, recorded_at, recorded_by, source, source_key, payload, evidence, reason,
    status, request_id)
  SELECT gen_random_uuid(), 'test.fault', '2026-11-01', now(), 'test', 'test', '', jsonb_build_object('n', n), '{}', '',
    'registered', ''
  FROM generate_series(%s, %s) AS n RETURNING id
)
INSERT INTO core_eventsubject (event_id, person_id, role, area_code) SELECT id, id %% 700, 'subject', '' FROM told
"""


class Keeper:
    """The services of one test, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        given = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS"}
        env = {name: value for name, value in os.environ.items() if name not in given}
        env |= {"DATA_DIR": str(folder), "PYTHONPATH": str(ROOT / "bin")}
        self._process = subprocess.Popen(
            [sys.executable, "-c", _KEEPER], env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        database, redis = self._answer().split()
        self.dsn = database.replace("postgis://", "postgresql://", 1)
        self._env = os.environ | {
            "DATABASE_URL": database,
            "REDIS_URL": redis,
            "DATA_DIR": str(folder),
            "DB_ROLE": "yisheng_web",
            "DJANGO_SETTINGS_MODULE": "config.settings.prod",
            "PYTHONPATH": str(ROOT),
        }

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()

    def act(self, what: str) -> None:
        assert self._process.stdin
        print(what, file=self._process.stdin, flush=True)
        assert self._answer() == "done"

    def dispatcher(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([sys.executable, "-c", _DISPATCH], env=self._env, stderr=subprocess.DEVNULL)

    def run(self, sql: str, *values: object) -> None:
        with psycopg2.connect(self.dsn) as server, server.cursor() as cursor:
            cursor.execute(sql, values)

    def ask(self, what: str) -> int:
        with psycopg2.connect(self.dsn) as server, server.cursor() as cursor:
            cursor.execute(f"SELECT count({what}")
            return int(cursor.fetchone()[0])

    def done(self) -> int:
        return self.ask("*) FROM thing")

    def close(self) -> None:
        self._process.communicate(timeout=60)


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    """PostgreSQL and Redis of the test's own, with the tables of the test database and nothing in them."""
    folder = Path(tempfile.mkdtemp(prefix="yisheng-test-", dir="/tmp"))
    folder.chmod(0o755)
    kept = Keeper(folder)
    try:
        kept.run("CREATE ROLE yisheng_web NOLOGIN")
        _copy_tables(kept)
        kept.run("CREATE TABLE thing (n bigint); GRANT ALL ON thing TO yisheng_web")
        yield kept
    finally:
        kept.close()
        shutil.rmtree(folder)


def _copy_tables(keeper: Keeper) -> None:
    ours, tools = connection.settings_dict, postgres_bin()
    assert tools
    reading = [tools / "pg_dump", "-s", "-h", ours["HOST"], "-U", ours["USER"], ours["NAME"]]
    writing = [tools / "psql", "-Xq", "-v", "ON_ERROR_STOP=1", "-d", keeper.dsn]
    with subprocess.Popen(reading, stdout=subprocess.PIPE) as dump:
        subprocess.run(writing, stdin=dump.stdout, stdout=subprocess.DEVNULL, check=True)
    assert dump.returncode == 0


def _until(reached: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not reached():
        assert time.monotonic() < end, "not reached in time"
        time.sleep(0.01)


def _each_once(keeper: Keeper, number: int) -> None:
    _until(lambda: keeper.ask("*) FROM core_event WHERE dispatched_at IS NULL") == 0)
    assert keeper.ask("DISTINCT n) FROM thing") == number
    assert keeper.done() == number
    assert keeper.ask("*) FROM lifecycle_effect WHERE state = 'applied'") == number
    assert keeper.ask("*) FROM lifecycle_delivery WHERE state = 'done'") == number
    assert keeper.ask("*) FROM lifecycle_delivery WHERE state <> 'done'") == 0


def test_killed_crashed_and_without_a_broker_each_thing_is_done_once(keeper: Keeper) -> None:
    keeper.run(_TELL, 1, 1000)

    # kill -9 in the middle of a thousand events, twice.
    for mark in (0, 300):
        worker = keeper.dispatcher()
        _until(lambda mark=mark: keeper.done() > mark)
        worker.send_signal(signal.SIGKILL)
        worker.wait()
        assert mark < keeper.done() < 1000

    # The database crashes under a dispatcher at work, and recovers.
    worker = keeper.dispatcher()
    _until(lambda: keeper.done() > 600)
    keeper.act("crash postgres")
    _each_once(keeper, 1000)

    # The broker is gone: events go on being told and delivered, by the same process.
    keeper.act("stop redis")
    keeper.run(_TELL, 1001, 1200)
    _each_once(keeper, 1200)
    keeper.act("start redis")
    assert worker.poll() is None

    worker.terminate()
    assert worker.wait(10) == 0
