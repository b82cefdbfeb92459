"""A backup: one consistent dump of the database, the files that matter, and a manifest of both."""

import os
import re
import shutil
import subprocess
import tarfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from launch import manifest
from launch.environment import DATA, ROOT, Stop, say
from launch.machine import cores, postgres_bin

# What the database refers to or cannot bring back: uploads and exports, returned workbooks, daily anchors, archived logs.
# The browser assets, the virtual environment and logs are made again.
FOLDERS = ("files", "returned", "anchors", "archives")
DUMP, SEALED = "database", "secrets.env.sealed"
_NAME = re.compile(r"yisheng-\d{8}T\d{6}\Z")
_CIPHER = ["enc", "-aes-256-cbc", "-pbkdf2", "-iter", "600000", "-md", "sha256"]

_TABLES = """
SELECT string_agg(format('SELECT %L, count(*) FROM %I.%I', relname, nspname, relname), ' UNION ALL ' ORDER BY relname)
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND nspname = 'public' AND relname <> 'spatial_ref_sys'
"""
_MIGRATIONS = "SELECT app, max(name) FROM django_migrations GROUP BY app ORDER BY app"


@dataclass(frozen=True)
class Made:
    """A finished backup."""

    folder: Path
    manifest: manifest.Manifest


def make_backup(url: str, *, keep: int, passphrase: Path | None = None) -> Made:
    """Back up the database of the URL and the folders of DATA_DIR; then remove all but the newest `keep` backups.

    The site may go on working: everything is of the moment at which the dump begins. Files are copied after it, so that
    each row's file is there. A backup that was cut short keeps the name `….partial` and is never taken for a whole one.
    """
    home = manifest.backup_folder()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = time.strftime("yisheng-%Y%m%dT%H%M%S")
    draft = home / f"{name}.partial"
    draft.mkdir(mode=0o700)
    started = time.monotonic()
    say(f"Backing up to {home / name} 正在备份")
    with _snapshot(url) as ask:
        snapshot = ask("SELECT pg_export_snapshot()")[0]
        _dump(url, draft / DUMP, snapshot)
        rows = {table: int(count) for table, count in (line.split("|") for line in ask(ask(_TABLES)[0]))}
        migrations = dict(line.split("|") for line in ask(_MIGRATIONS))
        server = ask("SHOW server_version")[0]
    folders = [folder for folder in FOLDERS if _pack(DATA / folder, draft / f"{folder}.tar")]
    keys = _seal(draft / SEALED, passphrase) if passphrase else _keys_stay()
    told = manifest.Manifest(
        made_at=manifest.now(),
        seconds=round(time.monotonic() - started, 1),
        database=database_of(url),
        server=server,
        code=_code(),
        migrations=migrations,
        rows=rows,
        files=manifest.hashes(draft),
        folders=folders,
        keys=keys,
    )
    told.write(draft)
    draft.rename(home / name)
    _keep_newest(home, keep)
    return Made(home / name, told)


def program(name: str) -> str:
    """pg_dump, pg_restore or psql: of the newest server on this machine, else whatever PATH has."""
    folder = postgres_bin()
    found = shutil.which(name, path=str(folder)) if folder else None
    found = found or shutil.which(name)
    if not found:
        raise Stop(f"{name} is missing; install postgresql-client.")
    return found


def plain(url: str) -> str:
    """The URL as PostgreSQL's programs read it."""
    return re.sub(r"^postgis:", "postgresql:", url)


def database_of(url: str) -> str:
    """The name of the database in a URL."""
    return url.rpartition("/")[2].partition("?")[0]


@contextmanager
def _snapshot(url: str) -> Iterator["_Session"]:
    """One session whose snapshot the dump shares: counts and dump agree to the row, whatever is written meanwhile."""
    session = _Session(url)
    try:
        session("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield session
    finally:
        session.close()


class _Session:
    """psql held open; called with a statement it returns the lines of the answer, columns parted by |."""

    _DONE = "-- answered --"

    def __init__(self, url: str) -> None:
        self._psql = subprocess.Popen(
            [program("psql"), "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", plain(url)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __call__(self, sql: str) -> list[str]:
        assert self._psql.stdin and self._psql.stdout and self._psql.stderr
        self._psql.stdin.write(f"{sql};\n\\echo {self._DONE}\n")
        self._psql.stdin.flush()
        lines: list[str] = []
        for line in self._psql.stdout:
            if line.rstrip("\n") == self._DONE:
                return lines
            lines.append(line.rstrip("\n"))
        raise Stop(f"The database refused: {self._psql.stderr.read().strip()}")

    def close(self) -> None:
        self._psql.communicate("ROLLBACK;\n")


def _dump(url: str, folder: Path, snapshot: str) -> None:
    """pg_dump in directory form: tables in parallel, each its own compressed file."""
    command = [
        program("pg_dump"), "--format=directory", f"--jobs={cores()}", "--compress=1", f"--snapshot={snapshot}",
        f"--file={folder}", f"--dbname={plain(url)}",
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Stop(f"pg_dump failed: {done.stderr.strip()}")


def _pack(folder: Path, archive: Path) -> bool:
    """Put a folder into an archive; False when there is none. What people sent is compressed already."""
    if not folder.is_dir():
        return False
    with tarfile.open(archive, "w") as tar:
        tar.add(folder, arcname=folder.name)
    return True


def _keys_stay() -> str:
    say(
        f"The keys are NOT in the backup 备份不含密钥: keep {DATA / 'secrets.env'} (or FIELD_KEYS and SECRET_KEY) in another"
        " safe place. Without FIELD_KEYS numbers and telephones of this backup cannot be read."
    )
    return "not included: FIELD_KEYS and SECRET_KEY are kept apart"


def _seal(target: Path, passphrase: Path) -> str:
    """secrets.env, sealed with a passphrase. It opens without this program, see the words in the manifest."""
    secrets = DATA / "secrets.env"
    if not secrets.exists():
        raise Stop(f"{secrets} does not exist: the keys come from the environment, and are kept where it is set.")
    command = ["openssl", *_CIPHER, "-salt", "-in", str(secrets), "-out", str(target), "-pass", f"file:{passphrase}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Stop(f"The keys could not be sealed: {done.stderr.strip()}")
    target.chmod(0o600)
    return f"sealed with a passphrase; to open: openssl {' '.join(_CIPHER)} -d -in {SEALED}"


def _code() -> str:
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False,
        stdin=subprocess.DEVNULL, env=os.environ | {"GIT_OPTIONAL_LOCKS": "0"},
    )  # fmt: skip
    return done.stdout.strip() if done.returncode == 0 else ""


def backups(home: Path) -> list[Path]:
    """The whole backups of a folder, oldest first."""
    return sorted(path for path in home.glob("yisheng-*") if _NAME.fullmatch(path.name)) if home.is_dir() else []


def _keep_newest(home: Path, keep: int) -> None:
    for old in backups(home)[: -max(keep, 1)]:
        say(f"Removing the old backup {old.name} 删除旧备份")
        shutil.rmtree(old)
