"""A backup that can be used: of one moment, compared to the row, refused where something is, rehearsed."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from tests.support.areas import make_areas
from tests.support.factories import household, person

ROOT = Path(__file__).resolve().parents[2]
NAME = "yisheng_try"
Site = Callable[..., "subprocess.CompletedProcess[str]"]

# bin/backup and bin/restore without the installation of packages, which the run of the tests has done.
_RUN = """
import runpy, sys
sys.path.insert(0, "bin")
from launch import command, environment
def entry(main):
    environment.make_folders()
    try:
        sys.exit(main(sys.argv[1:]))
    except environment.Stop as stop:
        sys.exit(str(stop))
command.entry = entry
program, sys.argv = sys.argv[1], sys.argv[1:]
runpy.run_path(f"bin/{program}", run_name="__main__")
"""


@pytest.fixture
def home() -> Iterator[Path]:
    """The DATA_DIR of a site of its own: a file that somebody sent, an anchor, keys."""
    folder = Path(tempfile.mkdtemp(prefix="yisheng-test-", dir="/tmp"))
    (folder / "venv").symlink_to(sys.prefix)
    (folder / "files" / "imports").mkdir(parents=True)
    (folder / "files" / "imports" / "新生儿.xlsx").write_bytes(b"PK sealed")
    (folder / "anchors").mkdir()
    (folder / "anchors" / "2026-11-21.json").write_text("{}", encoding="utf-8")
    (folder / "secrets.env").write_text("SECRET_KEY=s\nFIELD_KEYS=k1:xyz\n", encoding="utf-8")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def site(transactional_db: None, home: Path) -> Iterator[Site]:
    """`site("backup", "--keep", "2")` runs an entry point for a site whose database holds a family."""
    make_areas()
    head, wife = person("邓国强", sex="1"), person("何丽容", phone="13612342290")
    household(head, (wife, "10"))
    drop_all()
    source = connection.settings_dict["NAME"]
    connections.close_all()  # PostgreSQL copies a database only while nobody uses it
    psql("postgres", f'CREATE DATABASE {NAME} TEMPLATE "{source}"')
    env = os.environ | {"DATA_DIR": str(home), "DATABASE_URL": url(NAME), "DB_ROLE": "owner"}
    env |= {"FIELD_KEYS": settings.FIELD_KEYS, "SECRET_KEY": settings.SECRET_KEY, "BACKUP_DIR": ""}
    # The settings of the tests would name their own database.
    env |= {"DJANGO_SETTINGS_MODULE": "config.settings.dev"}

    def run(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", _RUN, *arguments]
        return subprocess.run(
            command, cwd=ROOT, env=env | more, text=True, capture_output=True, check=False, timeout=300
        )

    yield run
    drop_all()


def url(database: str) -> str:
    base, _, options = os.environ["DATABASE_URL"].partition("?")
    return f"{base.rpartition('/')[0]}/{database}{f'?{options}' if options else ''}"


def psql(database: str, sql: str) -> str:
    address = url(database).replace("postgis://", "postgresql://", 1)
    command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", address, "-c", sql]
    return subprocess.run(command, text=True, capture_output=True, check=True).stdout.strip()


def databases() -> list[str]:
    return psql(
        "postgres", f"SELECT datname FROM pg_database WHERE datname ~ '^({NAME}|yisheng_rehearsal)' ORDER BY 1"
    ).split()


def drop_all() -> None:
    for name in databases():
        psql("postgres", f'DROP DATABASE "{name}" WITH (FORCE)')


def people(database: str = NAME) -> list[str]:
    return psql(database, "SELECT name FROM residents_person ORDER BY id").split()


def record(home: Path) -> list[dict]:
    return [json.loads(line) for line in (home / "upkeep.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_backup_says_what_it_holds_and_a_rehearsal_proves_it(site: Site, home: Path) -> None:
    made = site("backup", "--keep", "1")
    assert made.returncode == 0, made.stderr
    assert "备份不含密钥" in made.stderr
    folder = Path(json.loads(made.stdout)["backup"])
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert told["rows"]["residents_person"] == 2 and told["migrations"]["residents"]
    assert {"files.tar", "anchors.tar", "database/toc.dat"} <= told["files"].keys()
    assert not any("secrets" in name for name in told["files"])

    tried = site("restore", "--rehearse")
    assert tried.returncode == 0, tried.stderr
    assert json.loads(tried.stdout)["rows"] == sum(told["rows"].values())
    assert databases() == [NAME]
    assert [(line["act"], line["ok"]) for line in record(home)] == [("backup", True), ("rehearsal", True)]

    other_keys = f"k1:{base64.b64encode(bytes(32)).decode()}"
    refused = site("restore", "--rehearse", FIELD_KEYS=other_keys)
    assert refused.returncode == 1 and "密钥不符" in refused.stderr
    assert databases() == [NAME], "what could not be used is not left lying about"


def test_what_is_there_is_never_overwritten(site: Site, home: Path) -> None:
    assert site("backup").returncode == 0
    psql(NAME, "UPDATE residents_person SET name = '何丽蓉' WHERE name = '何丽容'")
    (home / "files" / "imports" / "新生儿.xlsx").write_bytes(b"changed")

    refused = site("restore")
    assert refused.returncode == 1 and "已有数据" in refused.stderr
    assert people() == ["邓国强", "何丽蓉"]

    done = site("restore", "--replace")
    assert done.returncode == 0, done.stderr
    assert people() == ["邓国强", "何丽容"]
    assert (home / "files" / "imports" / "新生儿.xlsx").read_bytes() == b"PK sealed"
    (aside,) = [name for name in databases() if "_before_" in name]
    assert people(aside) == ["邓国强", "何丽蓉"]
    (folder,) = home.glob("files.before-*")
    assert (folder / "imports" / "新生儿.xlsx").read_bytes() == b"changed"


def test_a_damaged_backup_is_refused_before_anything_is_done(site: Site, home: Path) -> None:
    made = json.loads(site("backup").stdout)
    archive = Path(made["backup"]) / "files.tar"
    content = bytearray(archive.read_bytes())
    content[600] ^= 1
    archive.write_bytes(content)
    refused = site("restore", "--database", f"{NAME}_new")
    assert refused.returncode == 1 and "备份文件已改变" in refused.stderr
    assert databases() == [NAME]
    assert record(home)[-1]["ok"] is False


def test_old_backups_go_and_sealed_keys_open(site: Site, home: Path) -> None:
    passphrase = home / "passphrase"
    passphrase.write_text("六榕花塔的钟", encoding="utf-8")
    stale = home / "backups" / "yisheng-20200101T020000"
    stale.mkdir(parents=True)
    made = site("backup", "--keep", "1", "--with-keys", str(passphrase))
    assert made.returncode == 0, made.stderr
    assert not stale.exists()
    sealed = Path(json.loads(made.stdout)["backup"]) / "secrets.env.sealed"
    assert b"FIELD_KEYS" not in sealed.read_bytes()
    words = json.loads(made.stdout)["keys"].partition("to open: ")[2].split()
    opened = subprocess.run(
        [*words, "-pass", f"file:{passphrase}"], cwd=sealed.parent, capture_output=True, text=True, check=True
    )
    assert opened.stdout == (home / "secrets.env").read_text(encoding="utf-8")
