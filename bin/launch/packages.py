"""Python packages into $DATA_DIR/venv, npm assets into static/vendor/. Each is done once per lock file."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

from launch.environment import ROOT, VENV, Stop, locked, say

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
        _install_assets(dev=dev)


def _fingerprint(*parts: bytes) -> str:
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


def _install_python(lock_name: str) -> None:
    lock = ROOT / lock_name
    stamp = VENV / f".{lock_name}.installed"
    wanted = _fingerprint(lock.read_bytes(), str(VENV).encode())
    if _reads(stamp, wanted) and _interpreter():
        return
    if not _interpreter():
        say("Creating the virtual environment 创建 Python 虚拟环境")
        venv.create(VENV, with_pip=True, clear=True, symlinks=True)
    say(f"Installing {lock_name}, about a minute 安装 Python 依赖")
    command = [
        python(),
        "-m",
        "pip",
        "install",
        "-qq",
        "--disable-pip-version-check",
        "--require-hashes",
        "-r",
        str(lock),
    ]
    _run(command, "pip could not install the packages")
    stamp.write_text(wanted, encoding="ascii")


def _interpreter() -> bool:
    """Say whether the virtual environment still has the Python it was made with; an upgrade of Debian changes it."""
    program = (VENV / "bin" / "python").resolve()
    return program.exists() and any((VENV / "lib").glob(f"{program.name}/site-packages/pip"))


def _install_assets(*, dev: bool) -> None:
    """Install the npm packages and copy what pages load into static/vendor/ (assets/build.mjs).

    The stamps lie in node_modules, which npm empties: an installation without the test tools forgets that it had them.
    """
    files = [ASSETS / name for name in ("package-lock.json", "package.json", "build.mjs")]
    wanted = _fingerprint(*(path.read_bytes() for path in files))
    if VENDOR.is_dir() and any(_reads(stamp, wanted) for stamp in _asset_stamps(dev=dev)):
        return
    say("Installing browser assets 安装前端资源")
    omit = [] if dev else ["--omit=dev"]
    _run(
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error", *omit],
        "npm could not install the packages",
        ASSETS,
    )
    _run(["npm", "run", "--silent", "build"], "The browser assets could not be copied", ASSETS)
    _asset_stamps(dev=dev)[0].write_text(wanted, encoding="ascii")


def _asset_stamps(*, dev: bool) -> list[Path]:
    with_tools = ASSETS / "node_modules" / ".installed-dev"
    return [with_tools] if dev else [ASSETS / "node_modules" / ".installed", with_tools]


def _reads(stamp: Path, wanted: str) -> bool:
    return stamp.exists() and stamp.read_text(encoding="ascii") == wanted


def _run(command: list[str], complaint: str, cwd: Path = ROOT) -> None:
    # What they print is progress, not output: it goes where the other progress lines go.
    done = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        raise Stop(f"{complaint}; its message is above.")
