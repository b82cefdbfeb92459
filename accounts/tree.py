"""The tree of areas in memory: one snapshot per process, renewed when the tables have changed.

The table is small (a city has about 3,000 rows) and changes a few times a year. Each request asks once whether it has
changed, with one short query, so that every process sees a change at its next request.

It stands apart from the selectors and asks for its models by name, because User.scope reads it.
"""

from __future__ import annotations

import csv
import datetime as dt
import time
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection

from accounts.domain.area_lineage import Lineage, Link, NameChange
from accounts.domain.area_tree import Alias, AreaNode, AreaTree
from core import clock
from core.audit import current_request

_COUNTIES = Path(__file__).resolve().parent / "data" / "counties.csv"
Version = tuple[int, ...]
_LOOK_EVERY = 1.0  # seconds, in commands and jobs that belong to no request


@dataclass(frozen=True)
class _Snapshot:
    version: Version
    tree: AreaTree
    looked_at: float


_snapshot: _Snapshot | None = None
_looked_in: ContextVar[str] = ContextVar("areas_looked_in", default="")


def area_tree() -> AreaTree:
    """The tree as it is now. Loops over many rows take it once and use it throughout."""
    global _snapshot
    kept, request, now = _snapshot, current_request.get().id, time.monotonic()
    if kept is not None and (_looked_in.get() == request if request else now - kept.looked_at < _LOOK_EVERY):
        return kept.tree
    version = _version()
    tree = kept.tree if kept is not None and kept.version == version else _load(*version[3:6])
    _snapshot = _Snapshot(version, tree, now)
    _looked_in.set(request)
    return tree


def forget_areas() -> None:
    """Called by services that change areas, so that the same transaction reads its own change."""
    global _snapshot
    _snapshot = None


# Any insert, update or delete changes it: the rows' writing transactions, and the last entry of their history (which also
# tells two updates of one transaction apart).
_VERSION = """
SELECT count(*), coalesce(sum(xmin::text::bigint), 0)::bigint,
       (SELECT coalesce(max(pgh_id), 0) FROM accounts_areaevent),
       (SELECT count(*) FROM accounts_arealink), (SELECT count(*) FROM accounts_arearename),
       (SELECT count(*) FROM accounts_areaalias)
FROM accounts_area
"""


def _version() -> Version:
    """What the table is like now, and the day, for areas that end on it."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return (*cursor.fetchone(), clock.today().toordinal())


def _load(links: int, renames: int, aliases: int) -> AreaTree:
    """The tree. The numbers say which of the small tables are worth asking: before the first change all are empty."""
    today, model = clock.today(), partial(apps.get_model, "accounts")
    rows = model("Area").objects.values_list("code", "name", "level", "parent_id", "official_name", "valid")
    nodes = [_node(*row, today=today) for row in rows]
    lineage = Lineage(
        (Link(*row) for row in _rows(model("AreaLink"), _LINK)) if links else (),
        (NameChange(*row) for row in _rows(model("AreaRename"), _RENAME)) if renames else (),
    )
    others = (Alias(*row) for row in _rows(model("AreaAlias"), ("code", "area_id", "system"))) if aliases else ()
    return AreaTree(nodes, counties(), lineage, others)


_LINK = ("predecessor_id", "successor_id", "effective_on", "main", "change_id")
_RENAME = ("area_id", "old_name", "old_official_name", "new_name", "effective_on", "recorded_at", "withdrawn_at")


def _rows(model: Any, fields: tuple[str, ...]) -> Any:
    return model.objects.values_list(*fields)


def _node(
    code: str, name: str, level: str, parent: str | None, official: str, valid: Any, *, today: dt.date
) -> AreaNode:
    ended = valid.upper is not None and valid.upper <= today
    return AreaNode(code, name, level, parent, official, ended, since=valid.lower, until=valid.upper)


@cache
def counties() -> dict[str, str]:
    """Names of every province, city and county (accounts/data/README.md)."""
    with _COUNTIES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
