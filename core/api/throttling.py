"""How often a program may ask: so many calls a minute for a user, fewer for an address that has not said who it is (SEC34)."""

from __future__ import annotations

import logging
import math
from functools import cache
from typing import Any

from django.conf import settings
from redis import Redis
from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from core import clock

logger = logging.getLogger(__name__)
WINDOW = 60  # seconds


class MinuteThrottle(BaseThrottle):
    """One counter a caller and minute, in the Redis that all processes share: one round trip a call.

    While Redis is away, calls pass: the duty goes on, and the log says so.
    """

    def __init__(self) -> None:
        self.left = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        seconds = clock.now().timestamp()
        minute = int(seconds // WINDOW)
        self.left = math.ceil((minute + 1) * WINDOW - seconds)
        who, most = self._who(request)
        try:
            return self._count(f"yisheng:api-calls:{who}:{minute}") <= most
        except RedisError:
            logger.warning("Redis is away; calls of the API are not counted.")
            return True

    def wait(self) -> float:
        return float(self.left)

    def _who(self, request: Request) -> tuple[str, int]:
        if request.user.is_authenticated:
            return f"user-{request.user.pk}", settings.API_CALLS_A_MINUTE
        return f"address-{self.get_ident(request)}", settings.API_CALLS_A_MINUTE_UNKNOWN

    def _count(self, key: str) -> int:
        steps = counters(settings.REDIS_URL).pipeline(transaction=False)
        steps.incr(key)
        steps.expire(key, 2 * WINDOW)
        return int(steps.execute()[0])


@cache
def counters(url: str) -> Redis:
    """The connection of this process; what takes longer than the call itself counts as away."""
    return Redis.from_url(url, socket_timeout=0.5, socket_connect_timeout=0.5)
