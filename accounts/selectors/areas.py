"""Areas by name and code, in words; the tree itself is read through accounts/tree.py."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from accounts.domain.area_tree import AreaNode, AreaTree, Meant, Style
from accounts.tree import area_tree, counties, forget_areas
from core.scope import Scope

__all__ = ["AreaNode", "AreaTree", "area_tree", "forget_areas"]


def area_name(code: str) -> str:
    """`三眼井社区` for 440104001007; for an unknown code the nearest area above it, at last the code itself."""
    return area_tree().name(code) if code else ""


def area_name_on(code: str, on: dt.date, *, known_at: dt.datetime | None = None) -> str:
    """What `area_name` would have said on a day, as it was known at a moment: a list of then keeps its names."""
    return area_tree().name_on(code, on, known_at=known_at) if code else ""


def area_meant(text: object, *, within: str = "") -> Meant:
    """The present communities that a cell means, by name or code of now or of before; with the reason for the latter."""
    return area_tree().meant(text, within=within)


def area_path(code: str) -> str:
    """`洪桥街道 ▸ 三眼井社区`."""
    return area_tree().path(code) if code else ""


def area_words(
    code: str, style: Style = "full", *, on: dt.date | None = None, known_at: dt.datetime | None = None
) -> str:
    """Any area code of the country: `full` 湖北省荆州市沙市区 · `short` 沙市区 · `path` 洪桥街道 ▸ 三眼井社区. `on`: in the names
    of a day, as known at a moment."""
    return area_tree().words(code, style, on=on, known_at=known_at) if code else ""


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
    return _county_index(area_tree()).get(text.strip(), [])


@lru_cache(maxsize=2)
def _county_index(tree: AreaTree) -> dict[str, list[tuple[str, str]]]:
    """Every way to name a county, from its own name up to the words from the province down: a file asks once a row."""
    index: dict[str, list[tuple[str, str]]] = {}
    for code, name in counties().items():
        chain, words = tree.names(code), tree.words(code)
        for key in {name, *("".join(chain[start:]) for start in range(len(chain)))}:
            index.setdefault(key, []).append((code, words))
    return index
