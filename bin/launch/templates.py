"""Databases that are migrated once and copied: one for each state of the migrations, shared by all runs of this DATA_DIR.

A new migration is laid upon a copy of the newest template whose migrations all stand unchanged; only an edited or a lost one
costs the whole way from nothing.
"""

import hashlib
import json
from pathlib import Path

from launch import postgres
from launch.command import run
from launch.environment import LOCKS, ROOT, TAG, Stop, locked, say
from launch.packages import python

_KEPT = 3  # templates: the present one, and those that another checkout may still use
_PREFIX = f"migrated_{TAG}"


def make_template(url: str, env: dict[str, str]) -> str:
    """The name of a database with the present migrations; made when there is none. Raises Stop when migrating fails."""
    state = _state()
    name = f"{_PREFIX}_{hashlib.sha256(json.dumps(state, sort_keys=True).encode()).hexdigest()[:12]}"
    server = postgres.sibling(url, "postgres")
    with locked("templates"):
        known = _known(server)
        if name not in known:
            _make(name, _nearest(state, known), url, env)
            (LOCKS / f"{name}.json").write_text(json.dumps(state), encoding="utf-8")
        (LOCKS / f"{name}.json").touch()
        _forget_old(server, keep=name)
    return name


def copy_template(template: str, database: str, url: str) -> None:
    """A database like the template; one copy at a time, for PostgreSQL copies only what nobody is connected to."""
    with locked("templates"):
        postgres.ask(f'CREATE DATABASE "{database}" TEMPLATE "{template}"', url=postgres.sibling(url, "postgres"))


def _state() -> dict[str, str]:
    """{migration: hash of its text}, and that of the pinned packages, which bring migrations of their own."""
    files = [*sorted(ROOT.glob("*/migrations/*.py")), ROOT / "requirements.txt"]
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _known(server: str) -> dict[str, dict[str, str]]:
    """{template that exists: its state}, the newest first; a file without a database is a run that was killed."""
    there = set(postgres.ask(f"SELECT datname FROM pg_database WHERE datname LIKE '{_PREFIX}_%'", url=server).split())
    found = {}
    for path in sorted(LOCKS.glob(f"{_PREFIX}_*.json"), key=_age, reverse=True):
        if path.stem in there:
            found[path.stem] = json.loads(path.read_text(encoding="utf-8"))
        else:
            path.unlink()
    for orphan in there - set(found):  # its migrating was interrupted
        postgres.ask(f'DROP DATABASE "{orphan}" WITH (FORCE)', url=server)
    return found


def _nearest(state: dict[str, str], known: dict[str, dict[str, str]]) -> str:
    """The template that knows most of the present migrations and none that has changed since; "" from nothing."""
    fits = {name: len(was) for name, was in known.items() if was.items() <= state.items()}
    return max(fits, key=lambda name: fits[name], default="")


def _make(name: str, base: str, url: str, env: dict[str, str]) -> None:
    say("Making the test databases 建立测试数据库")
    server = postgres.sibling(url, "postgres")
    postgres.ask(f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{base}"' if base else ""), url=server)
    settings = {"DATABASE_URL": postgres.sibling(url, name), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    if run([python(), "manage.py", "migrate", "-v", "0"], env=env | settings, cwd=str(ROOT)):
        postgres.ask(f'DROP DATABASE "{name}" WITH (FORCE)', url=server)
        raise Stop("The test database could not be migrated.")


def _forget_old(server: str, *, keep: str) -> None:
    for old in [name for name in _known(server) if name != keep][_KEPT - 1 :]:
        postgres.ask(f'DROP DATABASE "{old}" WITH (FORCE)', url=server)
        (LOCKS / f"{old}.json").unlink(missing_ok=True)


def _age(path: Path) -> float:
    return path.stat().st_mtime
