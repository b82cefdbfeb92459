"""The frame of every entry point: set up, run, turn trouble into one sentence and an exit code."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable

from launch import machine, packages
from launch.environment import Stop, make_folders


def entry(main: Callable[[list[str]], int], *, tests: bool = False) -> None:
    """Bring the machine and the packages up to date, run `main` with the command line, exit with its verdict."""
    # A terminated launcher must still stop what it started: TERM takes the same way out as Ctrl-C.
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        machine.install_packages(tests=tests)
        make_folders()
        packages.install(dev=tests)
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)


def run(command: list[str], *, env: dict[str, str], cwd: str | None = None) -> int:
    """Run a child in the foreground and return its exit code; Ctrl-C and TERM reach it and it may finish cleanly."""
    child = subprocess.Popen(command, env=env, cwd=cwd)
    try:
        return child.wait()
    except KeyboardInterrupt:
        child.terminate()
        return child.wait()


def _interrupt(signum: int, frame: object) -> None:
    raise KeyboardInterrupt
