"""From request to rights: bearer tokens, the forced change of a first password, the scope of the transaction."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.functional import SimpleLazyObject

from accounts.policy import must_change_password, needs_second_factor
from accounts.selectors.choice import area_choices, chosen_area
from accounts.services.second_factor import SHOWN
from accounts.services.sessions import note_session
from accounts.services.tokens import user_of_token
from core import clock
from core.scope import NOWHERE, scoped

Handler = Callable[[HttpRequest], HttpResponse]


class BearerTokenMiddleware:
    """`Authorization: Bearer …` signs in one request of the API, before its scope is set."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() == "bearer" and request.path.startswith("/api/"):
            user = user_of_token(token.strip())
            if user is None:
                problem = {"type": "about:blank", "title": "令牌无效或已停用", "status": 401}
                return JsonResponse(problem, status=401, content_type="application/problem+json")
            request.user = user
            request.bearer = True  # type: ignore[attr-defined]
        return self.get_response(request)


class PasswordChangeMiddleware:
    """Until a first, reset or worn-out password is changed, only the page that changes it can be reached (SEC01, SEC05)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if user.is_authenticated and must_change_password(user) and not _open_to(request, "password_change"):
            return _first(request, "password_change", "请先登录网页改密码")
        return self.get_response(request)


class SecondFactorMiddleware:
    """A user with a second factor has shown it in this session, or is not in; who must have one and has none can only
    reach the page that sets it up (SEC04)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            return self.get_response(request)
        bearer = getattr(request, "bearer", False)
        if user.two_factor_since is not None and not bearer and SHOWN not in request.session:
            logout(request)
        elif needs_second_factor(user) and not _open_to(request, "two-factor", "password_change"):
            return _first(request, "two-factor", "请先登录网页设置两步验证")
        return self.get_response(request)


def _open_to(request: HttpRequest, *names: str) -> bool:
    """Pages that stay open while something has to be done first."""
    allowed = {reverse(name) for name in (*names, "logout", "login")}
    return request.path in allowed or request.path.startswith(("/static/", "/healthz", "/readyz"))


def _first(request: HttpRequest, name: str, words: str) -> HttpResponse:
    """On to the page where that is done; programs are told in words."""
    if request.path.startswith("/api/"):
        problem = {"type": "about:blank", "title": words, "status": 403}
        return JsonResponse(problem, status=403, content_type="application/problem+json")
    return redirect(name)


class IdleMiddleware:
    """30 idle minutes end a session (SEC03). It is written and noted once a minute at most, not at every request.

    What a page asks by itself (header X-Watching) keeps nobody signed in.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and not getattr(request, "bearer", False):
            moment = int(clock.now().timestamp())
            seen = request.session.get("seen", 0)
            if seen and moment - seen > settings.SESSION_COOKIE_AGE:
                logout(request)
            elif moment - seen >= 60 and "X-Watching" not in request.headers:
                request.session["seen"] = moment
                note_session(request, request.user)
        return self.get_response(request)


class NoCopiesMiddleware:
    """What a signed-in person sees is kept by no browser: the next one at this desk presses “back” in vain (SEC35)."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


class ScopeMiddleware:
    """Each request is one transaction of the web role that sees the residents of the user's areas and no others.

    An error rolls it back; "not found" and "not allowed" do not (their log entries stay).
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(("/static/", "/healthz", "/readyz")):
            return self.get_response(request)
        user = request.user
        scope = user.resident_scope if user.is_authenticated else NOWHERE
        # What the top bar shows (core/ui/context.py); lazy, since fragments and the API have no top bar.
        request.area = SimpleLazyObject(lambda: chosen_area(request))  # type: ignore[attr-defined]
        request.areas = SimpleLazyObject(lambda: area_choices(request))  # type: ignore[attr-defined]
        with scoped(scope):
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
            return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if not isinstance(exception, Http404):
            transaction.set_rollback(True)
