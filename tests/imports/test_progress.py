"""The progress bar may be lost, the import may not: Redis away is no error."""

from __future__ import annotations

import pytest
from django.test import override_settings

from core.imports import progress


def test_what_is_told_is_read() -> None:
    progress.tell("a", phase="checking", done=3)
    assert progress.of("a") == {"phase": "checking", "done": 3}
    progress.ask_to_stop("a")
    assert progress.asked_to_stop("a") and not progress.asked_to_stop("b")


def test_without_redis_nothing_is_known_and_nothing_fails(tmp_path: object, caplog: pytest.LogCaptureFixture) -> None:
    away = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": f"unix://{tmp_path}/nobody.sock"}
    local = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    with override_settings(CACHES={"default": local, "shared": away}):
        progress.tell("a", phase="checking")
        assert progress.of("a") == {}
        assert not progress.asked_to_stop("a")
