"""The tree of areas in memory: names, paths and words for a code, without asking the database again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from accounts.domain.communities import community_key, street_in
from core.domain.text import clean_text

Style = Literal["full", "short", "path"]
_WITHOUT_CITIES = ("81", "82")  # Hong Kong and Macao


@dataclass(frozen=True, slots=True)
class AreaNode:
    """One area: `level` as in the model; `ended` = its valid time is over."""

    code: str
    name: str
    level: str
    parent: str | None
    official_name: str = ""
    ended: bool = False


def nearest_codes(code: str) -> list[str]:
    """Codes that may name the area of `code`, nearest first: grid, community, street, county, city, province."""
    code = code.strip()
    codes = [code]
    if len(code) > 12:
        codes.append(code[:12])
    if len(code) >= 9:
        codes.append(code[:9])
    if len(code) >= 6:
        codes += [code[:6], code[:4] + "00"]
    if len(code) >= 2:
        codes.append(code[:2] + "0000")
    return list(dict.fromkeys(codes))


class AreaTree:
    """A snapshot of the tree; `elsewhere` names provinces, cities and counties that are not in it. Immutable."""

    def __init__(self, nodes: Iterable[AreaNode], elsewhere: Mapping[str, str]) -> None:
        self.nodes = {node.code: node for node in nodes}
        self._elsewhere = elsewhere
        self._names: dict[str, str] = {}  # rows of a long list name the same few areas
        self._children: dict[str | None, list[AreaNode]] = {}
        for node in sorted(self.nodes.values(), key=lambda node: node.code):
            self._children.setdefault(node.parent, []).append(node)
        self._short_streets = {node.name.removesuffix("街道") for node in self.nodes.values() if node.level == "street"}
        self._by_key: dict[str, list[AreaNode]] = {}
        for node in self.nodes.values():
            if node.level == "community" and not node.ended:
                self._by_key.setdefault(community_key(node.name), []).append(node)

    def get(self, code: str) -> AreaNode | None:
        return self.nodes.get(code)

    def __getitem__(self, code: str) -> AreaNode:
        return self.nodes[code]

    def __contains__(self, code: object) -> bool:
        return code in self.nodes

    def children(self, code: str | None) -> list[AreaNode]:
        """Direct children, by code."""
        return self._children.get(code, [])

    def inside(self, code: str, level: str) -> list[AreaNode]:
        """Every area of a level inside `code` (itself included), by code."""
        found, waiting = [], [self.nodes[code]] if code in self.nodes else []
        while waiting:
            node = waiting.pop()
            if node.level == level:
                found.append(node)
            waiting += self.children(node.code)
        return sorted(found, key=lambda node: node.code)

    def chain(self, code: str) -> list[AreaNode]:
        """From the top of the tree down to the area; empty for a code outside the tree."""
        chain: list[AreaNode] = []
        node = self.nodes.get(code)
        while node is not None:
            chain.append(node)
            node = self.nodes.get(node.parent) if node.parent else None
        return chain[::-1]

    def name(self, code: str) -> str:
        """The name of the area or of the nearest one above it that is known; the code itself when nothing is known."""
        name = self._names.get(code)
        if name is None:
            name = next((found for near in nearest_codes(code) if (found := self._own_name(near))), code)
            self._names[code] = name
        return name

    def path(self, code: str, *, separator: str = " ▸ ") -> str:
        """`洪桥街道 ▸ 三眼井社区`, `越秀区`; outside the tree `湖北省 ▸ 荆州市 ▸ 沙市区`."""
        known = next((near for near in nearest_codes(code) if self._own_name(near)), code)
        if known not in self.nodes:
            return separator.join(self._names_down_to(code)) or code
        names = [node.name for node in self.chain(known) if node.level in ("street", "community", "grid")]
        return separator.join(names) or self.nodes[known].name

    def words(self, code: str, style: Style = "full") -> str:
        """The area in words: `full` 湖北省荆州市沙市区, `short` 沙市区, `path` with ▸."""
        if style == "short":
            return self.name(code)
        if style == "path":
            return self.path(code)
        return "".join(self._names_down_to(code)) or code

    def _own_name(self, code: str) -> str:
        node = self.nodes.get(code)
        return node.name if node else self._elsewhere.get(code, "")

    def _names_down_to(self, code: str) -> list[str]:
        """Names from the province down, each once (东莞市 has no counties; 北京市 is province and city in one)."""
        if code.startswith(_WITHOUT_CITIES):
            return [self.name(code[:2] + "0000")]
        names = [name for near in reversed(nearest_codes(code)) if (name := self._own_name(near))]
        return list(dict.fromkeys(names))

    def communities(self, text: object, *, within: str = "") -> list[AreaNode]:
        """The communities that a cell may mean (D28): by 12-digit code, or by any spelling of the name.

        A street written in front of the name decides between communities that share it.
        """
        plain = "".join(clean_text(text).value.split())
        if plain.isdigit():
            node = self.nodes.get(plain)
            found = [node] if node and node.level == "community" else []
        else:
            found = self._by_spelling(community_key(plain), street_in(plain))
        return [node for node in found if _is_inside(node.code, within)]

    def _by_spelling(self, key: str, street: str) -> list[AreaNode]:
        found = self._by_key.get(key, [])
        if not found:
            # 洪桥街三眼井: a short street name in front. Only a known street is cut off, for 街 may belong to the name.
            fitting = (name for name in self._short_streets if key.startswith(f"{name}街"))
            street = next(fitting, "")
            found = self._by_key.get(key.removeprefix(f"{street}街"), []) if street else []
        return [node for node in found if not street or self._short_street(node) == street]

    def _short_street(self, community: AreaNode) -> str:
        above = self.nodes.get(community.parent or "")
        return above.name.removesuffix("街道") if above else ""


def _is_inside(code: str, area: str) -> bool:
    """Containment is the prefix: 440104001007 lies in 440104001, 440104, 440100, 440000, 000000 and ''."""
    prefix = area
    if len(prefix) == 6:
        while prefix.endswith("00"):
            prefix = prefix[:-2]
    return code.startswith(prefix)
