"""`Idempotency-Key` on writes: a repeated call gets the first answer, nothing is written twice."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from rest_framework.request import Request
from rest_framework.response import Response

from core import clock
from core.errors import Conflict, UserError
from core.models import IdempotentAnswer

HEADER = "Idempotency-Key"


def idempotent(method: Callable[..., Response]) -> Callable[..., Response]:
    """Decorator of a writing API method. Calls with one key wait for each other (advisory lock until commit)."""

    @wraps(method)
    def once(view: Any, request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get(HEADER, "").strip()
        if not key:
            return method(view, request, *args, **kwargs)
        if len(key) > 120:
            raise UserError(f"{HEADER} 太长。", remedy="最多 120 个字符。")
        _lock(f"{request.user.pk}:{key}")
        asked = hashlib.sha256(request.path.encode() + b"\0" + request._request.body).hexdigest()
        known = IdempotentAnswer.objects.filter(user=request.user, key=key).first()
        if known:
            if known.request_digest != asked:
                raise Conflict("这个 Idempotency-Key 已用于另一次提交。", remedy="请换一个键。")
            return Response(known.answer, status=known.status)
        answer = method(view, request, *args, **kwargs)
        if answer.status_code < 400:
            IdempotentAnswer.objects.create(
                user=request.user,
                key=key,
                request_digest=asked,
                status=answer.status_code,
                answer=answer.data,
                recorded_at=clock.now(),
            )
        return answer

    return once


def _lock(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
