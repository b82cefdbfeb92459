"""Pages of areas, accounts and the area switcher, as their users see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Grant, User
from tests.support import factories
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db


def test_counts_show_only_inside_the_grants(client_as: Any, shequ: User, jiedao: User, admin: User) -> None:
    factories.person("何丽容", living=SANYANJING)
    factories.person("何子轩", living=DEYUANLI)
    page = client_as(jiedao).get(reverse("area", args=[HONGQIAO])).content.decode()
    assert "三眼井社区" in page and "现住居民" in page and '<dd class="num">2</dd>' in page
    own = client_as(shequ).get(reverse("area", args=[HONGQIAO])).content.decode()
    assert "不在你的范围里" in own and '<dd class="num">' not in own
    assert "现住居民" not in client_as(admin).get(reverse("area", args=[HONGQIAO])).content.decode()


def test_the_tree_opens_where_the_user_works(client_as: Any, shequ: User, quji: User) -> None:
    assert "<h1>三眼井社区</h1>" in client_as(shequ).get("/areas/").content.decode()
    page = client_as(quji).get("/areas/").content.decode()
    assert "<h1>越秀区</h1>" in page and "洪桥街道" in page and "德源里社区" in page
    assert client_as(quji).get("/areas/999999/").status_code == 404


def test_switching_stays_inside_the_grants(client_as: Any, jiedao: User) -> None:
    client = client_as(jiedao)
    answer = client.post(reverse("switch-area"), {"area": SANYANJING, "next": "/areas/"})
    assert answer.url == "/areas/"
    assert "<h1>三眼井社区</h1>" in client.get("/areas/").content.decode()
    assert client.post(reverse("switch-area"), {"area": PANFU}).status_code == 404
    assert client.post(reverse("switch-area"), {"area": YUEXIU}).status_code == 404
    assert "<h1>三眼井社区</h1>" in client.get("/areas/").content.decode()


def test_a_chosen_area_is_forgotten_with_its_grant(client_as: Any, jiedao: User) -> None:
    client = client_as(jiedao)
    client.post(reverse("switch-area"), {"area": SANYANJING})
    Grant.objects.filter(user=jiedao).update(area_code=PANFU)
    assert "<h1>盘福社区</h1>" in client.get("/areas/").content.decode()


def test_the_system_administrator_makes_an_account_and_cannot_grant(client_as: Any, admin: User) -> None:
    client = client_as(admin)
    said = {"name": "李敏", "username": "limin", "post": "", "home_area": SANYANJING}
    page = client.post(reverse("new-user"), said).content.decode()
    assert "只显示这一次" in page and "limin" in page
    answer = client.post(reverse("add-grant", args=["limin"]), {"role": "committee_clerk", "area": SANYANJING})
    assert answer.status_code == 403
    assert "再授一项" not in client.get(reverse("user", args=["limin"])).content.decode()
    again = client.post(reverse("new-user"), said)
    assert again.status_code == 422 and "已经有人用" in again.content.decode()


def test_the_security_administrator_grants_and_takes_back(
    client_as: Any, anquan: User, shequ: User, admin: User
) -> None:
    client = client_as(anquan)
    client.post(
        reverse("add-grant", args=["shequ"]), {"role": "committee_clerk", "area": DEYUANLI, "until": "2099-1-1"}
    )
    row = Grant.objects.get(user=shequ, area_code=DEYUANLI)
    assert str(row.until) == "2099-01-01" and row.granted_by == "anquan"
    client.post(reverse("drop-grant", args=["shequ", row.pk]))
    assert not Grant.objects.filter(pk=row.pk).exists()
    refused = client.post(reverse("add-grant", args=["admin"]), {"role": "auditor", "area": YUEXIU})
    assert refused.status_code == 422 and "三员要由三个人分开担任" in refused.content.decode()
    assert client.post(reverse("new-password", args=["shequ"])).status_code == 403


def test_accounts_of_other_offices_do_not_exist(client_as: Any, admin: User, panfu: User) -> None:
    User.objects.filter(pk=panfu.pk).update(home_area="440106")
    client = client_as(admin)
    assert client.get(reverse("user", args=["panfu"])).status_code == 404
    assert "panfu" not in client.get(reverse("users")).content.decode()
    assert client.get(reverse("users"), {"state": "new"}).status_code == 200


def test_a_clerk_sees_no_accounts(client_as: Any, shequ: User) -> None:
    assert client_as(shequ).get(reverse("users")).status_code == 403
