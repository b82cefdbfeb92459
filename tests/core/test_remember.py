"""A page that remembers a count works while Redis is away."""

from __future__ import annotations

import pytest
from django.core.cache import cache, caches
from redis.exceptions import ConnectionError as RedisGone

from core.remember import remember


def test_remembers_until_it_is_forgotten() -> None:
    cache.delete("count:test")
    assert remember("count:test", lambda: 1, seconds=60) == 1
    assert remember("count:test", lambda: 2, seconds=60) == 1


def test_works_without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> None:
        raise RedisGone("no such socket")

    backend = type(caches["default"])
    monkeypatch.setattr(backend, "get", gone)
    assert remember("count:gone", lambda: 3, seconds=60) == 3
    monkeypatch.setattr(backend, "get", lambda self, key: None)
    monkeypatch.setattr(backend, "set", gone)
    assert remember("count:gone", lambda: 4, seconds=60) == 4
