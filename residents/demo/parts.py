"""What other rooms add to the demo population. A room declares it in its file `demo_parts.py`.

demo_parts.register(DemoPart("elderly", fill_elderly, order=20))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from core.registry import Registry


@dataclass(frozen=True)
class Demo:
    """The population that was made: from which seed, and the moment it stands at."""

    seed: int
    now: dt.datetime


@dataclass(frozen=True)
class DemoPart:
    """Something laid over the demo population, set-based; the same seed and month give the same. `fill` returns how many rows."""

    key: str
    fill: Callable[[Demo], int]
    order: int = 100


demo_parts: Registry[DemoPart] = Registry("demo part")
