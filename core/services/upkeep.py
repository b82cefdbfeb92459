"""The nightly acts of upkeep, each with a line in the record (core/upkeep.py)."""

from __future__ import annotations

import logging
import subprocess
import time

from django.conf import settings

from core.rollups import rollups
from core.scope import as_system
from core.services.rollups import compare, fold
from core.upkeep import note_upkeep

logger = logging.getLogger(__name__)


def fold_all() -> int:
    """Fold every rollup; returns how many rows there are fewer."""
    with as_system("numbers are folded whatever area they are of; nobody is shown any"):
        return sum(fold(rollup) for rollup in rollups)


def check_all() -> bool:
    """Compare every rollup with a real count. A difference is written down and logged, never mended silently: it means that
    something wrote past the triggers, which somebody must understand first."""
    started = time.perf_counter()
    with as_system("a count over every area, to compare; nobody is shown any of it"):
        compared = [compare(rollup) for rollup in rollups]
    wrong = {one.key: one.wrong for one in compared if one.wrong}
    seconds = round(time.perf_counter() - started, 1)
    message = f"汇总数与实际清点不同：{wrong}；先查明原因，再 bin/manage rollups --rebuild。" if wrong else ""
    note_upkeep("rollups", ok=not wrong, seconds=seconds, cells=sum(one.cells for one in compared), message=message)
    if wrong:
        logger.error("Kept numbers differ from a real count: %s", [one for one in compared if one.wrong])
    return not wrong


def back_up() -> bool:
    """Run bin/backup, which keeps its own record. False when it failed, or is switched off (BACKUP_DAILY=0)."""
    if not settings.BACKUP_DAILY:
        return False
    command = [str(settings.BASE_DIR / "bin" / "backup"), "--keep", str(settings.BACKUP_KEEP)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode:
        logger.error("The nightly backup failed: %s", done.stderr.strip())
    return done.returncode == 0
