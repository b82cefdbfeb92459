"""Bands across the top of every staff page: what cannot wait until somebody opens the right list.

    bands.register(Band("alarm", "alarm-band", "alarm.view", seconds=30))

The band's own view answers a fragment, or nothing at all; the page asks for it again by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from core.registry import Registry


@dataclass(frozen=True)
class Band:
    """`url_name`: the view that answers the band; `seconds`: how often the page asks."""

    key: str
    url_name: str
    permission: str
    seconds: int = 30


bands: Registry[Band] = Registry("band")


def bands_of(user: Any) -> list[tuple[str, int]]:
    """(address, seconds) of the bands that this user may see."""
    return [(reverse(one.url_name), one.seconds) for one in bands if user.has_permission(one.permission)]
