"""The process that delivers events to rules as they are told: `bin/manage dispatch`, one of the processes of bin/run.

Woken by PostgreSQL at the commit that told an event; without a notice it looks every second. It keeps nothing in memory: killed at any
moment, the next one goes on where the tables stand. Several may run; they take turns (lane.py).
"""

from __future__ import annotations

import logging
import signal
import time
from types import FrameType

from django.db import connection

from core.waking import listening
from lifecycle.engine.drain import run_due

logger = logging.getLogger(__name__)

_LOOK = 1.0  # seconds between two looks without a notice: retries fall due, notices may be lost
_GONE = (0.1, 0.2, 0.5, 1.0, 2.0)  # pauses while the database is away


class Dispatcher:
    """Delivers until it is told to stop (TERM or Ctrl-C); what it has begun it finishes."""

    def __init__(self) -> None:
        self._stopping = False
        self._failures = 0

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping:
            try:
                with listening() as listener:
                    while not self._stopping:
                        run_due()
                        self._failures = 0
                        listener.wait(_LOOK)
            except Exception:
                # Rules fail by themselves (waiting.py); what comes here is a database that went away, or a fault of the engine.
                # Ending would take the site along (bin/run): it begins anew, and says so.
                self._begin_anew()

    def _begin_anew(self) -> None:
        pause = _GONE[min(self._failures, len(_GONE) - 1)]
        logger.warning("Deliveries are interrupted; trying again in %.1f s.", pause, exc_info=self._failures < 2)
        self._failures += 1
        connection.close()
        time.sleep(pause)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
