"""The running site: web, dispatcher, worker and scheduler, started together and stopped together."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from launch.environment import DATA, LOGS, ROOT, Stop, say
from launch.machine import cores
from launch.packages import python

# Marks every descendant of bin/run, whoever its parent is by now: how orphans of a killed launcher are found again.
MARK = "YISHENG_SITE"
PATIENCE = 20.0
LOG_LIMIT = 10 * 2**20


def host() -> str:
    """Return the address to listen on."""
    return os.environ.get("HOST") or "127.0.0.1"


def port() -> int:
    """Return the port to listen on."""
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit():
        raise Stop(f"PORT must be a number; it is {text!r}.")
    return int(text)


def address() -> str:
    """Return the address to open in a browser on this machine."""
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host(), host())  # noqa: S104 - compared, not bound
    return f"http://{shown}:{port()}/"


def check_port() -> None:
    """Stop early, in words, when another program has the port."""
    family = socket.AF_INET6 if ":" in host() else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host(), port()))
        except OSError as error:
            raise Stop(f"{host()}:{port()} is not free ({error.strerror}); set PORT to another 端口被占用") from None


def commands() -> dict[str, list[str]]:
    """Return the processes of the site by name, in the order of their start."""
    celery = [python(), "-m", "celery", "-A", "config"]
    return {
        "web": [python(), "-m", "gunicorn", "--config", str(ROOT / "config" / "gunicorn.py"), "config.wsgi"],
        "dispatch": [python(), str(ROOT / "manage.py"), "dispatch"],
        "worker": [
            *celery, "worker", "--loglevel=INFO", f"--concurrency={cores()}", "--without-gossip", "--without-mingle",
        ],
        "beat": [*celery, "beat", "--loglevel=INFO", "--pidfile=", f"--schedule={DATA / 'beat-schedule'}"],
    }  # fmt: skip


class Site:
    """The processes of the site. As a context manager it leaves nothing running behind."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = env | {MARK: str(DATA), "HOST": host(), "PORT": str(port())}
        self._children: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Site":
        return self

    def start(self) -> None:
        """Start all processes; return when pages are served. The web comes first: loading all at once takes longer."""
        for name, command in commands().items():
            self._start(name, command)
            if name == "web":
                self._wait_until_ready()

    def _start(self, name: str, command: list[str]) -> None:
        # The kernel sends TERM when the launcher dies, even by kill -9. A session of its own keeps the terminal's
        # Ctrl-C away from the child: the launcher decides the order in which things stop.
        with _log(name).open("ab") as log:
            self._children[name] = subprocess.Popen(
                ["setpriv", "--pdeathsig", "TERM", "--", *command],
                cwd=ROOT, env=self._env, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def __exit__(self, *_: object) -> None:
        for child in self._children.values():
            _signal_group(child.pid, signal.SIGTERM)
        end = time.monotonic() + PATIENCE
        for child in self._children.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal_group(child.pid, signal.SIGKILL)
                child.wait()

    def _wait_until_ready(self, seconds: float = 90) -> None:
        """Return when /readyz says that database, broker and migrations are in order; raises Stop otherwise."""
        # A proxy of the surrounding network must not be asked for our own address.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end, said = time.monotonic() + seconds, ""
        while time.monotonic() < end:
            self.check_alive()
            try:
                with opener.open(f"{address()}readyz", timeout=5):
                    return
            except urllib.error.HTTPError as error:
                said = error.read(2000).decode("utf-8", "replace")
            except OSError as error:
                said = str(error)
            time.sleep(0.1)
        raise Stop(f"The site is not ready after {seconds:.0f} s: {said}\nLogs are in {LOGS}.")

    def watch(self) -> None:
        """Return never; raises Stop when a process ends by itself, with the last lines of its log."""
        while True:
            self.check_alive()
            time.sleep(0.5)

    def check_alive(self) -> None:
        """Raise Stop if one of the processes has ended."""
        for name, child in self._children.items():
            if child.poll() is not None:
                tail = _log(name).read_text(encoding="utf-8", errors="replace").splitlines()[-20:]
                raise Stop(
                    "\n".join([f"The {name} process ended (code {child.returncode}). {_log(name)} says:", *tail])
                )


def stop_orphans() -> None:
    """End what a killed launcher of this DATA_DIR left behind; nobody else's process carries our mark."""
    orphans = _marked()
    if not orphans:
        return
    say("Stopping what an earlier start left running 停止上次遗留的进程")
    for signum, seconds in ((signal.SIGTERM, PATIENCE), (signal.SIGKILL, 5.0)):
        for pid in orphans:
            _signal(pid, signum)
        end = time.monotonic() + seconds
        while orphans and time.monotonic() < end:
            time.sleep(0.05)
            orphans = _marked()
        if not orphans:
            return
    raise Stop(f"These processes of an earlier start do not end: {orphans}.")


def _marked() -> list[int]:
    wanted = f"{MARK}={DATA}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit() and int(folder.name) != os.getpid():
            try:
                if wanted in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
            except OSError:
                continue  # it ended meanwhile, or belongs to another user
    return found


def _signal(pid: int, signum: signal.Signals) -> None:
    try:
        os.kill(pid, signum)
    except ProcessLookupError:
        return


def _signal_group(pid: int, signum: signal.Signals) -> None:
    try:
        os.killpg(pid, signum)
    except ProcessLookupError:
        return


def _log(name: str) -> Path:
    return LOGS / f"{name}.log"


def turn_logs() -> None:
    """Keep one older copy of a log that has grown long."""
    for name in commands():
        log = _log(name)
        if log.exists() and log.stat().st_size > LOG_LIMIT:
            shutil.move(log, log.with_suffix(".log.1"))


def print_ready() -> None:
    """Print the address and the demo sign-ins: the two things to know."""
    print(f"Ready: {address()}", flush=True)
    accounts = DATA / "demo-accounts.txt"
    if accounts.exists() and os.environ.get("DEMO", "1") == "1":
        print(f"Demo sign-ins 演示账号 ({accounts}):\n{accounts.read_text(encoding='utf-8').strip()}", flush=True)
    print("Ctrl-C stops everything 按 Ctrl-C 停止", file=sys.stderr, flush=True)
