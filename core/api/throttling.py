"""How often a program may ask: so many calls a minute for a user, fewer for an address that has not said who it is (SEC34)."""

from __future__ import annotations

import logging
import math
from typing import Any

from django.conf import settings
from django.core.cache import caches
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core import clock

logger = logging.getLogger(__name__)
WINDOW = 60  # seconds


class MinuteThrottle(BaseThrottle):
    """One counter a caller and minute, in the cache that all processes share: one round trip a call.

    While the shared cache is away, calls pass: the duty goes on, and the log says so.
    """

    def __init__(self) -> None:
        self.left = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        seconds = clock.now().timestamp()
        minute = int(seconds // WINDOW)
        self.left = math.ceil((minute + 1) * WINDOW - seconds)
        who, most = self._who(request)
        try:
            return self._count(f"api-calls:{who}:{minute}") <= most
        except RedisError:
            logger.warning("The shared cache is away; calls of the API are not counted.")
            return True

    def wait(self) -> float:
        return float(self.left)

    def _who(self, request: Request) -> tuple[str, int]:
        if request.user.is_authenticated:
            return f"user-{request.user.pk}", settings.API_CALLS_A_MINUTE
        return f"address-{self.get_ident(request)}", settings.API_CALLS_A_MINUTE_UNKNOWN

    def _count(self, key: str) -> int:
        cache = caches["shared"]
        if cache.add(key, 1, timeout=2 * WINDOW):
            return 1
        try:
            return int(cache.incr(key))
        except ValueError:  # it ran out between the two
            return 1
