"""From grant to scope to Q; and the three offices that nobody holds together."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import Grant, User
from accounts.services.grants import grant, revoke
from core import clock
from core.errors import NotAllowed, NotFound, UserError
from core.models import ReadLog
from core.scope import NOWHERE, Scope
from residents.models import Person
from tests.support import factories
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def test_a_grant_becomes_a_scope_and_a_q(jiedao: User) -> None:
    here = factories.person("何丽容", hukou=SANYANJING, living=SANYANJING)
    factories.person("潘慧敏", hukou=PANFU, living=PANFU)
    scope = jiedao.scope("person.view")
    assert scope == Scope.of([HONGQIAO])
    assert scope.covers(DEYUANLI) and not scope.covers(PANFU) and not scope.covers(YUEXIU)
    assert list(Person.objects.filter(scope.q("hukou_area", "living_area"))) == [here]


def test_a_role_gives_only_its_permissions(jiaoyu: User, minzheng: User) -> None:
    assert jiaoyu.has_permission("roster.export") and not jiaoyu.has_permission("person.edit")
    assert minzheng.has_permission("import.MZ01") and not minzheng.has_permission("import.GA05")
    assert jiaoyu.scope("person.edit") == NOWHERE


def test_the_offices_reach_no_resident(admin: User, anquan: User, audit: User) -> None:
    for user in (admin, anquan, audit):
        assert user.resident_scope == NOWHERE
        assert not Person.objects.filter(user.scope("person.view").q("hukou_area")).exists()


def test_a_grant_ends_with_its_day(anquan: User, shequ: User) -> None:
    today = clock.today()
    grant(shequ, "committee_clerk", PANFU, until=today + dt.timedelta(days=3), by=anquan, why="代班")
    assert fresh(shequ).scope("person.view").covers(PANFU)
    with clock.travel(today + dt.timedelta(days=4)):
        assert not fresh(shequ).scope("person.view").covers(PANFU)
        assert fresh(shequ).scope("person.view").covers(SANYANJING)


def test_granting_again_moves_the_end_and_both_are_told(anquan: User, shequ: User) -> None:
    first = grant(shequ, "committee_clerk", DEYUANLI, by=anquan, until=clock.today())
    again = grant(shequ, "committee_clerk", DEYUANLI, by=anquan)
    assert again.pk == first.pk and again.until is None
    revoke(again, by=anquan, why="调走")
    assert not Grant.objects.filter(pk=again.pk).exists()
    assert list(ReadLog.objects.order_by("id").values_list("action", flat=True)) == ["授权", "授权", "收回授权"]
    assert Grant.pgh_event_model.objects.filter(pgh_label="deleted", id=first.pk).count() == 1


@pytest.mark.parametrize("second", ["security_administrator", "auditor"])
def test_nobody_holds_two_offices(anquan: User, admin: User, second: str) -> None:
    with pytest.raises(UserError, match="三员要由三个人分开担任"):
        grant(admin, second, YUEXIU, by=anquan)


def test_an_office_and_a_duty_are_two_accounts(anquan: User, admin: User, shequ: User) -> None:
    with pytest.raises(UserError, match="不能再加业务岗位"):
        grant(admin, "district_officer", YUEXIU, by=anquan)
    with pytest.raises(UserError, match="请另建一个账号"):
        grant(shequ, "auditor", YUEXIU, by=anquan)


def test_who_may_grant_what(anquan: User, admin: User, shequ: User, quji: User) -> None:
    with pytest.raises(NotAllowed, match="安全管理员"):
        grant(shequ, "committee_clerk", DEYUANLI, by=admin)
    with pytest.raises(NotAllowed, match="不能给自己"):
        grant(anquan, "committee_clerk", DEYUANLI, by=anquan)
    with pytest.raises(NotFound):
        grant(shequ, "district_officer", "440106", by=anquan)
    with pytest.raises(UserError, match="不能管到洪桥街道这么大"):
        grant(shequ, "committee_clerk", HONGQIAO, by=anquan)
    with pytest.raises(UserError, match="已经过去"):
        grant(shequ, "committee_clerk", DEYUANLI, by=anquan, until=dt.date(2020, 1, 1))
