"""Opening pages as a signed-in user: in this process with the whole middleware, or against the real server."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.handlers.base import BaseHandler
from django.test import Client, RequestFactory, override_settings

_BACKEND = "accounts.backends.GrantsBackend"


def signed_in(username: str) -> Client:
    """A client whose requests pass the whole middleware, as this user, in the web role."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.get(username=username), backend=_BACKEND)
    return client


def read(client: Client, path: str, **headers: str) -> bytes:
    """The body of a page. RuntimeError when it is not 200: a quick error page would be a fine time."""
    response = client.get(path, headers=headers or None)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return response.getvalue() if response.streaming else response.content


class Bare:
    """Answers from the floors' views (bench/floor_urls.py) without any middleware."""

    def __init__(self) -> None:
        self._handler, self._requests = BaseHandler(), RequestFactory()
        with override_settings(MIDDLEWARE=[]):
            self._handler.load_middleware()

    def read(self, path: str) -> bytes:
        request = self._requests.get(path)
        request.urlconf = "bench.floor_urls"
        response = self._handler.get_response(request)
        if response.status_code != 200:
            raise RuntimeError(f"{path} answered {response.status_code}")
        return response.content


@dataclass(frozen=True)
class Server:
    """The product behind gunicorn, as bin/run starts it."""

    port: int

    def get(self, path: str, cookie: str) -> tuple[float, bytes]:
        """(milliseconds, body) of one request on a connection of its own."""
        started = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie, "HX-Request": "true"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}")
        return (time.perf_counter() - started) * 1000, body

    def crowd(self, paths: list[str], cookie: str, *, clients: int = 8) -> list[float]:
        """Milliseconds of every request, with so many clients asking without a pause."""
        with ThreadPoolExecutor(clients) as pool:
            return [taken for taken, _ in pool.map(lambda path: self.get(path, cookie), paths)]


@contextmanager
def server() -> Iterator[Server]:
    """Start gunicorn on a free port of the loopback, in the web role; stop it afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = os.environ | {"PORT": str(port), "HOST": "127.0.0.1", "DB_ROLE": settings.WEB_ROLE}
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi", "--log-level", "warning"]
    process = subprocess.Popen(command, env=env, cwd=settings.BASE_DIR)
    try:
        _wait(port, process)
        yield Server(port)
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        if process.poll() is not None:
            raise RuntimeError("The web server did not start; its message is above.")
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The web server did not answer within 20 seconds.")


def cookie_of(client: Client) -> str:
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
