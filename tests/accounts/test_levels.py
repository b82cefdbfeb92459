"""Level by level: who makes and manages which accounts, who grants where (handbook §13.2)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Grant, User
from accounts.services.grants import grant
from accounts.services.users import create_user, deactivate, reset_password
from core import clock
from core.errors import NotAllowed, NotFound, UserError
from tests.support.areas import HONGQIAO, PANFU, SANYANJING, YUEXIU
from tests.support.users import make_user

pytestmark = pytest.mark.django_db


def office(username: str, role: str, area: str) -> User:
    user = User(username=username, name=username, home_area=area, must_change_password=False, created_at=clock.now())
    user.set_unusable_password()
    user.save()
    Grant.objects.create(user=user, role=role, area_code=area, granted_by="t", granted_at=clock.now())
    return user


@pytest.fixture
def street_admin(areas: None) -> User:
    return office("jdadmin", "system_administrator", HONGQIAO)


def make(by: User, area: str, username: str = "limin") -> User:
    return create_user(username=username, name="李敏", post="", home_area=area, by=by)[0]


def test_a_street_makes_its_own_accounts_and_those_of_its_communities(street_admin: User, admin: User) -> None:
    make(street_admin, HONGQIAO, "one")
    make(street_admin, SANYANJING, "two")
    with pytest.raises(NotFound):
        make(street_admin, PANFU, "three")
    with pytest.raises(NotFound):
        make(street_admin, YUEXIU, "four")


def test_a_district_makes_district_and_street_accounts(street_admin: User, admin: User) -> None:
    make(admin, YUEXIU, "one")
    make(admin, HONGQIAO, "two")
    with pytest.raises(NotAllowed, match="jdadmin（洪桥街道）"):
        make(admin, SANYANJING, "three")
    make(admin, PANFU, "four")  # 六榕街道 has no system administrator: the district stands in


def test_managing_goes_the_same_way(client_as: Any, street_admin: User, admin: User, shequ: User) -> None:
    with pytest.raises(NotAllowed, match="请找"):
        reset_password(shequ, by=admin)
    page = client_as(admin).get(reverse("user", args=["shequ"])).content.decode()
    assert "归jdadmin（洪桥街道）管" in page and "停用账号" not in page
    deactivate(shequ, by=street_admin)
    assert not User.objects.get(pk=shequ.pk).is_active


def test_a_vacant_office_falls_to_the_next_level(street_admin: User, admin: User, shequ: User) -> None:
    User.objects.filter(pk=street_admin.pk).update(is_active=False)
    reset_password(shequ, by=admin)
    User.objects.filter(pk=street_admin.pk).update(is_active=True)
    Grant.objects.filter(user=street_admin).update(until=clock.today())
    with pytest.raises(NotAllowed):
        reset_password(shequ, by=admin)


def test_the_form_offers_what_is_in_charge(client_as: Any, street_admin: User, admin: User) -> None:
    def offered(user: User) -> set[str]:
        page = client_as(user).get(reverse("new-user")).content.decode()
        return {code for code in (YUEXIU, HONGQIAO, SANYANJING, PANFU) if f'<option value="{code}"' in page}

    assert offered(admin) == {YUEXIU, HONGQIAO, PANFU}
    assert offered(street_admin) == {HONGQIAO, SANYANJING}


def test_a_street_security_administrator_grants_in_the_street(anquan: User, shequ: User, panfu: User) -> None:
    street = office("jdanquan", "security_administrator", HONGQIAO)
    grant(shequ, "committee_clerk", "440104001101", by=street)
    grant(shequ, "street_officer", HONGQIAO, by=street)
    with pytest.raises(NotFound):
        grant(panfu, "committee_clerk", PANFU, by=street)
    with pytest.raises(NotAllowed, match="安全管理员"):
        grant(shequ, "committee_clerk", SANYANJING, by=anquan)
    grant(panfu, "committee_clerk", PANFU, by=anquan)


def test_a_street_office_is_given_by_the_district(anquan: User, admin: User) -> None:
    user = make(admin, HONGQIAO)
    grant(user, "system_administrator", HONGQIAO, by=anquan)
    with pytest.raises(UserError, match="三员"):
        grant(user, "security_administrator", HONGQIAO, by=anquan)
    assert User.objects.get(pk=user.pk).scope("user.edit").covers(SANYANJING)


def test_an_area_lists_its_accounts(client_as: Any, admin: User, shequ: User, panfu: User) -> None:
    page = client_as(admin).get(reverse("area", args=[SANYANJING])).content.decode()
    assert "黎敏仪" in page and "何志坚" not in page and "两步验证" in page and "在这里建账号" in page
    narrowed = client_as(admin).get(reverse("users"), {"area": HONGQIAO}).content.decode()
    assert "黎敏仪" in narrowed and "何志坚" not in narrowed
    clerk = client_as(shequ).get(reverse("area", args=[SANYANJING])).content.decode()
    assert "两步验证" not in clerk and "谁在这里" in clerk


def test_many_accounts_cost_few_statements(client_as: Any, admin: User, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        office(f"clerk{number}", "committee_clerk", SANYANJING)
    client = client_as(admin)
    client.get(reverse("users"))
    with django_assert_max_num_queries(14):
        client.get(reverse("users"))


def test_who_may_do_what_in_words(client_as: Any, anquan: User, admin: User) -> None:
    page = client_as(anquan).get(reverse("rights")).content.decode()
    assert "看全号（填事由，记下来）" in page and "社区专干" in page and "审计员" in page
    assert client_as(admin).get(reverse("rights")).status_code == 403
    assert make_user("quji")
