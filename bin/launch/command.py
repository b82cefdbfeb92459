"""The frame of every entry point: set up, run, turn trouble into one sentence and an exit code."""

import signal
import subprocess
import sys
from collections.abc import Callable

from launch import machine, packages
from launch.environment import Stop, make_folders


class Interrupted(KeyboardInterrupt):
    """Ctrl-C, TERM or a closed terminal; `signum` says which."""

    def __init__(self, signum: int) -> None:
        super().__init__()
        self.signum = signum


def entry(main: Callable[[list[str]], int], *, tests: bool = False) -> None:
    """Bring the machine and the packages up to date, run `main` with the command line, exit with its verdict."""
    for signum in _STOPPING:
        # `nohup` asks to ignore the closing of the terminal; that wish is kept.
        if signum != signal.SIGHUP or signal.getsignal(signum) != signal.SIG_IGN:
            signal.signal(signum, _interrupt)
    try:
        machine.install_packages(tests=tests)
        make_folders()
        packages.install(dev=tests)
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except Interrupted as interrupted:
        sys.exit(128 + interrupted.signum)


def run(command: list[str], *, env: dict[str, str], cwd: str | None = None, silent: bool = False) -> int:
    """Run a child in the foreground and return its exit code; interrupted, it may finish cleanly first."""
    child = subprocess.Popen(command, env=env, cwd=cwd, stdout=subprocess.DEVNULL if silent else None)
    try:
        return child.wait()
    except Interrupted as interrupted:
        # A terminal has sent Ctrl-C to the child as well; TERM reached only us. INT lets pytest tear down.
        if interrupted.signum != signal.SIGINT:
            child.send_signal(signal.SIGINT)
        child.wait()
        raise


_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def _interrupt(signum: int, frame: object) -> None:
    # The way out is bounded in time and must not be cut short: services would be left running.
    for each in _STOPPING:
        signal.signal(each, signal.SIG_IGN)
    raise Interrupted(signum)
