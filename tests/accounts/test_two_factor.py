"""Two factors: set up, asked for, locked like passwords, replaced by recovery codes, taken away by two people (SEC04)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Authenticator, Grant, OpenSession, RecoveryCode, User
from accounts.services.tokens import issue_token
from core import clock
from core.errors import NotAllowed
from core.models import ReadLog
from tests.support.second_factor import code_of, with_phone
from tests.support.users import PASSWORD

pytestmark = pytest.mark.django_db
CALENDAR = "/calendar/"


def give_password(client: Client, username: str) -> Any:
    return client.post(reverse("login"), {"username": username, "password": PASSWORD, "next": CALENDAR})


def give_code(client: Client, code: str) -> Any:
    return client.post(reverse("login-code"), {"code": code})


def test_setting_it_up_shows_a_picture_and_asks_for_the_first_code(client_as: Any, admin: User) -> None:
    client, elsewhere = client_as(admin), client_as(admin)
    elsewhere.get(CALENDAR)
    page = client.get(reverse("two-factor")).content.decode()
    secret = Authenticator.objects.get(user=admin).secret
    assert "<svg" in page and "<script" not in page.split("<main")[1] and f"{secret[:4]} {secret[4:8]}" in page
    refused = client.post(reverse("two-factor"), {"code": "000000"})
    assert refused.status_code == 422 and "验证码不对" in refused.content.decode()
    done = client.post(reverse("two-factor"), {"code": code_of(secret)}).content.decode()
    assert done.count('<li class="num">') == 10 and "只显示这一次" in done
    assert client.get(CALENDAR).status_code == 200
    assert elsewhere.get(CALENDAR).status_code == 302  # opened with a password alone
    assert OpenSession.objects.filter(user=admin).count() == 1


def test_the_secret_is_sealed_and_the_codes_are_hashed(admin: User) -> None:
    secret, codes = with_phone(admin)
    raw = Authenticator.objects.extra(select={"raw": "secret"}).values_list("raw", flat=True)[0]
    assert secret.encode() not in bytes(raw)
    assert not any(
        code.replace("-", "").encode() in bytes(row.digest) for row in RecoveryCode.objects.all() for code in codes
    )


def test_sign_in_takes_two_steps(admin: User) -> None:
    secret, _ = with_phone(admin)
    client = Client()
    assert give_password(client, "admin").url == reverse("login-code")
    assert client.get(CALENDAR).status_code == 302  # not in yet
    assert "两步验证" in client.get(reverse("login-code")).content.decode()
    assert give_code(client, code_of(secret)).url == CALENDAR
    assert client.get(CALENDAR).status_code == 200


def test_a_code_is_good_once(admin: User) -> None:
    secret, _ = with_phone(admin)
    first, second = Client(), Client()
    give_password(first, "admin")
    give_password(second, "admin")
    code = code_of(secret)
    assert give_code(first, code).status_code == 302
    assert "已经用过" in give_code(second, code).content.decode()


def test_a_recovery_code_stands_in_once(admin: User) -> None:
    _, codes = with_phone(admin)
    client = Client()
    give_password(client, "admin")
    assert give_code(client, codes[3].upper().replace("-", " ")).url == CALENDAR
    again = Client()
    give_password(again, "admin")
    assert "验证码不对" in give_code(again, codes[3]).content.decode()
    assert ReadLog.objects.filter(action="用恢复码登录，还剩 9 个").exists()


def test_wrong_codes_lock_as_wrong_passwords_do(admin: User) -> None:
    secret, _ = with_phone(admin)
    client = Client()
    give_password(client, "admin")
    assert "再错 4 次" in give_code(client, "111111").content.decode()
    for _ in range(4):
        give_code(client, "111111")
    locked = give_code(client, code_of(secret))
    assert locked.status_code == 429 and "暂时锁住" in locked.content.decode()
    assert give_password(Client(), "admin").status_code == 429


def test_the_second_step_waits_five_minutes(admin: User) -> None:
    secret, _ = with_phone(admin)
    client = Client()
    give_password(client, "admin")
    with clock.travel(clock.now() + dt.timedelta(minutes=6)):
        assert give_code(client, code_of(secret)).url == reverse("login")
    assert client.get(reverse("login-code")).url == reverse("login")


def test_a_session_without_the_second_factor_is_none(client_as: Any, admin: User) -> None:
    client = client_as(admin)
    with_phone(admin)
    client.get(CALENDAR)  # the session of before, opened by force
    assert client.get(CALENDAR).status_code == 302


@pytest.mark.parametrize("username", ["admin", "anquan", "audit", "quji"])
def test_privileged_roles_reach_nothing_before_it(
    user_named: Any, client_as: Any, settings: Any, username: str
) -> None:
    settings.REQUIRE_TOTP = "privileged"
    client = client_as(user_named(username))
    for page in ("/", CALENDAR, "/users/", "/areas/"):
        assert client.get(page).url == reverse("two-factor")
    assert client.get("/api/v1/persons/").status_code == 403
    assert client.get(reverse("two-factor")).status_code == 200
    assert "先退出" in client.get(reverse("two-factor")).content.decode()


def test_a_clerk_is_asked_only_where_all_are(client_as: Any, shequ: User, settings: Any) -> None:
    settings.REQUIRE_TOTP = "privileged"
    assert client_as(shequ).get(CALENDAR).status_code == 200
    settings.REQUIRE_TOTP = "all"
    assert client_as(shequ).get(CALENDAR).url == reverse("two-factor")


def test_demo_accounts_enter_with_the_password_and_are_told(admin: User, settings: Any) -> None:
    settings.REQUIRE_TOTP = "privileged"
    User.objects.filter(pk=admin.pk).update(demo=True)
    client = Client()
    assert give_password(client, "admin").url == CALENDAR
    page = client.get("/").content.decode()
    assert "未启用两步验证" in page and "演示账号" in page


def test_programs_wait_for_the_second_factor_too(admin: User, shequ: User, settings: Any) -> None:
    early = issue_token(admin)
    settings.REQUIRE_TOTP = "privileged"
    with pytest.raises(NotAllowed, match="两步验证"):
        issue_token(admin)
    answer = Client().get("/api/v1/areas/", headers={"Authorization": f"Bearer {early}"})
    assert answer.status_code == 403
    with_phone(admin)
    fresh = User.objects.get(pk=admin.pk)
    assert issue_token(fresh) and issue_token(shequ)


def test_other_recovery_codes_and_another_phone(admin: User) -> None:
    secret, codes = with_phone(admin)
    client = Client()
    give_password(client, "admin")
    give_code(client, codes[0])
    assert client.post(reverse("new-recovery-codes"), {"code": "123456"}).status_code == 422
    page = client.post(reverse("new-recovery-codes"), {"code": code_of(secret)}).content.decode()
    assert "新的恢复码" in page and codes[1] not in page
    answer = client.post(reverse("replace-phone"), {"code": code_of(secret, later=1)})
    assert answer.url == reverse("two-factor")
    assert Authenticator.objects.filter(user=admin).count() == 0
    assert "<svg" in client.get(reverse("two-factor")).content.decode()
    assert Authenticator.objects.get(user=admin).secret != secret


def test_guessing_inside_a_session_locks_too(admin: User) -> None:
    secret, codes = with_phone(admin)
    client = Client()
    give_password(client, "admin")
    give_code(client, codes[0])
    for _ in range(5):
        client.post(reverse("replace-phone"), {"code": "123456"})
    assert client.post(reverse("replace-phone"), {"code": code_of(secret)}).status_code == 429
    assert Authenticator.objects.filter(user=admin).exists()


def test_a_lost_phone_takes_two_people(client_as: Any, quji: User, admin: User, anquan: User) -> None:
    with_phone(quji)
    asked = client_as(admin).post(reverse("lost-phone", args=["quji"]), {"why": "手机丢了"})
    assert "/joint-acts/" in asked.url
    assert Authenticator.objects.filter(user=quji).exists()  # one person alone changes nothing
    client_as(admin).post(asked.url, {"confirm": "1"})
    assert Authenticator.objects.filter(user=quji).exists()
    page = client_as(anquan).get(asked.url).content.decode()
    assert "手机丢了" in page and "核实" in page
    client_as(anquan).post(asked.url, {"confirm": "1"})
    assert not Authenticator.objects.filter(user=quji).exists()
    assert User.objects.get(pk=quji.pk).two_factor_since is None
    told = list(ReadLog.objects.filter(subject_kind="user").values_list("action", "by__username"))
    assert ("发起重置两步验证", "admin") in told and ("确认重置两步验证", "anquan") in told


def test_the_list_says_who_has_it(client_as: Any, admin: User, shequ: User) -> None:
    with_phone(shequ)
    page = client_as(admin).get(reverse("users")).content.decode()
    assert "已开通" in page and '<span class="chip a">没有开通</span>' in page
    assert Grant.objects.count() == 2
