"""One truth for permission: a view says which permission it needs; without saying so it does not start.

Permissions are dotted words (`person.view`, `roster.publish`); accounts/roles.py says which role holds which. The user
object answers `has_permission(name)` and `scope(name)` (a core.scope.Scope): areas in which the grants allow it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

from core.ui.errors import forbidden

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed-in"


def public(view: View) -> View:
    """A view that anybody may open (sign-in, health)."""
    view.permission = PUBLIC  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """A view for every signed-in user, whatever the role."""
    return permitted(SIGNED_IN)(view)


def permitted(permission: str) -> Callable[[View], View]:
    """A view for users who hold the permission somewhere; the rows it shows are cut by `request.user.scope(...)`."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = request.user
            if not user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if permission != SIGNED_IN and not user.has_permission(permission):
                return forbidden(request)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]

    return decorate
