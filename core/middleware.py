"""Request id, security headers, and what no view should have to think of."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, QueryDict

from core.audit import Request, current_request
from core.errors import UserError
from core.ui.errors import refused, status_of

Handler = Callable[[HttpRequest], HttpResponse]

# Everything is served locally. MapLibre needs blob workers; charts write inline geometry as attributes, not styles.
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; "
    "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)


class RequestIdMiddleware:
    """Gives each request an id that stands in logs, history and error pages alike."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        token = current_request.set(Request(request_id, request.META.get("REMOTE_ADDR") or None))
        request.request_id = request_id  # type: ignore[attr-defined]
        try:
            response = self.get_response(request)
        finally:
            current_request.reset(token)
        response["X-Request-Id"] = request_id
        return response


class ContentSecurityPolicyMiddleware:
    """Nothing is loaded from outside, no inline script or style runs."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", POLICY)
        return response


class PlainTextMiddleware:
    """The database keeps no NUL character: an address with one exists nowhere, a question loses it."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = QueryDict(request.META["QUERY_STRING"].replace("%00", ""))
        return self.get_response(request)


class UserErrorMiddleware:
    """What a service refuses and no form shows is said on a page of its own; it is no failure of the system.

    Stands outside ScopeMiddleware: the page is drawn when the transaction has been rolled back.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        error = getattr(request, "refused_because", None)
        return refused(request, error) if error else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, UserError):
            return None
        request.refused_because = exception  # type: ignore[attr-defined]
        return HttpResponse(status=status_of(exception))
