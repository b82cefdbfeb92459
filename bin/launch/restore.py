"""Bring a backup back: into a database beside the one in use, verified, and only then in its place."""

import subprocess
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

from launch import manifest, postgres
from launch.backup import DUMP, database_of, plain, program
from launch.command import run
from launch.environment import DATA, ROOT, Stop, say
from launch.machine import cores
from launch.packages import python

WEB_ROLE = "yisheng_web"
# The role belongs to the server, not to the database: policies and grants of the dump name it.
_ROLE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{WEB_ROLE}') THEN
    CREATE ROLE {WEB_ROLE} NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT pg_has_role(session_user, '{WEB_ROLE}', 'MEMBER') THEN
    EXECUTE format('GRANT {WEB_ROLE} TO %I', session_user);
  END IF;
END $$
"""
_TABLES = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'spatial_ref_sys'"


@dataclass(frozen=True)
class Restored:
    """What was brought back and compared."""

    database: str
    tables: int
    rows: int
    seconds: float


def rehearse(backup: Path, url: str, env: dict[str, str]) -> Restored:
    """Restore into a database of its own, compare everything, drop it again: proof that the backup can be used."""
    scratch = postgres.sibling(url, f"yisheng_rehearsal_{time.strftime('%H%M%S')}")
    try:
        return load(backup, scratch, env)
    finally:
        _drop(scratch)


def restore(backup: Path, url: str, env: dict[str, str], *, replace: bool, with_files: bool) -> Restored:
    """Restore into the database of the URL and (`with_files`) the folders of DATA_DIR.

    What is there is refused without `replace`, and with it set aside under another name, never destroyed.
    """
    told = manifest.read_manifest(backup)
    name, taken = database_of(url), _is_filled(url)
    folders = [DATA / folder for folder in told.folders] if with_files else []
    busy = [str(folder) for folder in folders if folder.is_dir() and any(folder.iterdir())]
    if (taken or busy) and not replace:
        there = ", ".join(([f"the database {name}"] if taken else []) + busy)
        raise Stop(f"There is something already 已有数据: {there}. To put the backup in its place add --replace.")
    beside = postgres.sibling(url, f"{name}_restoring")
    _drop(beside)
    done = load(backup, beside, env)
    stamp = time.strftime("%Y%m%d%H%M%S")
    _swap(url, name, stamp, keep=taken)
    for folder in folders:
        if folder.exists():
            folder.rename(folder.with_name(f"{folder.name}.before-{stamp}"))
        with tarfile.open(backup / f"{folder.name}.tar") as tar:
            tar.extractall(DATA, filter="data")
    if taken:
        say(f"What was there is now the database {name}_before_{stamp} 原数据库已改名保留; drop it when you are sure.")
    return Restored(name, done.tables, done.rows, done.seconds)


def load(backup: Path, url: str, env: dict[str, str]) -> Restored:
    """Check the files, restore into the empty database of the URL, compare counts, migrations and keys.

    The database is made; it must not exist. Raises Stop in words at the first thing that does not agree.
    """
    started = time.monotonic()
    told = manifest.read_manifest(backup)
    say(f"Checking the files of {backup.name} 校验备份文件")
    manifest.check_files(backup, told)
    postgres.ask(_ROLE, url=postgres.sibling(url, "postgres"))
    postgres.make_database(url)
    say("Restoring 正在恢复")
    command = [
        program("pg_restore"), f"--jobs={cores()}", "--exit-on-error", "--no-owner", f"--dbname={plain(url)}",
        str(backup / DUMP),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Stop(f"pg_restore failed: {done.stderr.strip()}")
    postgres.ask("ANALYZE", url=url)
    say("Comparing 正在核对")
    for table, rows in told.rows.items():
        found = int(postgres.ask(f'SELECT count(*) FROM public."{table}"', url=url))
        if found != rows:
            raise Stop(f"{table} has {found} rows; the backup says {rows} 行数不符.")
    _check_inside(env | {"DATABASE_URL": url})
    return Restored(database_of(url), len(told.rows), sum(told.rows.values()), round(time.monotonic() - started, 1))


def _check_inside(env: dict[str, str]) -> None:
    """Do the keys of this installation open the values, do the kept numbers agree, is the schema that of the code?"""
    manage = [python(), str(ROOT / "manage.py")]
    checks = {
        "the keys do not fit the data 密钥不符": ["verify_keys"],
        "the kept numbers differ from a count 汇总数不符": ["rollups", "--check"],
    }
    for complaint, arguments in checks.items():
        if run([*manage, *arguments], env=env, cwd=str(ROOT), silent=True):
            raise Stop(f"Restored, but {complaint}; the message is above.")
    if run([*manage, "migrate", "--check"], env=env, cwd=str(ROOT), silent=True):
        say("The backup is older than this code 备份早于当前程序: bin/run will bring its schema up to date.")


def _is_filled(url: str) -> bool:
    exists = f"SELECT count(*) FROM pg_database WHERE datname = '{database_of(url)}'"
    if postgres.ask(exists, url=postgres.sibling(url, "postgres")) == "0":
        return False
    return postgres.ask(_TABLES, url=url) != "0"


def _swap(url: str, name: str, stamp: str, *, keep: bool) -> None:
    """Put the restored database in place. PostgreSQL refuses while somebody is connected: the site must be down."""
    server = postgres.sibling(url, "postgres")
    if keep:
        postgres.ask(f'ALTER DATABASE "{name}" RENAME TO "{name}_before_{stamp}"', url=server)
    else:
        postgres.ask(f'DROP DATABASE IF EXISTS "{name}"', url=server)
    postgres.ask(f'ALTER DATABASE "{name}_restoring" RENAME TO "{name}"', url=server)


def _drop(url: str) -> None:
    postgres.ask(f'DROP DATABASE IF EXISTS "{database_of(url)}"', url=postgres.sibling(url, "postgres"))
