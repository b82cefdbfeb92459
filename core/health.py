"""Is the process alive (`/healthz`); can it work (`/readyz`: database, broker, migrations)?"""

from __future__ import annotations

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from kombu import Connection
from kombu.exceptions import OperationalError

from core.permission import public
from core.upkeep import warnings


@public
def healthz(request: HttpRequest) -> JsonResponse:
    """200 while the process answers at all."""
    return JsonResponse({"status": "ok"})


@public
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when database, broker and migrations are in order; else 503 and what is not. Warnings do not make it less ready."""
    state = {"database": _database(), "broker": _broker(), "migrations": False}
    state["migrations"] = state["database"] and _migrations()
    ready = all(state.values())
    answer = {"status": "ok" if ready else "not ready", **state, "warnings": warnings() if ready else []}
    return JsonResponse(answer, status=200 if ready else 503)


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _migrations() -> bool:
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def _broker() -> bool:
    try:
        with Connection(settings.CELERY_BROKER_URL, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except (OperationalError, OSError):
        return False
    return True
