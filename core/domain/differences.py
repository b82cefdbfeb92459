"""Where two short texts differ, character by character: what the eye should fall on when two records lie side by side."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import groupby

Part = tuple[str, bool]  # characters, and whether they differ from the other text


def differing_parts(left: str, right: str) -> tuple[list[Part], list[Part]]:
    """Both texts cut into parts that agree and parts that do not. Texts with nothing in common are not cut: all differs.

    Texts of one length are compared place by place, so that two transposed digits are both marked.
    """
    if len(left) == len(right):
        return _by_place(left, right)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() == 0:
        return _whole(left), _whole(right)
    ours, theirs = [], []
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        ours.append((left[i1:i2], act != "equal"))
        theirs.append((right[j1:j2], act != "equal"))
    return [part for part in ours if part[0]], [part for part in theirs if part[0]]


def _by_place(left: str, right: str) -> tuple[list[Part], list[Part]]:
    differs = [one != other for one, other in zip(left, right, strict=True)]
    if all(differs):
        return _whole(left), _whole(right)
    ours, theirs = [], []
    for marked, run in groupby(range(len(left)), key=lambda place: differs[place]):
        places = list(run)
        ours.append((left[places[0] : places[-1] + 1], marked))
        theirs.append((right[places[0] : places[-1] + 1], marked))
    return ours, theirs


def _whole(text: str) -> list[Part]:
    return [(text, False)] if text else []
