"""Where I am signed in: listed, ended by me or by an administrator, limited where the office wants it (SEC03, SEC08)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.models import ApiToken, OpenSession, User
from accounts.services.tokens import issue_token
from accounts.tasks import nightly
from core import clock
from core.models import ReadLog
from tests.support.users import PASSWORD

pytestmark = pytest.mark.django_db
CALENDAR = "/calendar/"
PHONE = "Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/120 Mobile"
OFFICE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/120 Safari/537.36"


def signed_in(username: str, agent: str = OFFICE) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post(reverse("login"), {"username": username, "password": PASSWORD})
    return client


def test_my_sessions_in_words(shequ: User) -> None:
    here = signed_in("shequ")
    signed_in("shequ", PHONE)
    page = here.get(reverse("me")).content.decode()
    assert "Windows 电脑 · Chrome" in page and "安卓手机 · Chrome" in page
    assert page.count(">这里<") == 1 and "退出其他 1 处" in page and "127.0.0.1" in page


def test_i_end_one_or_all_others(shequ: User) -> None:
    here, phone, third = signed_in("shequ"), signed_in("shequ", PHONE), signed_in("shequ", PHONE)
    row = OpenSession.objects.get(key=phone.session.session_key)
    here.post(reverse("end-my-session", args=[row.pk]))
    assert phone.get(CALENDAR).status_code == 302
    assert third.get(CALENDAR).status_code == 200
    here.post(reverse("end-my-other-sessions"))
    assert third.get(CALENDAR).status_code == 302
    assert here.get(CALENDAR).status_code == 200


def test_nobody_ends_the_sessions_of_others(shequ: User, panfu: User) -> None:
    mine, theirs = signed_in("shequ"), signed_in("panfu")
    row = OpenSession.objects.get(user=panfu)
    answer = mine.post(reverse("end-my-session", args=[row.pk]), follow=True)
    assert "已经结束" in answer.content.decode()
    assert theirs.get(CALENDAR).status_code == 200


def test_signing_out_leaves_no_trace_of_the_session(shequ: User) -> None:
    client = signed_in("shequ")
    assert OpenSession.objects.count() == 1
    client.post(reverse("logout"))
    assert OpenSession.objects.count() == 0 and not Session.objects.exists()


def test_what_ran_out_is_removed_by_night(shequ: User) -> None:
    signed_in("shequ")
    nightly()
    assert OpenSession.objects.count() == 1 and Session.objects.count() == 1
    with clock.travel(clock.now() + dt.timedelta(days=2)):
        nightly()
    assert not OpenSession.objects.exists() and not Session.objects.exists()


def test_the_administrator_ends_them(client_as: Any, shequ: User, admin: User, anquan: User) -> None:
    client = signed_in("shequ")
    assert "Windows 电脑" in client_as(admin).get(reverse("user", args=["shequ"])).content.decode()
    assert client_as(anquan).post(reverse("end-user-sessions", args=["shequ"])).status_code == 403
    client_as(admin).post(reverse("end-user-sessions", args=["shequ"]))
    assert client.get(CALENDAR).status_code == 302
    assert ReadLog.objects.filter(action="结束登录 1 处", by=admin).exists()


def test_closing_and_resetting_end_them(client_as: Any, shequ: User, panfu: User, admin: User) -> None:
    first, second = signed_in("shequ"), signed_in("panfu")
    client_as(admin).post(reverse("close-user", args=["shequ"]))
    client_as(admin).post(reverse("new-password", args=["panfu"]))
    assert first.get(CALENDAR).status_code == 302 and second.get(CALENDAR).status_code == 302
    assert not OpenSession.objects.filter(user__in=[shequ, panfu]).exists()


def test_the_oldest_gives_way(shequ: User, settings: Any) -> None:
    settings.SESSIONS_AT_ONCE = 2
    first, second, third = (signed_in("shequ") for _ in range(3))
    assert first.get(CALENDAR).status_code == 302
    assert second.get(CALENDAR).status_code == 200 and third.get(CALENDAR).status_code == 200


def test_being_here_is_written_once_a_minute(
    shequ: User, django_assert_num_queries: Callable[[int], Any], client_as: Any
) -> None:
    client = client_as(shequ)
    client.get(CALENDAR)
    seen = OpenSession.objects.get().seen_at
    client.get(CALENDAR)
    assert OpenSession.objects.get().seen_at == seen


def test_tokens_are_listed_and_taken_back(shequ: User, panfu: User) -> None:
    issue_token(shequ, name="区里的看板")
    theirs = issue_token(panfu, name="别人的")
    client = signed_in("shequ")
    page = client.get(reverse("me")).content.decode()
    assert "区里的看板" in page and "没有用过" in page and "别人的" not in page
    client.post(reverse("drop-my-token", args=[ApiToken.objects.get(user=panfu).pk]))
    client.post(reverse("drop-my-token", args=[ApiToken.objects.get(user=shequ).pk]))
    assert list(ApiToken.objects.values_list("user__username", flat=True)) == ["panfu"]
    assert Client().get("/api/v1/persons/", headers={"Authorization": f"Bearer {theirs}"}).status_code == 200
