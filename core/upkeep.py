"""Is the system looked after: backups, their rehearsal, the kept numbers, the indexes (SEC33)?

What was done is written as lines of JSON to $DATA_DIR/upkeep.jsonl: by bin/backup and bin/restore, which work without the
site and must not lose their record when a database is put back, and by the jobs here. `/upkeep/` shows the last of each
to the system administrator; `/readyz` names what is amiss.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from core import clock
from core.indexes import lacking_indexes
from core.omnibox import finders
from core.registry import Registry
from core.remember import remember

_SEEN = 200  # lines read from the end: months of nightly acts
_TAIL = 64 * 1024  # bytes


@dataclass(frozen=True)
class Act:
    """An act of upkeep. It is overdue when the last success is older than `within`; None: it is done when needed."""

    key: str
    title: str
    how: str
    within: dt.timedelta | None


ACTS = (
    Act("backup", "备份", "每天夜里自动做；手工：bin/backup", dt.timedelta(hours=26)),
    Act("rehearsal", "恢复演练", "每月至少一次：bin/restore --rehearse", dt.timedelta(days=31)),
    Act("rollups", "汇总数核对", "每天夜里自动做；手工：bin/manage rollups --check", dt.timedelta(hours=26)),
    Act("reconciliation", "名册夜间核对", "每天夜里自动做；手工：bin/manage reconcile", dt.timedelta(hours=26)),
    Act("restore", "恢复", "停站后：bin/restore", None),
)


@dataclass(frozen=True)
class State:
    """Where an act stands: its last success and, if it came later, its last failure."""

    act: Act
    success: Mapping[str, Any] | None
    failure: Mapping[str, Any] | None
    overdue: bool

    @property
    def amiss(self) -> bool:
        return self.overdue or self.failure is not None


@dataclass(frozen=True)
class Worry:
    """What another room wants looked after: `look()` says in words what is amiss, "" when nothing is; `url_name`: where to mend it."""

    key: str
    title: str
    look: Callable[[], str]
    url_name: str


worries: Registry[Worry] = Registry("worry")


def note_upkeep(act: str, *, ok: bool, **more: Any) -> None:
    """Add a line to the record."""
    line = {"act": act, "at": clock.now().isoformat(timespec="seconds"), "ok": ok, **more}
    with _record().open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")


def last_note(act: str) -> Mapping[str, Any] | None:
    """The latest line of an act, whatever became of it."""
    return next((line for line in reversed(_lines()) if line["act"] == act), None)


def states() -> list[State]:
    """Each act with what is known of it."""
    lines, now = _lines(), clock.now()
    return [_state(act, [line for line in lines if line["act"] == act.key], now) for act in ACTS]


def search_indexes_lacking() -> list[str]:
    """Indexes of the search that are missing or not valid; `bin/manage reindex_search --missing` makes them."""
    return lacking_indexes([name for finder in finders for name in finder.indexes])


def warnings() -> list[str]:
    """Keys of what is amiss, for /readyz; at most a minute old."""
    return remember("upkeep:warnings", _warnings, seconds=60)


def _warnings() -> list[str]:
    amiss = [state.act.key for state in states() if state.amiss]
    amiss += [worry.key for worry in worries if worry.look()]
    return [*amiss, "search indexes"] if search_indexes_lacking() else amiss


def _state(act: Act, lines: Sequence[Mapping[str, Any]], now: dt.datetime) -> State:
    success = next((line for line in reversed(lines) if line["ok"]), None)
    last = lines[-1] if lines else None
    overdue = act.within is not None and (success is None or now - success["at"] > act.within)
    return State(act, success, last if last and not last["ok"] else None, overdue)


def _record() -> Path:
    return Path(settings.DATA_DIR) / "upkeep.jsonl"


def _lines() -> list[dict[str, Any]]:
    """The last lines of the record, oldest first; a line that was cut short by a crash is left out."""
    try:
        with _record().open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - _TAIL))
            text = file.read().decode("utf-8", "replace")
    except FileNotFoundError:
        return []
    found = []
    for line in text.splitlines()[-_SEEN:]:
        try:
            read = json.loads(line)
            found.append({**read, "at": dt.datetime.fromisoformat(read["at"])})
        except (ValueError, KeyError, TypeError):
            continue
    return found
