"""Columns that follow dated facts: declared, so that a night's job can see whether they still do (`<app>/projections.py`)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from core.registry import Registry


@dataclass(frozen=True, slots=True)
class Gap:
    """A person whose row says something else than the facts: in words, without numbers or phones."""

    person_id: int
    area: str
    stored: str
    computed: str


@dataclass(frozen=True)
class Projection:
    """A projection: `find(most)` gives those that differ, `mend(person ids, by)` brings them in step; None: a person must decide."""

    key: str
    title: str
    find: Callable[[int], list[Gap]]
    mend: Callable[[Sequence[int], str], None] | None = None
    help: str = ""


projections: Registry[Projection] = Registry("projection")
