"""The API trusts the user that the middleware found: by session (with CSRF) or by bearer token."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import SessionAuthentication
from rest_framework.request import Request


class RequestUserAuthentication(SessionAuthentication):
    """Session or bearer token; only sessions need the CSRF token, since a browser never adds a bearer by itself."""

    def authenticate(self, request: Request) -> tuple[Any, None] | None:
        user = getattr(request._request, "user", None)
        if user is None or not user.is_authenticated:
            return None
        if not getattr(request._request, "bearer", False):
            self.enforce_csrf(request)
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class RequestUserScheme(OpenApiAuthenticationExtension):
    """Words for the API description."""

    target_class = "accounts.api_auth.RequestUserAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
