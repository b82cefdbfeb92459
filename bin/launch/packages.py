"""Python packages into $DATA_DIR/venv, npm assets into static/vendor/. Each is done once per lock file."""

import hashlib
import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from launch.environment import DATA, ROOT, VENV, Stop, locked, say

ASSETS = ROOT / "assets"
VENDOR = ROOT / "static" / "vendor"


def python() -> str:
    """Return the interpreter of the virtual environment."""
    return str(VENV / "bin" / "python")


def install(*, dev: bool = False) -> None:
    """Make the virtual environment and the browser assets match their lock files; nothing to do costs no time."""
    with locked("packages"):
        _install_python("requirements.txt")
        if dev:
            _install_python("requirements-dev.txt")
        _install_assets()


def _fingerprint(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _install_python(lock_name: str) -> None:
    lock = ROOT / lock_name
    stamp = VENV / f".{lock_name}.installed"
    wanted = _fingerprint(lock.read_bytes(), sys.version.encode(), str(VENV).encode())
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    if not (VENV / "bin" / "pip").exists():
        say("Creating the virtual environment 创建 Python 虚拟环境")
        venv.create(VENV, with_pip=True, clear=True)
    say(f"Installing {lock_name} 安装 Python 依赖")
    command = [python(), "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes", "-r", str(lock)]
    _run(command, "pip could not install the packages")
    stamp.write_text(wanted, encoding="ascii")


def _install_assets() -> None:
    """Install the npm packages and copy the files that package.json names under "vendor" into static/vendor/."""
    lock = ASSETS / "package-lock.json"
    manifest = ASSETS / "package.json"
    stamp = VENDOR / ".installed"
    wanted = _fingerprint(lock.read_bytes(), manifest.read_bytes())
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("Installing browser assets 安装前端资源")
    _run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], "npm could not install the packages", cwd=ASSETS)
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for target, source in json.loads(manifest.read_text(encoding="utf-8"))["vendor"].items():
        shutil.copyfile(ASSETS / "node_modules" / source, VENDOR / target)
    stamp.write_text(wanted, encoding="ascii")


def _run(command: list[str], complaint: str, cwd: Path = DATA) -> None:
    # What they print is progress, not output: it goes where the other progress lines go.
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        raise Stop(f"{complaint}; its message is above.")
