"""What was changed in accounts, rights and areas, field by field (core/field_history.py)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.models import Area, Grant, User
from accounts.roles import roles
from core.field_history import HistoryKind, Subject, Told, histories


def find_user(user: Any, text: str) -> Subject | None:
    """Those who look after accounts, and auditors."""
    seen = user.scope("user.view").q("home_area") | user.scope("audit.view").q("home_area")
    row = User.objects.filter(seen, username=text).first()
    if row is None:
        return None
    page = reverse("user", args=[row.username]) if user.has_permission("user.view") else ""
    return Subject(row.pk, row.display_name, page, row.home_area)


def find_grant(user: Any, text: str) -> Subject | None:
    if not text.isdecimal():
        return None
    seen = user.scope("user.view").q("user__home_area") | user.scope("audit.view").q("user__home_area")
    row = Grant.objects.filter(seen & Q(pk=int(text))).select_related("user").first()
    return Subject(row.pk, f"{row.user.display_name}的授权", "", row.area_code) if row else None


def find_area(user: Any, text: str) -> Subject | None:
    row = Area.objects.filter(user.scope("area.view").q("code"), code=text).first()
    return Subject(row.code, row.name, reverse("area", args=[row.code]), row.code) if row else None


def _role(key: str) -> str:
    role = roles.get(key)
    return role.title if role else key


_RIGHTS = {"role": _role}

histories.register(
    HistoryKind(
        "user",
        "账号",
        find_user,
        (
            Told(User, "id", "账号"),
            Told(Grant, "user_id", "授权", words=_RIGHTS, label=lambda state: _role(state["role"])),
        ),
    )
)
histories.register(HistoryKind("grant", "授权", find_grant, (Told(Grant, "id", "授权", words=_RIGHTS),)))
histories.register(
    HistoryKind(
        "area",
        "地区",
        find_area,
        (
            Told(
                Area,
                "code",
                "地区",
                titles={"successor_id": "由谁接替"},
                names={"parent_id": (Area, "name"), "successor_id": (Area, "name")},
            ),
        ),
    )
)
