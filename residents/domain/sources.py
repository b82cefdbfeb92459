"""Whose word counts more when two sources disagree (handbook §15: 公安 > 卫健、民政 > 社保 > 街道自采).

The order is policy: `residents/parameters.py` keeps it as dated parameters, one for all fields and one for each field that an
office wants otherwise. Here is how an order is read and what follows from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

# Office → how the sources of its files begin. The desk corrects with papers in hand.
OFFICES = {
    "公安": ("GA",),
    "窗口": ("desk",),
    "卫健": ("WJ",),
    "民政": ("MZ",),
    "残联": ("CL",),
    "教育": ("JY",),
    "人社": ("RS",),
    "社保": ("SB",),
    "社区采集": ("SQ",),
}
GENERAL = "公安、窗口 > 卫健、民政、残联、教育 > 人社、社保 > 社区采集"
DESK, SEEDED = "desk", "seed"


@dataclass(frozen=True, slots=True)
class SourceOrder:
    """Ranks by the letters a source begins with: the higher counts more; seeded values count least."""

    ranks: Mapping[str, int]

    def rank(self, source: str) -> int:
        """How much a source's word counts; 0 for a source nobody has ranked."""
        head = source.partition(":")[0]
        return self.ranks.get(head, self.ranks.get(head[:2], 0))

    def outranks(self, standing: str, new: str) -> bool:
        """Does what stands keep its place against the new word? Equal rank: the newer word counts."""
        return self.rank(standing) > self.rank(new)

    def keeps(self, standing: str, new: str) -> bool:
        """`outranks`, and what a clerk wrote with papers in hand is not overwritten by a file of the same rank."""
        from_desk = standing.startswith(DESK) and not new.startswith(DESK)
        return self.outranks(standing, new) or (from_desk and self.rank(standing) == self.rank(new))


@lru_cache(maxsize=64)
def read_order(text: str) -> SourceOrder:
    """`公安 > 卫健、民政 > 社区采集` as ranks. ValueError with a Chinese sentence when an office is unknown or named twice.

    Offices that are not named rank below those that are.
    """
    levels = [re.split(r"[、,，/]", level) for level in re.split(r"[>＞]", text)]
    ranks: dict[str, int] = {SEEDED: 1}
    for place, level in enumerate(levels):
        for name in filter(None, (word.strip() for word in level)):
            if name not in OFFICES:
                raise ValueError(f"不认识“{name}”。可以写的是 {'、'.join(OFFICES)}。")
            for head in OFFICES[name]:
                if head in ranks:
                    raise ValueError(f"“{name}”写了两次。")
                ranks[head] = len(levels) - place + 2
    if len(ranks) == 1:
        raise ValueError(f"请写成 {GENERAL} 的样子。")
    return SourceOrder({head: ranks.get(head, 2) for heads in OFFICES.values() for head in heads} | {SEEDED: 1})


def rank(source: str) -> int:
    """How much a source's word counts by the general order."""
    return read_order(GENERAL).rank(source)


def outranks(standing: str, new: str) -> bool:
    """Does what stands keep its place against the new word, by the general order?"""
    return read_order(GENERAL).outranks(standing, new)


# Lists that say who is there on a day, not since when: their facts begin on the day of the list (contracts: SQ01 carries no dates).
LISTS = ("SQ01", "GA01", "GA02")


def by_list(source: str) -> bool:
    """Does the beginning of a fact from this source only mean that a list told of it that day?"""
    return source.startswith(LISTS)


def office_of(source: str) -> str:
    """公安, 窗口 …: who says so, in a word; empty for a source of no office."""
    head = source.partition(":")[0]
    return next((name for name, heads in OFFICES.items() if head in heads or head[:2] in heads), "")


def feed_of(source: str) -> str:
    """`SQ01:17:3` → `SQ01`; `desk:shequ` → `desk`: a source without its line."""
    return source.partition(":")[0]
