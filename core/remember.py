"""Remember a costly value for a while. Redis makes it fast; without Redis the value is worked out again, no page fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import structlog
from django.core.cache import cache
from redis.exceptions import RedisError

T = TypeVar("T")
logger = structlog.get_logger()


def remember(key: str, make: Callable[[], T], *, seconds: int) -> T:
    """The value under `key`, made now if it is not known. None is never remembered."""
    try:
        known = cache.get(key)
    except RedisError as error:
        logger.warning("cache_unreachable", key=key, error=str(error))
        return make()
    if known is not None:
        return known
    value = make()
    try:
        cache.set(key, value, seconds)
    except RedisError as error:
        logger.warning("cache_unreachable", key=key, error=str(error))
    return value
