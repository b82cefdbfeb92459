"""Start-up checks: a view without a declared permission does not start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

# Views of libraries, each public or guarded by its own means.
LIBRARY_MODULES = ("django.contrib.staticfiles", "django.views.static", "drf_spectacular")


def walk(patterns: list[Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every URL of the product with its view function."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, prefix + str(pattern.pattern))
        elif isinstance(pattern, URLPattern):
            yield prefix + str(pattern.pattern), pattern.callback


def declared_permission(view: Any) -> str | None:
    """The permission a view declares: by decorator, or as attribute of its class (class-based and API views)."""
    for holder in (view, getattr(view, "view_class", None), getattr(view, "cls", None)):
        if permission := getattr(holder, "permission", None):
            return str(permission)
    return None


@register()
def views_declare_permissions(**_: Any) -> list[CheckMessage]:
    """core.E001: deny by default, proven by walking the URLs."""
    errors: list[CheckMessage] = []
    for url, view in walk(get_resolver().url_patterns):
        module = getattr(getattr(view, "cls", view), "__module__", "")
        if declared_permission(view) is None and not module.startswith(LIBRARY_MODULES):
            errors.append(
                Error(
                    f"The view of /{url} ({view.__module__}.{view.__name__}) declares no permission.",
                    hint="Decorate it with @permitted('…'), @signed_in or @public (core/permission.py).",
                    id="core.E001",
                )
            )
    return errors
