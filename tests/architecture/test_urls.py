"""Every address of the product asks who is there, before anything else."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.checks import run_checks
from django.test import Client
from django.urls import get_resolver

from accounts.models import User
from accounts.roles import roles
from core.checks import LIBRARY_MODULES, declared_permission, walk
from core.permission import PUBLIC, SIGNED_IN
from residents.models import Person
from tests.support import factories

_SAMPLES = {
    "uuid": "00000000-0000-0000-0000-000000000000",
    "int": "1",
    "str": "440104001007",
    "slug": "school-age",
    "path": "x",
}


def _address(pattern: str) -> str:
    """A sample address for a route, without regard to whether the object exists."""
    plain = re.sub(r"<(?:(\w+):)?\w+>", lambda found: _SAMPLES.get(found[1] or "str", "1"), pattern)
    return "/" + plain.replace("^", "").replace("$", "").replace("\\Z", "")


def _addresses() -> list[tuple[str, Any]]:
    return [
        (_address(pattern), view)
        for pattern, view in walk(get_resolver().url_patterns)
        if not getattr(getattr(view, "cls", view), "__module__", "").startswith(LIBRARY_MODULES)
        and "(?P" not in pattern
    ]


def test_start_up_finds_a_permission_on_every_view() -> None:
    assert [error for error in run_checks() if error.id == "core.E001"] == []


def test_every_declared_permission_belongs_to_a_role() -> None:
    known = {PUBLIC, SIGNED_IN}
    for _, view in _addresses():
        permission = declared_permission(view)
        assert permission in known or any(role.allows(str(permission)) for role in roles), permission


@pytest.mark.django_db
def test_nobody_gets_anything_without_signing_in() -> None:
    client = Client()
    for address, view in _addresses():
        if declared_permission(view) == PUBLIC:
            continue
        for method in ("get", "post"):
            answer = getattr(client, method)(address)
            if address.startswith("/api/"):
                assert answer.status_code in (401, 403, 405), (method, address, answer.status_code)
            else:
                assert answer.status_code == 302 and answer.url.startswith("/login/"), (method, address)


@pytest.mark.django_db
def test_the_system_administrator_has_no_resident_in_scope(admin: User) -> None:
    """That no page shows one is walked in test_offices.py."""
    factories.person("欧阳测试")
    assert Person.objects.filter(admin.scope("person.view").q("hukou_area", "living_area")).count() == 0


def _body(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content.decode(errors="replace")
