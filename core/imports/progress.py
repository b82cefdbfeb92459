"""How far a step has come: kept in the cache for the page that polls. The truth is the batch's row; this may be lost."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache

_KEEP = 3600


def tell(uid: Any, **state: Any) -> None:
    cache.set(f"import:{uid}", state, _KEEP)


def of(uid: Any) -> dict[str, Any]:
    return cache.get(f"import:{uid}") or {}


def ask_to_stop(uid: Any) -> None:
    cache.set(f"import:{uid}:stop", True, _KEEP)


def asked_to_stop(uid: Any) -> bool:
    return bool(cache.get(f"import:{uid}:stop"))
