"""Where an area comes from and what became of it: for its page, and for lists of a day on which it was not what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from accounts.domain.area_tree import AreaNode
from accounts.models import AreaAlias, AreaChange, AreaLink
from accounts.selectors.areas import area_tree
from core.domain.area_codes import area_prefix


@dataclass(frozen=True)
class Step:
    """One change in the life of an area: what it came from, or what it became."""

    change: AreaChange
    nodes: Sequence[AreaNode]
    parts: Sequence[str] = ()


@dataclass(frozen=True)
class AreaHistory:
    """Predecessors and successors with their changes, former names, codes of other lists."""

    before: Sequence[Step] = ()
    after: Sequence[Step] = ()
    names: Sequence[tuple[str, dt.date]] = ()  # (former name, until)
    aliases: Sequence[AreaAlias] = ()

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.names or self.aliases)


def history_of(code: str) -> AreaHistory:
    """The life of one area; three short queries."""
    tree = area_tree()
    links = AreaLink.objects.filter(Q(predecessor=code) | Q(successor=code)).select_related("change")
    before: dict[int, list[AreaLink]] = {}
    after: dict[int, list[AreaLink]] = {}
    for link in links.order_by("effective_on", "change_id", "-main", "successor_id"):
        if link.successor_id == code and link.predecessor_id != code:
            before.setdefault(link.change_id, []).append(link)
        if link.predecessor_id == code and link.successor_id != code:
            after.setdefault(link.change_id, []).append(link)
    return AreaHistory(
        [_step(found, [tree[link.predecessor_id] for link in found]) for found in before.values()],
        [_step(found, [tree[link.successor_id] for link in found]) for found in after.values()],
        [(name.old, name.effective_on) for name in tree.lineage.names_of(code)],
        list(AreaAlias.objects.filter(area=code).order_by("code")),
    )


def _step(links: list[AreaLink], nodes: list[AreaNode]) -> Step:
    return Step(links[0].change, nodes, [words for link in links for words in link.parts])


@dataclass(frozen=True)
class GroundWords:
    """What a list of a day has to say about its area's boundaries. `absent`: there was no such area on that day.

    `offers`: areas whose list of that day answers instead (predecessors, or successors of an area that had ended).
    """

    text: str = ""
    absent: bool = False
    offers: Sequence[AreaNode] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.text)


def ground_words(code: str, on: dt.date) -> GroundWords:
    """Empty when the area was on that day what it is today."""
    tree = area_tree()
    node = tree.get(code)
    if node is None:
        return GroundWords()
    lineage = tree.lineage
    if node.since is not None and on < node.since:
        offers = [tree[link.predecessor] for link in lineage.before(code) if tree[link.predecessor].existed(on)]
        if offers:
            return GroundWords(f"{node.name} {node.since} 才设立，{on} 还没有这个地区。", True, offers)
        return GroundWords()  # our tables begin later than the area
    if node.until is not None and on >= node.until:
        return GroundWords(f"{node.name} {node.until} 已经撤销。", True, tree.present(code))
    head = area_prefix(code)
    later = [
        link.effective_on
        for link in lineage.links
        if link.effective_on > on and link.predecessor != link.successor
        if link.predecessor.startswith(head) or link.successor.startswith(head)
    ]
    if later:
        return GroundWords(f"{node.name}的界线 {min(later)} 起有变动。")
    return GroundWords()
