"""A stay that began before its area did: told today, it stands in the areas of its days.

A newborn registered in March and entered in May, after the community was moved under another street in April, lived in the old
community first. So a list of March holds the child where it was.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from accounts.selectors.areas import AreaTree, area_tree


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a stay in one area; `until` None = open. `began_on`: the first day of the stay, in later pieces."""

    area: str
    since: dt.date
    until: dt.date | None = None
    began_on: dt.date | None = None


def pieces(area: str, since: dt.date) -> list[Piece]:
    """The stay by the codes of its days, the last piece open. One piece when nothing changed since, or nobody can tell:
    an area that was merged from several does not say in which of them somebody was."""
    tree = area_tree()
    if not tree.lineage.links or area not in tree:
        return [Piece(area, since)]
    steps: list[tuple[str, dt.date | None]] = [(current(area), None)]
    while (begun := tree[steps[0][0]].since) is not None and since < begun:
        before = _only_predecessor(tree, steps[0][0], begun)
        if before is None:
            break
        steps.insert(0, (before, begun))
    found, start = [], since
    for code, end in steps:
        found.append(Piece(code, start, end, since if start != since else None))
        start = end or start
    return found


def current(area: str) -> str:
    """The area that an ended one went on in (the main successor); any other as it is."""
    followers = area_tree().present(area)
    return followers[0].code if followers else area


def _only_predecessor(tree: AreaTree, code: str, begun: dt.date) -> str | None:
    links = {link.predecessor for link in tree.lineage.before(code) if link.effective_on == begun}
    return links.pop() if len(links) == 1 else None
