"""“Not here”, “not yours”, “not so” and “our fault”: pages, and problem+json for programs (RFC 9457).

Each carries a number that also stands in the log.
"""

from __future__ import annotations

import logging
import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from core import clock
from core.errors import Conflict, NotAllowed, NotFound, UserError

PROBLEM = "application/problem+json"
STATUS = {NotFound: 404, NotAllowed: 403, Conflict: 409}

logger = logging.getLogger(__name__)


def error_number(request: HttpRequest) -> str:
    """`7F3A-20261123-1046`: short enough to say on the phone; begins as the request id does, which finds the log."""
    head = re.sub(r"[^0-9a-zA-Z]", "", getattr(request, "request_id", ""))[:4].upper() or "0000"
    return f"{head}-{clock.now():%Y%m%d-%H%M}"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Does not exist, or is out of scope: one sentence for both, so that nobody learns who lives elsewhere."""
    if _for_a_program(request):
        return _problem(404, "没有这个地址，或不在你的范围内。")
    return _page(request, "404.html", 404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if _for_a_program(request):
        return _problem(403, "你的岗位没有这项权限。")
    return _page(request, "403.html", 403, message=str(exception or ""))


def refused(request: HttpRequest, error: UserError) -> HttpResponse:
    """What a page could not do for a reason that the user can mend, where the page has no form to say it in."""
    return _page(request, "400.html", status_of(error), message=error.message, remedy=error.remedy)


def status_of(error: UserError) -> int:
    """The HTTP status that says of what kind an error is."""
    return next((code for kind, code in STATUS.items() if isinstance(error, kind)), 400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the shell: whatever broke may be what the shell needs (the database, the session)."""
    number = error_number(request)
    logger.error("Page failed, number %s, request %s", number, getattr(request, "request_id", ""))
    if _for_a_program(request):
        return _problem(500, "系统出错，什么都没有改。", f"报修时请说编号 {number}。")
    return HttpResponse(render_to_string("500.html", {"error_number": number}), status=500)


def _for_a_program(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _problem(status: int, title: str, detail: str = "") -> HttpResponse:
    body = {"type": "about:blank", "title": title, "status": status} | ({"detail": detail} if detail else {})
    return JsonResponse(body, status=status, content_type=PROBLEM, json_dumps_params={"ensure_ascii": False})


def _page(request: HttpRequest, template: str, status: int, **context: str) -> HttpResponse:
    number = error_number(request)
    logger.info("%s %s, number %s", status, request.path, number)
    return HttpResponse(render_to_string(template, {"error_number": number, **context}, request), status=status)
