"""Remember a costly value for a while, in this process: a side bar's counts may be some minutes old."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import cache

T = TypeVar("T")


def remember(key: str, make: Callable[[], T], *, seconds: int) -> T:
    """The value under `key`, made now if it is not known. None is never remembered."""
    known = cache.get(key)
    if known is not None:
        return known
    value = make()
    cache.set(key, value, seconds)
    return value
