"""Signing in: lockout, idle sessions, the forced change of a first password, closed accounts, tokens."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ApiToken, User
from accounts.services.tokens import issue_token
from accounts.services.users import create_user, deactivate, reactivate, reset_password
from core.errors import Conflict, NotAllowed, NotFound, UserError
from tests.support.areas import SANYANJING
from tests.support.users import PASSWORD

pytestmark = pytest.mark.django_db
CALENDAR = "/calendar/"  # a page for everybody who is signed in


def sign_in(client: Client, username: str, password: str) -> Any:
    return client.post(reverse("login"), {"username": username, "password": password, "next": CALENDAR})


def test_signing_in_goes_on_to_the_page_asked_for(shequ: User) -> None:
    client = Client()
    assert client.get(CALENDAR).url == f"/login/?next={CALENDAR}"
    assert sign_in(client, "shequ", PASSWORD).url == CALENDAR
    assert client.get(CALENDAR).status_code == 200


def test_nobody_is_sent_to_another_site(shequ: User) -> None:
    said = {"username": "shequ", "password": PASSWORD, "next": "https://example.org/"}
    answer = Client().post(reverse("login"), said)
    assert "example.org" not in answer.url


def test_the_sixth_try_is_refused_even_with_the_right_password(shequ: User) -> None:
    client = Client()
    for left in (4, 3, 2, 1):
        assert f"再错 {left} 次锁 30 分钟" in sign_in(client, "shequ", "wrong-1").content.decode()
    assert "锁 30 分钟" in sign_in(client, "shequ", "wrong-1").content.decode()
    locked = sign_in(client, "shequ", PASSWORD)
    assert locked.status_code == 429 and "暂时锁住" in locked.content.decode()
    assert client.get(CALENDAR).status_code == 302


def test_a_reset_unlocks(shequ: User, admin: User) -> None:
    client = Client()
    for _ in range(5):
        sign_in(client, "shequ", "wrong-1")
    password = reset_password(shequ, by=admin)
    assert sign_in(client, "shequ", password).status_code == 302


def test_thirty_idle_minutes_end_the_session(client_as: Any, shequ: User, settings: Any) -> None:
    client = client_as(shequ)
    assert client.get(CALENDAR).cookies["sessionid"]["max-age"] == 30 * 60  # renewed by every request
    session = client.session
    session.set_expiry(-1)
    session.save()
    assert client.get(CALENDAR).status_code == 302
    assert dt.timedelta(seconds=settings.SESSION_COOKIE_AGE) == dt.timedelta(minutes=30)


def test_a_first_password_must_be_changed_before_anything_else(admin: User) -> None:
    user, password = create_user(username="limin", name="李敏", post="", home_area=SANYANJING, by=admin)
    client = Client()
    sign_in(client, "limin", password)
    assert client.get(CALENDAR).url == reverse("password_change")
    said = {"old_password": password, "new_password1": "onlyletters", "new_password2": "onlyletters"}
    assert "要有字母" in client.post(reverse("password_change"), said).content.decode()
    said |= {"new_password1": "Sanyanjing7", "new_password2": "Sanyanjing7"}
    assert client.post(reverse("password_change"), said).status_code == 302
    assert client.get(CALENDAR).status_code == 200
    assert not User.objects.get(pk=user.pk).must_change_password


def test_changing_the_password_ends_other_sessions(client_as: Any, shequ: User) -> None:
    here, elsewhere = client_as(shequ), client_as(shequ)
    said = {"old_password": PASSWORD, "new_password1": "Sanyanjing7", "new_password2": "Sanyanjing7"}
    here.post(reverse("password_change"), said)
    assert here.get(CALENDAR).status_code == 200
    assert elsewhere.get(CALENDAR).status_code == 302


def test_a_closed_account_loses_session_and_tokens(client_as: Any, shequ: User, admin: User) -> None:
    client, token = client_as(shequ), issue_token(shequ)
    deactivate(shequ, by=admin)
    assert client.get(CALENDAR).status_code == 302
    assert not ApiToken.objects.exists()
    answer = Client().get("/api/v1/persons/", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 401
    password = reactivate(User.objects.get(pk=shequ.pk), by=admin)
    assert sign_in(Client(), "shequ", password).url == CALENDAR


def test_who_may_make_accounts(admin: User, anquan: User, shequ: User) -> None:
    with pytest.raises(NotAllowed):
        create_user(username="limin", name="李敏", post="", home_area=SANYANJING, by=anquan)
    with pytest.raises(NotFound):
        create_user(username="limin", name="李敏", post="", home_area="440106", by=admin)
    with pytest.raises(Conflict, match="已经有人用"):
        create_user(username="shequ", name="李敏", post="", home_area=SANYANJING, by=admin)
    with pytest.raises(UserError, match="小写字母"):
        create_user(username="李敏", name="李敏", post="", home_area=SANYANJING, by=admin)
    with pytest.raises(NotAllowed, match="自己"):
        deactivate(admin, by=admin)


def test_pages_about_people_stay_in_no_browser(client_as: Any, shequ: User) -> None:
    for address in ("/", "/persons/", "/api/v1/persons/"):
        assert "no-store" in client_as(shequ).get(address)["Cache-Control"]
