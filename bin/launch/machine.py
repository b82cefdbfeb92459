"""The machine: which system packages are missing, how to install them, how much memory there is."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from launch.environment import Stop, say


def _newest(pattern: str) -> Path | None:
    found = sorted(Path("/").glob(pattern.lstrip("/")))
    return found[-1] if found else None


def postgres_bin() -> Path | None:
    """Return the folder of PostgreSQL's programs, or None. Debian keeps initdb and pg_ctl out of PATH."""
    program = _newest("/usr/lib/postgresql/1[5-9]/bin/postgres")
    return program.parent if program else None


def _has_library(name: str) -> bool:
    return _newest(f"/usr/lib/*-linux-gnu*/{name}*") is not None or _newest(f"/usr/local/lib/{name}*") is not None


def missing_packages(*, tests: bool) -> list[str]:
    """Return the Debian packages to install. Looks for what is used, so that other ways to install count as well."""
    needs: list[tuple[str, bool]] = []
    if not os.environ.get("DATABASE_URL"):
        needs += [
            ("postgresql-15", postgres_bin() is not None),
            ("postgresql-15-postgis-3", _newest("/usr/share/postgresql/1[5-9]/extension/postgis.control") is not None),
        ]
    if not os.environ.get("REDIS_URL"):
        needs += [("redis-server", shutil.which("redis-server") is not None)]
    needs += [
        ("postgresql-client-15", shutil.which("psql") is not None),
        ("gdal-bin", _has_library("libgdal.so") and _has_library("libgeos_c.so") and _has_library("libproj.so")),
        ("python3-venv", _has_venv()),
        ("nodejs", shutil.which("node") is not None),
        ("npm", shutil.which("npm") is not None),
    ]
    if tests:
        needs += [
            ("chromium", shutil.which("chromium") is not None),
            ("fonts-noto-cjk", _newest("/usr/share/fonts/**/NotoSansCJK*") is not None),
            # Offices open our workbooks with it as often as with Excel: the journeys do so, too.
            ("libreoffice-calc-nogui", shutil.which("soffice") is not None),
        ]
    return [name for name, present in needs if not present]


def _has_venv() -> bool:
    # Debian ships the venv module without ensurepip; only the package python3-venv brings it.
    probe = subprocess.run([sys.executable, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return probe.returncode == 0


def install_packages(*, tests: bool) -> None:
    """Install what is missing with apt, as root or through sudo; otherwise stop with the one command to type."""
    if sys.version_info < (3, 11):  # noqa: UP036 - somebody may start it with an older Python
        raise Stop(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} ({sys.executable}).")
    missing = missing_packages(tests=tests)
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = _root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        raise Stop(
            "System packages are missing 缺少系统软件包. Type this once, then start again:\n"
            f"    sudo sh -c 'apt-get update && {' '.join(install)}'"
        )
    say(f"Installing system packages 安装系统软件包: {' '.join(missing)}")
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    if "postgresql-15" in missing:
        _ask_for_no_main_cluster(prefix)
    for command in (["apt-get", "update", "-q"], install):
        if subprocess.run([*quiet, *command], stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
            raise Stop(f"`{' '.join(command)}` failed; its message is above.")
    left = missing_packages(tests=tests)
    if left:
        raise Stop(f"Installed, but still not found: {' '.join(left)}. Look at the messages of apt-get above.")


def _root_prefix() -> list[str] | None:
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo", "-n"]
    return None


def _ask_for_no_main_cluster(prefix: list[str]) -> None:
    """Debian would start a cluster on port 5432; ours is private, so use its documented switch against that."""
    script = (
        "mkdir -p /etc/postgresql-common/createcluster.d && "
        "echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.d/yisheng.conf"
    )
    subprocess.run([*prefix, "sh", "-c", script], check=True)


def memory_mb() -> int:
    """Return the memory this machine or container may use, in MB."""
    for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
        if line.startswith("MemTotal:"):
            total = int(line.split()[1]) // 1024
            break
    else:
        raise Stop("/proc/meminfo does not say how much memory there is.")
    limit = Path("/sys/fs/cgroup/memory.max")
    text = limit.read_text(encoding="ascii").strip() if limit.exists() else "max"
    return total if text == "max" else min(total, int(text) // 2**20)


def cores() -> int:
    """Return the cores this process may use."""
    return len(os.sched_getaffinity(0))
