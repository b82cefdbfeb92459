"""Who follows when areas change: each room declares in its `area_followers.py` what it does with its own records.

The change itself (accounts/services/area_changes.py) is one transaction: the tree first, then every follower in order. A
follower works set-based, keeps what it needs to take it back, and says beforehand what it would do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from accounts.domain.area_plan import AreaPlan
from core.registry import Registry


@dataclass
class Act:
    """A change on its way. `change_id` is None while it is only looked at; `kept` is written down for an undo."""

    plan: AreaPlan
    on: dt.date
    by: Any
    change_id: int | None = None
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def written_by(self) -> int:
        """The number of the change; only a change that is carried out has one."""
        if self.change_id is None:
            raise RuntimeError("A change that is only looked at writes nothing.")
        return self.change_id

    @property
    def source(self) -> str:
        """What written rows name as their source."""
        return f"area-change:{self.change_id}"


@dataclass(frozen=True)
class Figure:
    """A line of the preview: how many of what, with a sentence when it needs one. `tone` as a chip's (a: look at it)."""

    title: str
    number: int
    note: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Held:
    """Records that an area still has: 「居民 128 位」."""

    noun: str
    number: int
    measure: str


def _nothing(_act: Act) -> list[Any]:
    return []


def _no_count(_act: Act) -> dict[str, int]:
    return {}


def _no_undo(_act: Act) -> None:
    return None


def _holds_nothing(_code: str) -> list[Held]:
    return []


@dataclass(frozen=True)
class AreaFollower:
    """What one room does.

    preview: what would follow   follow: do it, returns counts by noun   undo: put everything back
    obstacles: what an undo would lose now, in sentences   held: what an area and everything in it still has
    """

    key: str
    order: int = 100
    preview: Callable[[Act], Sequence[Figure]] = _nothing
    follow: Callable[[Act], dict[str, int]] = _no_count
    undo: Callable[[Act], None] = _no_undo
    obstacles: Callable[[Act], Sequence[str]] = _nothing
    held: Callable[[str], Sequence[Held]] = _holds_nothing


area_followers: Registry[AreaFollower] = Registry("area follower")


def in_order() -> list[AreaFollower]:
    """The followers in the order in which they follow."""
    return sorted(area_followers, key=lambda follower: (follower.order, follower.key))
