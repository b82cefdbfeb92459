"""Behind PgBouncer in transaction mode nobody sees past the wall: scope, role, cursors (docs/scaling.md).

Runs where PgBouncer is installed (apt-get install pgbouncer); it is no part of the product.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.support.areas import PANFU, SANYANJING, make_areas
from tests.support.factories import person

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(not shutil.which("pgbouncer"), reason="PgBouncer is not installed")

# `connect_query` is what matters: each server connection begins as the web role, whichever client it is lent to.
_SETTINGS = """
[databases]
{name} = host={host} port=5432 user={user} connect_query='SET ROLE yisheng_web; SET TIME ZONE ''UTC'''
[pgbouncer]
listen_addr =
unix_socket_dir = {folder}
listen_port = 6432
auth_type = any
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
ignore_startup_parameters = extra_float_digits,options
logfile = {folder}/log
"""
# Sixteen clients on two server connections, of two areas, each twenty transactions; in between statements of no scope.
_CLIENTS = """
import json, threading, django
django.setup()
from django.db import connection, transaction
from core.scope import Scope, as_system, scoped
from residents.models import Person
found = {"seen": [], "roles": [], "outside": [], "system": [], "streamed": [], "errors": []}
def role():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        return cursor.fetchone()[0]
def client(code):
    try:
        for turn in range(20):
            found["outside"].append(Person.objects.count())
            found["roles"].append(role())
            with scoped(Scope.of([code])):
                found["seen"].append((code, sorted(set(Person.objects.values_list("living_area", flat=True)))))
                found["streamed"].append(sum(1 for _ in Person.objects.iterator(chunk_size=2)))
            if turn % 5 == 0:
                with as_system("a job of all areas"):
                    found["system"].append(Person.objects.count())
    except Exception as error:
        found["errors"].append(repr(error))
    finally:
        connection.close()
threads = [threading.Thread(target=client, args=(code,)) for code in AREAS * 8]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(found))
"""


@pytest.fixture
def pooled() -> Iterator[str]:
    """The URL of the test database through a PgBouncer of its own."""
    folder = Path(tempfile.mkdtemp(prefix="yisheng-pgb-", dir="/tmp"))
    parts = urlsplit(os.environ["DATABASE_URL"])
    name, user = connection.settings_dict["NAME"], parts.username or "yisheng"
    host = unquote(parts.netloc.rpartition("@")[2].partition(":")[0])
    settings_file = folder / "pgbouncer.ini"
    settings_file.write_text(_SETTINGS.format(name=name, user=user, host=host, folder=folder), encoding="utf-8")
    run_as = []
    if os.geteuid() == 0:  # it refuses to run as root
        owner = pwd.getpwnam("postgres")
        for path in (folder, settings_file):
            os.chown(path, owner.pw_uid, owner.pw_gid)
        run_as = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups", "--"]
    process = subprocess.Popen([*run_as, "pgbouncer", "-q", str(settings_file)], stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 10
        while not (folder / ".s.PGSQL.6432").exists() and time.monotonic() < end:
            time.sleep(0.05)
        yield f"postgis://{user}@{quote(str(folder), safe='')}:6432/{name}"
    finally:
        process.terminate()
        process.wait(10)
        shutil.rmtree(folder)


def test_sixteen_clients_on_two_connections_stay_apart(transactional_db: None, pooled: str) -> None:
    make_areas()
    for number in range(5):
        person(f"何{number}")
        person(f"潘{number}", hukou=PANFU, living=PANFU)
    env = os.environ | {
        "DATABASE_URL": pooled,
        "DB_ROLE": "yisheng_web",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    env |= {"FIELD_KEYS": settings.FIELD_KEYS, "SECRET_KEY": settings.SECRET_KEY}
    code = _CLIENTS.replace("AREAS", repr([SANYANJING, PANFU]))
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, text=True, capture_output=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["errors"] == []
    assert len(found["seen"]) == 320
    assert all(areas == [code] for code, areas in found["seen"]), "somebody saw another area"
    assert set(found["streamed"]) == {5}, "a server-side cursor inside the transaction"
    assert set(found["outside"]) == {0} and set(found["roles"]) == {"yisheng_web"}
    assert set(found["system"]) == {10}
