"""The private PostgreSQL: its own cluster, a unix socket in a 0700 folder, no port."""

import os
import subprocess
import textwrap
import time
from pathlib import Path
from urllib.parse import quote

from launch.environment import Stop, say
from launch.machine import memory_mb, postgres_bin
from launch.private import Place, place

OWNER = "yisheng"
DATABASE = "yisheng"


def url(database: str = DATABASE) -> str:
    """Return the DATABASE_URL of a database in the private cluster."""
    return f"postgis://{OWNER}@{quote(str(place().sockets), safe='')}/{database}"


def _cluster(where: Place) -> Path:
    return where.data / "pg"


def _program(name: str) -> Path:
    folder = postgres_bin()
    if folder is None:
        raise Stop("PostgreSQL is not installed; bin/run installs it.")
    return folder / name


def is_up() -> bool:
    """Say whether the server accepts connections."""
    pid, state = _pid_file(place())
    return state == "ready" and _is_ours(pid, place())


def start() -> None:
    """Start the server, creating the cluster the first time, and make sure the database exists."""
    where = place()
    if not (_cluster(where) / "yisheng.conf").exists():
        _create(where)
    if not _comes_up(where):
        _clear_leftovers(where)
        _write_settings(where)
        log = where.data / "postgres.log"
        options = ["-D", str(_cluster(where)), "-l", str(log), "-w", "-t", "300", "-s"]
        started = where.run(_program("pg_ctl"), *options, "start", check=False)
        if started.returncode:
            tail = where.run("tail", "-n", "15", log, check=False).stdout
            raise Stop(f"PostgreSQL does not start:\n{started.stderr}{tail}")
    make_database(url())


def stop() -> None:
    """Stop the server; open transactions are rolled back."""
    where = place()
    where.run(_program("pg_ctl"), "-D", _cluster(where), "-m", "fast", "-w", "-t", "60", "-s", "stop", check=False)


def make_database(database_url: str) -> None:
    """Create the database the URL names unless it exists."""
    name = database_url.rpartition("/")[2].partition("?")[0]
    found = ask(f"SELECT 1 FROM pg_database WHERE datname = '{name}'", url=sibling(database_url, "postgres"))
    if not found:
        ask(f'CREATE DATABASE "{name}"', url=sibling(database_url, "postgres"))


def sibling(database_url: str, database: str) -> str:
    """Return the URL of another database on the same server."""
    base, _, last = database_url.rpartition("/")
    _, mark, options = last.partition("?")
    return f"{base}/{database}{mark}{options}"


def ask(sql: str, *, url: str) -> str:
    """Run one statement with psql and return its output without decoration; raises Stop with the server's words."""
    command = ["psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-d", url.replace("postgis://", "postgresql://", 1), "-c", sql]
    done = subprocess.run(command, text=True, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        raise Stop(f"The database refused: {done.stderr.strip()}")
    return done.stdout.strip()


def _create(where: Place) -> None:
    """Make the cluster. Trust is safe here: only the owner of the 0700 folder can reach the socket at all."""
    say("Creating the private database 创建私有数据库")
    cluster = _cluster(where)
    # An interrupted initdb leaves a folder without our settings file: nothing was ever stored in it.
    where.run("rm", "-rf", cluster)
    made = where.run(
        _program("initdb"), "-D", cluster, "-U", OWNER, "-A", "trust",
        "--locale=C.UTF-8", "--encoding=UTF8", "--data-checksums", check=False,
    )  # fmt: skip
    if made.returncode:
        raise Stop(f"initdb failed: {made.stderr}")
    where.run("sh", "-c", f"echo \"include 'yisheng.conf'\" >> '{cluster}/postgresql.conf'")


def _write_settings(where: Place) -> None:
    """Size the server for this machine; written at each start, so that a bigger machine is used.

    Half of the memory is left to web, worker and the page cache. synchronous_commit stays on: what was confirmed to
    the clerk is on disk.
    """
    memory = memory_mb()
    shared = "posix" if _has_roomy_shm(where) else "mmap"
    text = textwrap.dedent(
        f"""\
        # Written by bin/launch/postgres.py at every start.
        listen_addresses = ''
        unix_socket_directories = '{where.sockets}'
        unix_socket_permissions = 0700
        max_connections = 100
        shared_buffers = {min(max(memory // 6, 64), 8192)}MB
        effective_cache_size = {memory // 2}MB
        work_mem = {min(max(memory // 512, 4), 64)}MB
        maintenance_work_mem = {min(max(memory // 24, 64), 2048)}MB
        random_page_cost = 1.1
        jit = off
        synchronous_commit = on
        wal_compression = on
        max_wal_size = 4GB
        checkpoint_timeout = 15min
        dynamic_shared_memory_type = {shared}
        timezone = 'Asia/Shanghai'
        log_timezone = 'Asia/Shanghai'
        """
    )
    done = subprocess.run(
        [*where.run_as, "tee", str(_cluster(where) / "yisheng.conf")],
        input=text, text=True, capture_output=True, cwd="/", check=False,
    )  # fmt: skip
    if done.returncode:
        raise Stop(f"Cannot write the database settings: {done.stderr.strip()}")


def _has_roomy_shm(where: Place) -> bool:
    """Containers often have a 64 MB /dev/shm, too small for parallel queries, or one that only root may write to."""
    shm = Path("/dev/shm")  # noqa: S108 - asked about, not written to
    if not shm.is_dir() or where.run("test", "-w", shm, check=False).returncode:
        return False
    size = os.statvfs(shm)
    return size.f_blocks * size.f_frsize >= 512 * 2**20


def _pid_file(where: Place) -> tuple[int, str]:
    """Return the server's process id and state from postmaster.pid (lines 1 and 8), or (0, "")."""
    try:
        lines = (_cluster(where) / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        return int(lines[0]), lines[7].strip() if len(lines) > 7 else ""
    except (FileNotFoundError, IndexError, ValueError):
        return 0, ""


def _is_ours(pid: int | str, where: Place) -> bool:
    """After a crash the number in the pid file may belong to any process; ours works in the cluster's folder."""
    try:
        return Path(f"/proc/{pid}/cwd").resolve(strict=True) == _cluster(where).resolve()
    except OSError:
        return False


def _comes_up(where: Place) -> bool:
    """Wait for a server that a killed launcher left starting or stopping; say whether it is ready in the end."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        pid, state = _pid_file(where)
        if not pid or not _is_ours(pid, where):
            return False
        if state == "ready":
            return True
        time.sleep(0.1)
    raise Stop(f"PostgreSQL has been {state} for five minutes; see {where.data / 'postgres.log'}.")


def _clear_leftovers(where: Place) -> None:
    """Remove what a server that was killed left behind; the next start recovers from the write-ahead log.

    Its lock files name a process that may be another by now, or one nobody has buried. A backend of the dead server
    could still write, so all of them must be gone before the lock that guards the data is lifted.
    """
    pid, _ = _pid_file(where)
    if pid:
        say("The database was not shut down last time; it recovers by itself 数据库上次未正常关闭，正在自动恢复")
    end = time.monotonic() + 10
    while backends := _backends(where):
        if time.monotonic() > end:
            where.run("kill", "-KILL", *map(str, backends), check=False)
        time.sleep(0.1)
    socket = where.sockets / ".s.PGSQL.5432"
    where.run("rm", "-f", _cluster(where) / "postmaster.pid", socket, f"{socket}.lock")


def _backends(where: Place) -> list[int]:
    return [
        int(folder.name) for folder in Path("/proc").iterdir() if folder.name.isdigit() and _is_ours(folder.name, where)
    ]
