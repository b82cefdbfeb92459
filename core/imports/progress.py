"""How far a step has come: kept in Redis for the page that polls. The truth is the batch's row; this may be lost, so a
Redis that is away costs the progress bar and nothing else.
"""

from __future__ import annotations

from typing import Any

import structlog
from django.core.cache import caches
from redis.exceptions import RedisError

_KEEP = 3600
logger = structlog.get_logger()


def tell(uid: Any, **state: Any) -> None:
    _keep(f"import:{uid}", state)


def of(uid: Any) -> dict[str, Any]:
    return _kept(f"import:{uid}") or {}


def ask_to_stop(uid: Any) -> None:
    _keep(f"import:{uid}:stop", True)


def asked_to_stop(uid: Any) -> bool:
    return bool(_kept(f"import:{uid}:stop"))


def _keep(key: str, value: Any) -> None:
    try:
        caches["shared"].set(key, value, _KEEP)
    except RedisError as error:
        logger.warning("progress_not_kept", key=key, error=str(error))


def _kept(key: str) -> Any:
    try:
        return caches["shared"].get(key)
    except RedisError as error:
        logger.warning("progress_not_read", key=key, error=str(error))
        return None
