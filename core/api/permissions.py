"""The API asks the same truth as the pages: a declared permission, answered by the user's grants."""

from __future__ import annotations

from typing import Any

from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from core.permission import PUBLIC, SIGNED_IN


class DeclaredPermission(BasePermission):
    """Allows what the view's `permission` attribute names (writes: `write_permission`); denies views without one."""

    message = "你的岗位没有这项权限。"

    def has_permission(self, request: Request, view: Any) -> bool:
        permission = getattr(view, "permission", None)
        if request.method not in ("GET", "HEAD", "OPTIONS"):
            permission = getattr(view, "write_permission", permission)
        if permission == PUBLIC:
            return True
        if not permission or not request.user.is_authenticated:
            return False
        return permission == SIGNED_IN or request.user.has_permission(permission)
