"""Passwords: strong where asked, not common, not used lately, worn out after 90 days; locked and unlocked (SEC01, SEC02, SEC05)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import PasswordRecord, User
from accounts.services.passwords import change_password, temporary_password
from accounts.services.users import reset_password, unlock
from core import clock
from core.errors import NotAllowed
from tests.support.users import PASSWORD

pytestmark = pytest.mark.django_db
CALENDAR = "/calendar/"


def refusal(password: str, user: User) -> str:
    try:
        validate_password(password, user)
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def test_more_is_asked_of_privileged_roles(admin: User, shequ: User, settings: Any) -> None:
    assert refusal("sanyanjing7", shequ) == ""
    assert "至少有 3 样" in refusal("sanyanjing7", admin)
    assert refusal("Sanyanjing7", admin) == ""
    settings.STRONG_PASSWORDS = "all"
    assert "至少有 3 样" in refusal("sanyanjing7", shequ)
    settings.STRONG_PASSWORDS = "none"
    assert refusal("sanyanjing7", admin) == ""


@pytest.mark.parametrize("password", ["woaini1314", "Aa12345678", "P@ssw0rd", "password1", "qwer1234"])
def test_what_everybody_tries_first_is_refused(shequ: User, password: str) -> None:
    assert "太常见" in refusal(password, shequ)


def test_the_last_five_do_not_come_back(shequ: User) -> None:
    words = [f"Sanyanjing{number}x" for number in range(6)]
    for word in words:
        change_password(shequ, word)
    assert PasswordRecord.objects.filter(user=shequ).count() == 5
    for word in words[1:]:
        with pytest.raises(ValidationError, match="最近 5 次"):
            change_password(shequ, word)
    change_password(shequ, words[0])  # the sixth last may


def test_the_first_password_counts_among_them(shequ: User) -> None:
    change_password(shequ, "Sanyanjing7")
    with pytest.raises(ValidationError, match="最近 5 次"):
        change_password(shequ, PASSWORD)


def test_a_worn_out_password_opens_only_its_own_change(client_as: Any, shequ: User, settings: Any) -> None:
    settings.PASSWORD_DAYS = 90
    change_password(shequ, "Sanyanjing7")
    with clock.travel(clock.now() + dt.timedelta(days=90)):
        assert client_as(shequ).get(CALENDAR).status_code == 200
    with clock.travel(clock.now() + dt.timedelta(days=91)):
        client = client_as(shequ)
        assert client.get(CALENDAR).url == reverse("password_change")
        assert client.get("/api/v1/persons/").status_code == 403
        assert "用满了期限" in client.get(reverse("password_change")).content.decode()
        said = {"old_password": "Sanyanjing7", "new_password1": "Deyuanli88", "new_password2": "Deyuanli88"}
        assert client.post(reverse("password_change"), said).status_code == 302
        assert client.get(CALENDAR).status_code == 200


def test_demo_passwords_do_not_wear_out(client_as: Any, shequ: User, settings: Any) -> None:
    settings.PASSWORD_DAYS = 90
    User.objects.filter(pk=shequ.pk).update(demo=True)
    with clock.travel(clock.now() + dt.timedelta(days=400)):
        assert client_as(shequ).get(CALENDAR).status_code == 200


def test_temporary_passwords_fit_the_strongest_rule(admin: User) -> None:
    for _ in range(20):
        assert refusal(temporary_password(), admin) == ""


def test_unlocking_leaves_the_password(client_as: Any, shequ: User, admin: User, anquan: User) -> None:
    client = Client()
    for _ in range(5):
        client.post(reverse("login"), {"username": "shequ", "password": "wrong-1"})
    assert "解锁" in client_as(admin).get(reverse("user", args=["shequ"])).content.decode()
    with pytest.raises(NotAllowed):
        unlock(shequ, by=anquan)
    client_as(admin).post(reverse("unlock-user", args=["shequ"]))
    answer = client.post(reverse("login"), {"username": "shequ", "password": PASSWORD, "next": CALENDAR})
    assert answer.status_code == 302 and answer.url == CALENDAR


def test_the_slip_is_printable_and_shown_once(client_as: Any, shequ: User, admin: User) -> None:
    client = client_as(admin)
    answer = client.post(reverse("new-password", args=["shequ"]))
    page = answer.content.decode()
    assert "data-print" in page and "slip" in page and "no-store" in answer["Cache-Control"]
    user = User.objects.get(pk=shequ.pk)
    assert user.must_change_password and "临时密码" not in client.get(reverse("user", args=["shequ"])).content.decode()


def test_nobody_resets_the_own_password(admin: User) -> None:
    with pytest.raises(NotAllowed, match="自己"):
        reset_password(admin, by=admin)
