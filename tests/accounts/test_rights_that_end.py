"""Rights end: warned of 30 and 7 days before, renewed, lent to a stand-in, logged when they are over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Grant, User
from accounts.services.grants import grant, log_expired, renew, substitute
from accounts.services.tokens import issue_token
from core import clock
from core.errors import UserError
from core.models import ReadLog
from tests.support.areas import DEYUANLI, PANFU, SANYANJING

pytestmark = pytest.mark.django_db


def in_days(number: int) -> dt.date:
    return clock.today() + dt.timedelta(days=number)


@pytest.mark.parametrize(("days", "words"), [(31, None), (30, "到 <time"), (7, "还有 7 天"), (0, "今天是最后一天")])
def test_the_holder_is_told_on_the_start_page(client_as: Any, shequ: User, days: int, words: str | None) -> None:
    Grant.objects.filter(user=shequ).update(until=in_days(days))
    page = client_as(shequ).get("/").content.decode()
    assert ("找安全管理员续" in page) == (words is not None)
    assert words is None or words in page


def test_the_security_administrator_has_the_list(client_as: Any, anquan: User, shequ: User, panfu: User) -> None:
    Grant.objects.filter(user=shequ).update(until=in_days(6), why="借调")
    Grant.objects.filter(user=panfu).update(until=in_days(40))
    page = client_as(anquan).get(reverse("ending-grants")).content.decode()
    assert "黎敏仪" in page and "还有 6 天" in page and "借调" in page and "何志坚" not in page


def test_renewing_from_the_list(client_as: Any, anquan: User, shequ: User) -> None:
    row = Grant.objects.get(user=shequ)
    Grant.objects.filter(pk=row.pk).update(until=in_days(6))
    client = client_as(anquan)
    url = reverse("renew-grant", args=["shequ", row.pk])
    assert client.get(url).status_code == 200
    early = client.post(url, {"until": in_days(5).isoformat()})
    assert early.status_code == 422 and "要在" in early.content.decode()
    assert client.post(url, {"until": in_days(300).isoformat()}).url == reverse("ending-grants")
    assert Grant.objects.get(pk=row.pk).until == in_days(300)
    row.refresh_from_db()
    assert renew(row, until=None, by=anquan).until is None
    with pytest.raises(UserError, match="没有期限"):
        renew(Grant.objects.get(pk=row.pk), until=in_days(9), by=anquan)


def test_a_stand_in_has_the_rights_until_the_day(client_as: Any, anquan: User, shequ: User, panfu: User) -> None:
    said = {"stand_in": "panfu", "until": in_days(10).isoformat()}
    client_as(anquan).post(reverse("lend-grants", args=["shequ"]), said)
    lent = Grant.objects.get(user=panfu, area_code=SANYANJING)
    assert lent.until == in_days(10) and lent.why == "代黎敏仪的班"
    assert User.objects.get(pk=panfu.pk).scope("person.view").covers(SANYANJING)
    with clock.travel(clock.now() + dt.timedelta(days=11)):
        again = User.objects.get(pk=panfu.pk)
        assert not again.scope("person.view").covers(SANYANJING) and again.scope("person.view").covers(PANFU)
    assert User.objects.get(pk=shequ.pk).scope("person.view").covers(SANYANJING)


def test_lending_what_is_there_already(anquan: User, shequ: User, panfu: User) -> None:
    grant(panfu, "committee_clerk", SANYANJING, by=anquan)
    with pytest.raises(UserError, match="不用代班"):
        substitute(shequ, panfu, until=in_days(10), by=anquan)
    with pytest.raises(UserError, match="另一个人"):
        substitute(shequ, shequ, until=in_days(10), by=anquan)


def test_lent_rights_end_no_later_than_their_owners(anquan: User, shequ: User, panfu: User) -> None:
    Grant.objects.filter(user=shequ).update(until=in_days(4))
    lent = substitute(User.objects.get(pk=shequ.pk), panfu, until=in_days(10), by=anquan)
    assert [row.until for row in lent] == [in_days(4)]


def test_running_sessions_and_tokens_end_with_the_right(client_as: Any, shequ: User) -> None:
    client, token = client_as(shequ), issue_token(shequ)
    headers = {"Authorization": f"Bearer {token}"}
    Grant.objects.filter(user=shequ).update(until=clock.today())
    assert client.get("/persons/").status_code == 200
    assert Client().get("/api/v1/persons/", headers=headers).status_code == 200
    Grant.objects.filter(user=shequ).update(until=in_days(-1))
    assert client.get("/persons/").status_code == 403
    assert Client().get("/api/v1/persons/", headers=headers).status_code == 403


def test_what_has_ended_is_logged_once(shequ: User, anquan: User) -> None:
    row = grant(shequ, "committee_clerk", DEYUANLI, until=in_days(1), by=anquan, why="代班")
    assert log_expired(on=in_days(1)) == 0
    assert log_expired(on=in_days(2)) == 1 and log_expired(on=in_days(3)) == 0
    told = ReadLog.objects.get(action="授权到期")
    assert "德源里社区" in told.subject_label and told.by == shequ and told.reason == "代班"
    with clock.travel(clock.now() + dt.timedelta(days=5)):
        grant(shequ, "committee_clerk", DEYUANLI, until=in_days(1), by=anquan)
        assert log_expired(on=in_days(2)) == 1  # given again, ended again
    assert Grant.objects.filter(pk=row.pk).exists()
