"""Which generation of a family a member stands in, read from the relation to the head (GB/T 4761). Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

# First digit of the relation: head and spouse 0, children 1, grandchildren 2, parents -1, grandparents -2, siblings 0.
_BY_GROUP = {"0": 0, "1": 0, "2": 1, "3": 1, "4": 2, "5": -1, "6": -2, "7": 0}
_BY_CODE = {
    **dict.fromkeys(("47", "48"), 3),
    **dict.fromkeys(("66", "67", "68"), -3),
    **dict.fromkeys(("81", "82", "83", "84", "85", "86", "87", "88", "89", "90"), -1),
    **dict.fromkeys(("93", "94", "95", "96"), 1),
}
_STEP = {"parent": -1, "child": 1, "spouse": 0}


def generation(relation: str) -> int:
    """Downwards from the head's own (0); relations that say nothing stand beside the head."""
    return _BY_CODE.get(relation, _BY_GROUP.get(relation[:1], 0))


def spread(known: Mapping[int, int], links: Iterable[tuple[int, int, str]]) -> dict[int, int]:
    """Generations of relatives who have no relation to the head, by walking the links (person, relative, kind)."""
    found, waiting = dict(known), list(links)
    while waiting:
        reached = [link for link in waiting if link[0] in found]
        if not reached:
            break
        for person, relative, kind in reached:
            found.setdefault(relative, found[person] + _STEP[kind])
        waiting = [link for link in waiting if link[0] not in found or link[1] not in found]
    return found
