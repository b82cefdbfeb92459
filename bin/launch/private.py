"""Who the private services run as, and in which folders.

An ordinary user runs them as oneself, under DATA_DIR. PostgreSQL refuses to run as root, so root runs both as the
system user `postgres`; where that user cannot reach DATA_DIR (a checkout under /root), they live in /var/lib instead.
"""

import os
import pwd
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from launch.environment import DATA, TAG, Stop, say

# sockaddr_un holds 108 bytes with the closing zero; the longest name in the folder is `.s.PGSQL.5432.lock`.
LONGEST_SOCKET_FOLDER = 107 - len("/.s.PGSQL.5432.lock")


@dataclass(frozen=True)
class Place:
    """Where the private services keep data and sockets, and the prefix that makes a command run as their user."""

    data: Path
    sockets: Path
    run_as: tuple[str, ...]

    def run(self, *command: str | Path, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a program as the services' user and return what it said (text); raises CalledProcessError."""
        arguments = [*self.run_as, *map(str, command)]
        return subprocess.run(arguments, text=True, capture_output=True, cwd="/", stdin=subprocess.DEVNULL, check=check)


@cache
def place() -> Place:
    """Find or make the folders; both are private (0700) to the user the services run as."""
    if os.geteuid() != 0:
        folder = Place(DATA / "services", _socket_folder(DATA / "run"), ())
        _make_private(folder.data, os.geteuid())
        _make_private(folder.sockets, os.geteuid())
        return folder
    try:
        user = pwd.getpwnam("postgres")
    except KeyError:
        raise Stop("The system user `postgres` is missing; PostgreSQL does not run as root.") from None
    run_as = ("setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups", "--")
    base = DATA if _reaches(run_as, DATA) else _folder_elsewhere()
    folder = Place(base / "services", _socket_folder(base / "run"), run_as)
    _make_private(folder.data, user.pw_uid, user.pw_gid)
    _make_private(folder.sockets, user.pw_uid, user.pw_gid)
    return folder


def _folder_elsewhere() -> Path:
    """Return the folder outside DATA_DIR, made once. DATA_DIR remembers it: without its keys the data is unreadable."""
    pointer = DATA / "database-folder"
    if not pointer.exists():
        folder = Path(tempfile.mkdtemp(prefix="yisheng-", dir="/var/lib"))
        folder.chmod(0o755)
        say(f"The user postgres cannot reach {DATA}; the database lives in {folder} 数据库位于 {folder}")
        pointer.write_text(str(folder), encoding="utf-8")
    return Path(pointer.read_text(encoding="utf-8"))


def _reaches(run_as: tuple[str, ...], folder: Path) -> bool:
    return subprocess.run([*run_as, "test", "-x", str(folder)], cwd="/", check=False).returncode == 0


def _socket_folder(wanted: Path) -> Path:
    if len(os.fsencode(wanted)) <= LONGEST_SOCKET_FOLDER:
        return wanted
    if os.geteuid() == 0:
        return Path(f"/run/yisheng-{TAG}")
    return Path(os.environ.get("XDG_RUNTIME_DIR") or "/tmp") / f"yisheng-{TAG}"  # noqa: S108 - owner and mode are checked


def _make_private(folder: Path, uid: int, gid: int = -1) -> None:
    """Create the folder with mode 0700, or refuse one that belongs to somebody else."""
    try:
        folder.mkdir(mode=0o700)
        os.chown(folder, uid, gid)
    except FileExistsError:
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != uid:
            raise Stop(f"{folder} belongs to another user; remove it or set another DATA_DIR.") from None
        folder.chmod(0o700)
