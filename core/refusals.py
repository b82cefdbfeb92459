"""Whoever asks for what is not theirs gets a 404 or a 403, and it is written down (SEC06)."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from core.audit import log_read

_UID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOT_DATA = ("/static/", "/healthz", "/readyz", "/favicon")
_WORDS = {403: "没有权限", 404: "不存在或不在范围内"}


class RefusalLogMiddleware:
    """Stands outside the request's transaction: what is written here stays when that one is rolled back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in _WORDS and not request.path.startswith(_NOT_DATA):
            _write_down(request, _WORDS[response.status_code])
        return response


def _write_down(request: HttpRequest, words: str) -> None:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    path = request.path.replace("\0", "")  # an address with a NUL exists nowhere, and no log keeps the sign
    named = _UID.search(path)
    log_read(
        by=user,
        action="refused",
        kind="refused",
        uid=UUID(named[0]) if named else None,
        label=f"{request.method} {path}"[:80],
        reason=words,
    )
