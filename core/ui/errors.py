"""The pages for “not here”, “not yours” and “our fault”. Each carries a number that also stands in the log."""

from __future__ import annotations

import logging
import re

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from core import clock

logger = logging.getLogger(__name__)


def error_number(request: HttpRequest) -> str:
    """`7F3A-20261123-1046`: short enough to say on the phone; begins as the request id does, which finds the log."""
    head = re.sub(r"[^0-9a-zA-Z]", "", getattr(request, "request_id", ""))[:4].upper() or "0000"
    return f"{head}-{clock.now():%Y%m%d-%H%M}"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Does not exist, or is out of scope: one sentence for both, so that nobody learns who lives elsewhere."""
    return _page(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, "403.html", 403, message=str(exception or ""))


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the shell: whatever broke may be what the shell needs (the database, the session)."""
    number = error_number(request)
    logger.error("Page failed, number %s, request %s", number, getattr(request, "request_id", ""))
    return HttpResponse(render_to_string("500.html", {"error_number": number}), status=500)


def _page(request: HttpRequest, template: str, status: int, **context: str) -> HttpResponse:
    number = error_number(request)
    logger.info("%s %s, number %s", status, request.path, number)
    return HttpResponse(render_to_string(template, {"error_number": number, **context}, request), status=status)
