"""The private Redis: broker and cache on a unix socket. It holds wake-ups, never facts, so nothing is saved."""

import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from launch.environment import Stop
from launch.private import Place, place


def url() -> str:
    """Return the REDIS_URL of the private server."""
    return f"unix://{_socket(place())}"


def _socket(where: Place) -> Path:
    return where.sockets / "redis.sock"


def is_up() -> bool:
    """Say whether the server answers."""
    return _ask(b"PING\r\n").startswith(b"+PONG")


def _ask(command: bytes) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(2)
        try:
            connection.connect(str(_socket(place())))
            connection.sendall(command)
            return connection.recv(64)
        except OSError:
            return b""


def start() -> None:
    """Start the server in the background and wait until it answers."""
    where = place()
    log = where.data / "redis.log"
    command = [
        "redis-server", "--port", "0", "--unixsocket", str(_socket(where)), "--unixsocketperm", "700",
        "--dir", str(where.data), "--logfile", str(log), "--daemonize", "yes",
        "--appendonly", "no", "--save", "", "--maxmemory", "256mb", "--maxmemory-policy", "volatile-lru",
    ]  # fmt: skip
    done = subprocess.run(
        [*where.run_as, *command], cwd="/", capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode or not _wait(is_up):
        raise Stop(f"Redis does not start; see {log}. {done.stdout}{done.stderr}")


def stop() -> None:
    """Stop the server; there is nothing to save."""
    _ask(b"SHUTDOWN NOSAVE\r\n")
    _wait(lambda: not is_up())


def _wait(condition: Callable[[], bool], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
