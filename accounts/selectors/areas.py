"""Areas by name: one snapshot of the tree per process, renewed when the table has changed.

The table is small (a city has about 3,000 rows) and changes a few times a year. Each request asks once whether it has
changed, with one short query, so that every process sees a change at its next request.
"""

from __future__ import annotations

import csv
import time
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.db import connection

from accounts.domain.area_tree import AreaNode, AreaTree, Style
from accounts.models import Area
from core import clock
from core.audit import current_request
from core.scope import Scope

_COUNTIES = Path(__file__).resolve().parent.parent / "data" / "counties.csv"
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
    tree = kept.tree if kept is not None and kept.version == version else _load()
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
       (SELECT coalesce(max(pgh_id), 0) FROM accounts_areaevent)
FROM accounts_area
"""


def _version() -> Version:
    """What the table is like now, and the day, for areas that end on it."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return (*cursor.fetchone(), clock.today().toordinal())


def _load() -> AreaTree:
    today = clock.today()
    rows = Area.objects.values_list("code", "name", "level", "parent_id", "official_name", "valid")
    nodes = [
        AreaNode(code, name, level, parent, official, ended=valid.upper is not None and valid.upper <= today)
        for code, name, level, parent, official, valid in rows
    ]
    return AreaTree(nodes, _elsewhere())


@cache
def _elsewhere() -> dict[str, str]:
    """Names of every province, city and county (accounts/data/README.md)."""
    with _COUNTIES.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}


def area_name(code: str) -> str:
    """`三眼井社区` for 440104001007; for an unknown code the nearest area above it, at last the code itself."""
    return area_tree().name(code) if code else ""


def area_path(code: str) -> str:
    """`洪桥街道 ▸ 三眼井社区`."""
    return area_tree().path(code) if code else ""


def area_words(code: str, style: Style = "full") -> str:
    """Any area code of the country: `full` 湖北省荆州市沙市区 · `short` 沙市区 · `path` 洪桥街道 ▸ 三眼井社区."""
    return area_tree().words(code, style) if code else ""


def communities_by_name(text: object, *, within: str = "") -> list[AreaNode]:
    """All communities inside an area that a cell may mean; more than one: the name alone does not decide."""
    return area_tree().communities(text, within=within)


def community_by_name(text: object, within: str = "") -> AreaNode | None:
    """The one community inside an area that a cell means (D28: 三眼井居委会, 越秀区洪桥街三眼井社区 …), else None."""
    found = communities_by_name(text, within=within)
    return found[0] if len(found) == 1 else None


def area_options(scope: Scope) -> list[tuple[str, str]]:
    """Every area of the tree that lies wholly in the scope, in the order of the tree, indented by depth."""
    tree = area_tree()
    return [
        (node.code, f"{'　' * _depth(tree, node.code, scope)}{node.name}")
        for node in sorted(tree.nodes.values(), key=lambda node: node.code)
        if not node.ended and scope.covers(node.code)
    ]


def _depth(tree: AreaTree, code: str, scope: Scope) -> int:
    return sum(1 for node in tree.chain(code)[:-1] if scope.covers(node.code))


def counties_by_name(text: str) -> list[tuple[str, str]]:
    """(code, words) of provinces, cities and counties whose name, or words from the province down, a text gives."""
    wanted = text.strip()
    if not wanted:
        return []
    tree = area_tree()
    return [
        (code, tree.words(code))
        for code, name in _elsewhere().items()
        if name == wanted or tree.words(code).endswith(wanted)
    ]
