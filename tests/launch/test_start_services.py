"""The private services of bin/: data survives kill -9, the last user stops them, orphans are found."""

from __future__ import annotations

import base64
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def data_dir() -> Iterator[Path]:
    """A DATA_DIR of its own, where the system user `postgres` may come too (pytest's tmp_path is closed to it)."""
    folder = Path(tempfile.mkdtemp(prefix="yisheng-test-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def _start(data_dir: Path, code: str) -> subprocess.Popen[str]:
    """Run a piece of the launcher as bin/ does, with nothing but the standard library and its own DATA_DIR."""
    given = {"DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEYS"}
    env = {name: value for name, value in os.environ.items() if name not in given}
    env |= {"DATA_DIR": str(data_dir), "PYTHONPATH": str(ROOT / "bin")}
    before = "from launch import environment, postgres, redis, site\nfrom launch.services import services\n"
    before += "environment.make_folders()\n"
    return subprocess.Popen(
        [sys.executable, "-c", before + code], env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def _run(data_dir: Path, code: str) -> str:
    answer, _ = _start(data_dir, code).communicate(timeout=60)
    return answer.strip()


def _told(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


def test_what_was_committed_survives_a_kill_of_launcher_and_server(data_dir: Path) -> None:
    launcher = _start(
        data_dir,
        "with services() as urls:\n"
        "    postgres.ask('CREATE TABLE kept AS SELECT 42 AS answer', url=urls['DATABASE_URL'])\n"
        "    print(postgres._pid_file(postgres.place())[0], flush=True)\n"
        "    input()\n",
    )
    server = int(_told(launcher))
    launcher.kill()
    launcher.communicate()
    os.kill(server, signal.SIGKILL)
    answer = _run(
        data_dir,
        "with services() as urls:\n"
        "    print(postgres.ask('SELECT answer FROM kept', url=urls['DATABASE_URL']), redis.is_up())\n"
        "print(postgres.is_up(), redis.is_up())\n",
    )
    assert answer.splitlines() == ["42 True", "False False"]


def test_services_stay_up_until_their_last_user_leaves(data_dir: Path) -> None:
    stay = "with services():\n    print('in', flush=True)\n    input()\nprint('out', flush=True)\n"
    first = _start(data_dir, stay)
    assert _told(first) == "in"
    second = _start(data_dir, stay)
    assert _told(second) == "in"
    state = "print(postgres.is_up(), redis.is_up())"
    first.communicate("\n", timeout=60)
    assert _run(data_dir, state) == "True True"
    second.communicate("\n", timeout=60)
    assert _run(data_dir, state) == "False False"


def test_secrets_are_made_once_and_only_their_owner_reads_them(data_dir: Path) -> None:
    tell = "print(environment.load_secrets())"
    assert _run(data_dir, tell) == _run(data_dir, tell)
    file = data_dir / "secrets.env"
    assert file.stat().st_mode & 0o777 == 0o600
    name, _, key = file.read_text().split("FIELD_KEYS=")[1].strip().partition(":")
    assert (name, len(base64.b64decode(key))) == ("k1", 32)


def test_what_a_killed_launcher_left_running_is_stopped_and_nothing_else(data_dir: Path) -> None:
    ours = subprocess.Popen(["sleep", "60"], env={**os.environ, "YISHENG_SITE": str(data_dir)})
    other = subprocess.Popen(["sleep", "60"], env={**os.environ, "YISHENG_SITE": f"{data_dir}-another"})
    _run(data_dir, "site.stop_orphans()")
    assert ours.wait(5) == -signal.SIGTERM
    assert other.poll() is None
    other.kill()
    other.wait()
