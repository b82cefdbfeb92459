"""The tree of areas in memory: names, paths and words for a code, without asking the database again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from accounts.domain.area_lineage import Lineage
from accounts.domain.communities import community_key, street_in
from core.domain.area_codes import area_prefix
from core.domain.text import clean_text

Style = Literal["full", "short", "path"]
_WITHOUT_CITIES = ("81", "82")  # Hong Kong and Macao


@dataclass(frozen=True, slots=True)
class AreaNode:
    """One area: `level` as in the model; valid from `since` until the day `until` (None: open); `ended` = that is over."""

    code: str
    name: str
    level: str
    parent: str | None
    official_name: str = ""
    ended: bool = False
    since: dt.date | None = None
    until: dt.date | None = None

    def existed(self, on: dt.date) -> bool:
        """Was there such an area on that day?"""
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True, slots=True)
class Alias:
    """A code of another list for an area; `system` says which list."""

    code: str
    area: str
    system: str


@dataclass(frozen=True, slots=True)
class Meant:
    """The present areas that a cell means, and in words why they are not simply what stands there ("" if they are)."""

    nodes: list[AreaNode]
    why: str = ""


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

    def __init__(
        self,
        nodes: Iterable[AreaNode],
        elsewhere: Mapping[str, str],
        lineage: Lineage | None = None,
        aliases: Iterable[Alias] = (),
    ) -> None:
        self.nodes = {node.code: node for node in nodes}
        self._elsewhere = elsewhere
        self._names: dict[str, str] = {}  # rows of a long list name the same few areas
        self._children: dict[str | None, list[AreaNode]] = {}
        for node in sorted(self.nodes.values(), key=lambda node: node.code):
            self._children.setdefault(node.parent, []).append(node)
        self._short_streets = {node.name.removesuffix("街道") for node in self.nodes.values() if node.level == "street"}
        self.lineage = lineage or Lineage()
        self.aliases = {alias.code: alias for alias in aliases}
        self._reach: dict[frozenset[str], tuple[str, ...]] = {}
        self._by_key: dict[str, list[AreaNode]] = {}
        self._by_past_key: dict[str, list[AreaNode]] = {}
        for node in self.nodes.values():
            if node.level == "community":
                found = self._by_past_key if node.ended else self._by_key
                found.setdefault(community_key(node.name), []).append(node)
        for change in self.lineage.former_names():
            if (named := self.nodes.get(change.code)) and named.level == "community":
                self._by_past_key.setdefault(community_key(change.old), []).append(named)

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

    def path(
        self, code: str, *, separator: str = " ▸ ", on: dt.date | None = None, known_at: dt.datetime | None = None
    ) -> str:
        """`洪桥街道 ▸ 三眼井社区`, `越秀区`; outside the tree `湖北省 ▸ 荆州市 ▸ 沙市区`. `on`: in the names of a day."""
        known = next((near for near in nearest_codes(code) if self._own_name(near)), code)
        if known not in self.nodes:
            return separator.join(self._names_down_to(code)) or code
        below = [node for node in self.chain(known) if node.level in ("street", "community", "grid")]
        named = [self._called(node.code, node.name, on, known_at) for node in below or [self.nodes[known]]]
        return separator.join(named)

    def words(
        self, code: str, style: Style = "full", *, on: dt.date | None = None, known_at: dt.datetime | None = None
    ) -> str:
        """The area in words: `full` 湖北省荆州市沙市区, `short` 沙市区, `path` with ▸. `on`: in the names of a day."""
        if style == "short":
            return self._called(code, self.name(code), on, known_at)
        if style == "path":
            return self.path(code, on=on, known_at=known_at)
        return "".join(self._names_down_to(code, on, known_at)) or code

    def names(self, code: str) -> list[str]:
        """The names that `words` joins: 湖北省, 荆州市, 沙市区."""
        return self._names_down_to(code)

    def _called(self, code: str, name: str, on: dt.date | None, known_at: dt.datetime | None) -> str:
        return name if on is None else self.lineage.name_on(code, name, on=on, known_at=known_at)

    def _own_name(self, code: str) -> str:
        node = self.nodes.get(code)
        return node.name if node else self._elsewhere.get(code, "")

    def _names_down_to(self, code: str, on: dt.date | None = None, known_at: dt.datetime | None = None) -> list[str]:
        """Names from the province down, each once (东莞市 has no counties; 北京市 is province and city in one)."""
        if code.startswith(_WITHOUT_CITIES):
            return [self.name(code[:2] + "0000")]
        found = [(near, name) for near in reversed(nearest_codes(code)) if (name := self._own_name(near))]
        names = [self._called(near, name, on, known_at) for near, name in found]
        return list(dict.fromkeys(names))

    def name_on(self, code: str, on: dt.date, *, known_at: dt.datetime | None = None) -> str:
        """What `name` would have said on a day, as it was known at a moment."""
        return self.lineage.name_on(code, self.name(code), on=on, known_at=known_at)

    def present(self, code: str) -> list[AreaNode]:
        """Where the records of an area belong today: itself, or its successors (the main one first)."""
        node = self.nodes.get(code)
        if node is None:
            return []
        if not node.ended or node.until is None:
            return [node]
        codes = self.lineage.present(code, since=node.until)
        return [self.nodes[one] for one in codes if one in self.nodes and not self.nodes[one].ended]

    def with_past(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Ended areas whose every successor lies in these areas: their past may be read by whoever holds these.

        An ended street counts only if that is so of every area that ever lay in it, else those of which it is so.
        """
        held = frozenset(codes)
        if held not in self._reach:
            heads = tuple(area_prefix(code) for code in held if code)
            safe = {node.code for node in self.nodes.values() if node.ended and self._lies_in(node, heads)}
            whole = {code for code in safe if all(node.code in safe for node in self._below(code))}
            found = [code for code in safe if code in whole or not self._children.get(code)]
            self._reach[held] = tuple(sorted(code for code in found if not area_prefix(code).startswith(heads)))
        return self._reach[held]

    def _lies_in(self, node: AreaNode, heads: tuple[str, ...]) -> bool:
        followers = self.present(node.code)
        return bool(followers) and all(area_prefix(one.code).startswith(heads) for one in followers)

    def _below(self, code: str) -> list[AreaNode]:
        children = self.children(code)
        return [*children, *(node for child in children for node in self._below(child.code))]

    def communities(self, text: object, *, within: str = "") -> list[AreaNode]:
        """The present communities that a cell may mean (D28): by 12-digit code, by any spelling of a name, present or former.

        A street written in front of the name decides between communities that share it.
        """
        return self.meant(text, within=within).nodes

    def meant(self, text: object, *, within: str = "") -> Meant:
        """The same, with the reason when a former name or code, or a code of another list, stands there."""
        plain = "".join(clean_text(text).value.split())
        if plain.isdigit():
            meant = self.meant_by_code(plain)
            return Meant(
                [node for node in meant.nodes if node.level == "community" and _is_inside(node.code, within)], meant.why
            )
        key, street = community_key(plain), street_in(plain)
        if found := self._by_spelling(self._by_key, key, street):
            return Meant([node for node in found if _is_inside(node.code, within)])
        past = self._by_spelling(self._by_past_key, key, street)
        followers = {after.code: after for node in past for after in self.present(node.code)}
        nodes = [node for node in followers.values() if _is_inside(node.code, within)]
        return Meant(nodes, self._since_when(plain, past, nodes) if nodes else "")

    def meant_by_code(self, code: str) -> Meant:
        """The present areas that a code of any list means; nothing for a code that is not known here."""
        alias = self.aliases.get(code)
        node = self.nodes.get(alias.area if alias else code)
        if node is None:
            return Meant([])
        nodes = self.present(node.code)
        if node.ended:
            return Meant(nodes, self._since_when(code, [node], nodes))
        return Meant(nodes, f"“{code}”是{alias.system}的代码，本区用 {node.code}" if alias else "")

    def _since_when(self, written: str, past: list[AreaNode], now: list[AreaNode]) -> str:
        days = [node.until for node in past if node.until] or [
            change.effective_on for node in past for change in self.lineage.names_of(node.code)
        ]
        day = f" {max(days)} 起" if days else ""
        verb = "为" if len(now) == 1 else "分属"
        return f"“{written}”{day}{verb}{'、'.join(node.name for node in now)}"

    def _by_spelling(self, table: Mapping[str, list[AreaNode]], key: str, street: str) -> list[AreaNode]:
        found = table.get(key, [])
        if not found:
            # 洪桥街三眼井: a short street name in front. Only a known street is cut off, for 街 may belong to the name.
            fitting = (name for name in self._short_streets if key.startswith(f"{name}街"))
            street = next(fitting, "")
            found = table.get(key.removeprefix(f"{street}街"), []) if street else []
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
