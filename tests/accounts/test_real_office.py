"""A real office (DEMO=0): no demo account enters, start-up says so, the first offices are appointed on the machine (SEC08)."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Grant, User
from accounts.services.demo import ACCOUNTS, make_demo_accounts
from accounts.services.tokens import issue_token
from tests.support.areas import YUEXIU
from tests.support.users import PASSWORD

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> dict[str, Any]:
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=StringIO())
    return json.loads(out.getvalue().splitlines()[-1])


@pytest.fixture
def demo(areas: None, tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    make_demo_accounts(password=PASSWORD, file=tmp_path / "demo-accounts.txt")


def sign_in(username: str) -> Any:
    return Client().post(reverse("login"), {"username": username, "password": PASSWORD})


def test_demo_accounts_enter_only_the_demo(demo: None, client_as: Any, settings: Any) -> None:
    assert sign_in("shequ").status_code == 302
    client, token = client_as(User.objects.get(username="shequ")), issue_token(User.objects.get(username="shequ"))
    settings.DEMO = False
    assert "停用" in sign_in("shequ").content.decode()
    assert client.get("/persons/").status_code == 403  # a session of before has no rights left
    assert Client().get("/api/v1/persons/", headers={"Authorization": f"Bearer {token}"}).status_code == 401


def test_start_up_refuses_open_demo_accounts(demo: None, settings: Any) -> None:
    assert len(run("check_accounts")["demo_accounts"]) == len(ACCOUNTS)
    settings.DEMO = False
    with pytest.raises(CommandError, match="demo_accounts --close"):
        call_command("check_accounts")
    assert len(run("demo_accounts", "--close")["closed"]) == len(ACCOUNTS)
    assert run("check_accounts")["demo_accounts"] == []
    assert not (Path(settings.DATA_DIR) / "demo-accounts.txt").exists()


def test_demo_accounts_of_an_older_version_are_known(demo: None, settings: Any) -> None:
    User.objects.update(demo=False)
    assert len(run("check_accounts")["demo_accounts"]) == len(ACCOUNTS)
    make_demo_accounts(password="", file=Path(settings.DATA_DIR) / "demo-accounts.txt")
    assert User.objects.filter(demo=True).count() == len(ACCOUNTS)


def test_the_first_offices_are_appointed_once(areas: None, settings: Any) -> None:
    settings.DEMO = False
    vacant = {"system_administrator", "security_administrator", "auditor"}
    assert set(run("check_accounts")["vacant_offices"]) == vacant
    for number, role in enumerate(sorted(vacant)):
        made = run("appoint", f"user{number}", "--name", "冼文辉", "--office", role, "--area", YUEXIU)
        user = User.objects.get(username=made["username"])
        assert user.check_password(made["password"]) and user.must_change_password
        assert Grant.objects.get(user=user).role == role
    assert run("check_accounts")["vacant_offices"] == []
    with pytest.raises(CommandError, match="已经有"):
        call_command("appoint", "again", "--name", "某人", "--office", "auditor", "--area", YUEXIU)
    assert not User.objects.filter(username="again").exists()
