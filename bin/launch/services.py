"""Bring the private services up for as long as somebody uses them; the last one out stops them.

Each user holds a shared lock (the lease). The kernel drops it when a process dies, so a killed launcher leaves services
running at worst: the next one finds them, uses them and stops them.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from launch import postgres, redis
from launch.environment import LOCKS, locked, say


@contextmanager
def services(*, quiet: bool = True) -> Iterator[dict[str, str]]:
    """Yield DATABASE_URL and REDIS_URL; those given in the environment are used as they are."""
    given_database, given_redis = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    with open(LOCKS / "services.lease", "a+", encoding="utf-8") as lease:
        # The door is held only while coming or going: two cannot start the same server at once.
        with locked("services.door"):
            fcntl.flock(lease, fcntl.LOCK_SH)
            if not given_database and not postgres.is_up():
                _announce("PostgreSQL", quiet)
                postgres.start()
            if not given_redis and not redis.is_up():
                _announce("Redis", quiet)
                redis.start()
        try:
            yield {"DATABASE_URL": given_database or postgres.url(), "REDIS_URL": given_redis or redis.url()}
        finally:
            with locked("services.door"):
                if _is_last(lease.fileno()):
                    if not given_redis:
                        redis.stop()
                    if not given_database:
                        postgres.stop()


def _announce(name: str, quiet: bool) -> None:
    if not quiet:
        say(f"Starting {name} 启动 {name}")


def _is_last(lease: int) -> bool:
    try:
        fcntl.flock(lease, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
