"""The real site for browser journeys: its own database, gunicorn and a Celery worker as the web role, as bin/run starts it.

Nothing of it is shared with the tests in this process: the journeys meet the site as a browser and as commands do.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch import postgres
from launch.environment import locked

ROOT = Path(__file__).resolve().parent.parent.parent
PASSWORD = "Yisheng2026"
READY_WITHIN = 60.0


@dataclass(frozen=True)
class RunningSite:
    """Where the site answers, and the environment in which commands meet the same database."""

    url: str
    env: dict[str, str]
    folder: Path

    def manage(self, *arguments: str) -> str:
        """Run a management command as the database's owner; returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.env, text=True, capture_output=True, check=False)
        if done.returncode:
            raise AssertionError(f"manage.py {' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout


@contextmanager
def running_site(folder: Path, *, database: str, residents: int) -> Iterator[RunningSite]:
    """A site with a demo population in a database made for it; both are gone afterwards."""
    server = postgres.sibling(os.environ["DATABASE_URL"], "postgres")
    url = postgres.sibling(os.environ["DATABASE_URL"], database)
    port = _free_port()
    site = RunningSite(f"http://127.0.0.1:{port}", _environment(folder, url, port), folder)
    postgres.ask(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', url=server)
    postgres.ask(f'CREATE DATABASE "{database}" TEMPLATE "{_populated(site, server, residents)}"', url=server)
    try:
        site.manage("collectstatic", "--noinput", "-v", "0")
        with ExitStack() as processes:
            for name, command in _commands(site).items():
                processes.enter_context(_process(name, command, site))
            _wait_until_ready(site)
            yield site
    finally:
        postgres.ask(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', url=server)


def _populated(site: RunningSite, server: str, residents: int) -> str:
    """The database with the demo population that every site begins with: made by the first test process that comes, of the
    migrated one that bin/test has made.
    """
    of_the_run = os.environ.get("YISHENG_TEST_DB", "test_yisheng")
    name, migrated = f"{of_the_run}_site", f"{of_the_run}_template"
    with locked(name):
        if postgres.ask(f"SELECT datname FROM pg_database WHERE datname = '{name}'", url=server).strip():
            return name
        postgres.ask(f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"', url=server)
        maker = RunningSite(
            "", site.env | {"DATABASE_URL": postgres.sibling(os.environ["DATABASE_URL"], name)}, site.folder
        )
        try:
            maker.manage("several", "load_areas", "demo_accounts", "-v", "0")
            maker.manage("seed_demo", "--residents", str(residents), "--seed", "1")
        except AssertionError:
            postgres.ask(f'DROP DATABASE "{name}" WITH (FORCE)', url=server)
            raise
    return name


def _environment(folder: Path, database_url: str, port: int) -> dict[str, str]:
    env = {key: value for key, value in os.environ.items() if key not in ("DB_ROLE", "PYTEST_CURRENT_TEST")}
    return env | {
        "DJANGO_SETTINGS_MODULE": "config.settings.prod",
        "DATABASE_URL": database_url,
        "REDIS_URL": f"unix://{folder / 'redis.sock'}",
        "DATA_DIR": str(folder),
        "DEMO_PASSWORD": PASSWORD,
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "WEB_WORKERS": "2",
        "DB_ROLE": "owner",
        "DEMO": "1",
    }


def _commands(site: RunningSite) -> dict[str, list[str]]:
    """The processes of bin/run, and a Redis of their own: a worker of somebody else must not take our wake-ups."""
    celery = [sys.executable, "-m", "celery", "-A", "config", "worker", "--loglevel=INFO", "--concurrency=1"]
    return {
        "redis": ["redis-server", "--port", "0", "--unixsocket", str(site.folder / "redis.sock"), "--save", ""],
        "web": [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"],
        "dispatch": [sys.executable, "manage.py", "dispatch"],
        "worker": [*celery, "--without-gossip", "--without-mingle", "--without-heartbeat"],
    }


@contextmanager
def _process(name: str, command: list[str], site: RunningSite) -> Iterator[None]:
    """A child in a session of its own, ended with all of its descendants."""
    with (site.folder / f"{name}.log").open("wb") as log:
        child = subprocess.Popen(
            ["setpriv", "--pdeathsig", "TERM", "--", *command],
            cwd=ROOT,
            env=site.env | {"DB_ROLE": "yisheng_web"},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        yield
    finally:
        os.killpg(child.pid, signal.SIGTERM)
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def _wait_until_ready(site: RunningSite) -> None:
    # A proxy of the surrounding network must not be asked for our own address.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end, said = time.monotonic() + READY_WITHIN, ""
    while time.monotonic() < end:
        try:
            with opener.open(f"{site.url}/readyz", timeout=5):
                return
        except (urllib.error.URLError, OSError) as error:
            said = str(error)
        time.sleep(0.1)
    log = (site.folder / "web.log").read_text(encoding="utf-8", errors="replace")[-3000:]
    raise AssertionError(f"the site is not ready after {READY_WITHIN:.0f} s: {said}\n{log}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def browser_program() -> str:
    """Debian's Chromium; bin/test installs it."""
    program = shutil.which("chromium")
    if program is None:
        raise AssertionError("chromium is missing; bin/test installs it")
    return program


@contextmanager
def site_at(folder: Path) -> Iterator[RunningSite]:
    """The site that `python -m tests.e2e.running FOLDER` keeps running: for work on the journeys themselves."""
    kept = json.loads((folder / "site.json").read_text(encoding="utf-8"))
    yield RunningSite(kept["url"], kept["env"], folder)


def main(folder: Path) -> None:
    """Keep a site running until Ctrl-C; E2E_SITE=FOLDER makes pytest use it."""
    folder.mkdir(parents=True, exist_ok=True)
    with running_site(folder, database="yisheng_journeys", residents=2000) as site:
        (folder / "site.json").write_text(json.dumps({"url": site.url, "env": site.env}), encoding="utf-8")
        sys.stdout.write(f"{site.url}\n")
        sys.stdout.flush()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.pause()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
