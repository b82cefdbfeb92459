"""Whose word counts more when two sources disagree (handbook §15: 公安 > 卫健、民政 > 社保 > 街道自采)."""

from __future__ import annotations

# By the letters a feed's code begins with; the desk corrects with papers in hand and stands beside the police.
_RANK = {"GA": 5, "desk": 5, "WJ": 4, "MZ": 4, "CL": 4, "JY": 4, "RS": 3, "SB": 3, "SQ": 2, "seed": 1}


def rank(source: str) -> int:
    """How much a source's word counts: 5 police … 2 our own collection form, 1 seeded."""
    head = source.partition(":")[0]
    return _RANK.get(head, _RANK.get(head[:2], 0))


def outranks(standing: str, new: str) -> bool:
    """Does what stands keep its place against the new word? Equal rank: the newer word counts."""
    return rank(standing) > rank(new)
