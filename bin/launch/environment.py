"""Folders, secrets and the environment that every child process gets (README, "Environment")."""

import base64
import fcntl
import hashlib
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = Path(os.environ.get("DATA_DIR") or ROOT / "var").resolve()
LOGS = DATA / "log"
LOCKS = DATA / "lock"
VENV = DATA / "venv"
# Names the folder of the sockets where a path inside DATA_DIR would be too long.
TAG = hashlib.sha256(str(DATA).encode()).hexdigest()[:12]


class Stop(Exception):
    """Something the person at the keyboard has to mend; shown as one plain sentence, without a traceback."""


def say(text: str) -> None:
    """Print a line of progress. It goes to standard error: the output of commands stays clean for scripts."""
    print(f"· {text}", file=sys.stderr, flush=True)


def make_folders() -> None:
    """Create DATA_DIR and what belongs to the caller in it. Services make their own folders."""
    for folder in (DATA, LOGS, LOCKS):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Stop(
                f"Cannot create {folder}: {error.strerror}. Set DATA_DIR to a folder you may write to."
            ) from None


@contextmanager
def locked(name: str, *, kind: int = fcntl.LOCK_EX) -> Iterator[IO[str]]:
    """Hold the named lock of this DATA_DIR. The kernel drops it when the process ends, however it ends.

    Raises BlockingIOError when `kind` includes LOCK_NB and somebody else holds it.
    """
    with open(LOCKS / name, "a+", encoding="utf-8") as file:
        fcntl.flock(file, kind)
        yield file


def load_secrets() -> dict[str, str]:
    """Return SECRET_KEY and FIELD_KEYS, made once and kept in $DATA_DIR/secrets.env (mode 0600).

    FIELD_KEYS is `name:base64 of 32 bytes`, comma separated; the first encrypts, all decrypt (core/crypto.py).
    """
    path = DATA / "secrets.env"
    with locked("secrets"):
        if not path.exists():
            field_key = base64.b64encode(secrets.token_bytes(32)).decode()
            text = f"SECRET_KEY={secrets.token_urlsafe(50)}\nFIELD_KEYS=k1:{field_key}\n"
            draft = path.with_suffix(".new")
            draft.unlink(missing_ok=True)
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
                os.fsync(file.fileno())
            draft.rename(path)
    pairs = (line.split("=", 1) for line in path.read_text(encoding="utf-8").splitlines() if "=" in line)
    return {name: os.environ.get(name) or value for name, value in pairs}


def child_environment(**extra: str) -> dict[str, str]:
    """Return the environment for manage.py, pytest and the site. Commands work as the owner unless `extra` differs."""
    env = dict(os.environ) | load_secrets()
    env["DATA_DIR"] = str(DATA)
    env["PATH"] = f"{VENV / 'bin'}:{env.get('PATH', os.defpath)}"
    env["VIRTUAL_ENV"] = str(VENV)
    # A minimal machine has the C locale; names and file contents are Chinese.
    env["LANG"] = env["LC_ALL"] = "C.UTF-8"
    env.setdefault("DB_ROLE", "owner")
    env.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.prod")
    # The product shows itself with demo people and sign-ins; a real office says DEMO=0 (docs/security.md).
    env.setdefault("DEMO", "1")
    return env | extra
