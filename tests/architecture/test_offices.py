"""The three offices, proven by walking every address: none does another's work, none sees a resident (SEC07)."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest

from accounts.domain.offices import OFFICES
from accounts.models import User
from accounts.permissions import words_of
from accounts.roles import roles
from core.checks import declared_permission
from core.permission import PUBLIC, SIGNED_IN
from tests.architecture.test_urls import _SAMPLES, _addresses, _body
from tests.support import factories
from tests.support.areas import SANYANJING

HOLDERS = {"admin": "system_administrator", "anquan": "security_administrator", "audit": "auditor"}
# What two offices both need to do their own work, all of it reading: where they are, whose accounts there are, what the
# registers of compliance say.
SHARED = {"area.view", "today", "user.view", "compliance.view"}


def _asked(view: Any, method: str) -> str:
    """The permission that a request with this method needs."""
    holder = getattr(view, "cls", None) or getattr(view, "view_class", None)
    if method == "post" and (written := getattr(holder, "write_permission", None)):
        return str(written)
    return str(declared_permission(view))


def _permissions() -> set[str]:
    return {_asked(view, method) for _, view in _addresses() for method in ("get", "post")} - {PUBLIC, SIGNED_IN}


@pytest.mark.parametrize(("one", "other"), list(combinations(OFFICES, 2)))
def test_no_office_holds_the_permissions_of_another(one: str, other: str) -> None:
    both = {asked for asked in _permissions() if roles[one].allows(asked) and roles[other].allows(asked)}
    assert both <= SHARED, both


@pytest.mark.parametrize("office", OFFICES)
def test_no_office_holds_a_permission_about_residents(office: str) -> None:
    words = (
        *("person.", "household.", "roster.", "event.", "import.", "search", "benefit."),
        *("elder.", "alarm.", "aid.", "supply.", "payment.", "sms."),
    )
    assert not [asked for asked in _permissions() if asked.startswith(words) and roles[office].allows(asked)]


@pytest.mark.django_db
@pytest.mark.parametrize("username", HOLDERS)
def test_an_office_is_refused_wherever_another_may_go_and_sees_no_resident(
    user_named: Any, client_as: Any, username: str
) -> None:
    """One walk by every address, as it stands and with a resident in it."""
    hidden = factories.person("欧阳测试")
    user: User = user_named(username)
    role, client = roles[HOLDERS[username]], client_as(user)
    for address, view in _addresses():
        known = {address, address.replace(_SAMPLES["uuid"], str(hidden.uid))}
        for method in ("get", "post"):
            asked = _asked(view, method)
            if asked not in (PUBLIC, SIGNED_IN) and not role.allows(asked):
                answer = getattr(client, method)(address)
                assert answer.status_code in (403, 405), (method, address, asked, answer.status_code)
                if method == "get":  # refused before anything was looked at
                    known = set()
        for one in known if declared_permission(view) != PUBLIC else ():
            answer = client.get(one, {"q": "欧阳", "area": SANYANJING})
            assert answer.status_code < 500, (one, answer.status_code)
            assert "欧阳测试" not in _body(answer), one


def test_every_permission_is_said_in_words() -> None:
    """The page 岗位与权限 leaves nothing out: add the words in accounts/permissions.py."""
    assert [asked for asked in sorted(_permissions()) if not words_of(asked)] == []


def test_the_words_are_about_permissions_that_somebody_holds() -> None:
    for asked in sorted(_permissions()):
        assert any(role.allows(asked) for role in roles), asked
