"""Who leaves hands over: two offices, one day, rights and open things to the successor, the account closed (SEC07, SEC08)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.handovers import HandoverPart, handover_parts
from accounts.models import Grant, JointAct, User
from accounts.services.joint_acts import carry_out_due, confirm, refuse, start_handover
from accounts.tasks import nightly
from core import clock
from core.errors import Conflict, NotAllowed, UserError
from core.models import ReadLog, SavedView
from tests.support.areas import DEYUANLI, SANYANJING
from tests.support.users import PASSWORD, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def xin(areas: None) -> User:
    """A successor without rights."""
    user = User(username="xin", name="新来的", home_area=SANYANJING, must_change_password=False, created_at=clock.now())
    user.set_password(PASSWORD)
    user.save()
    return user


def give(user: User, area: str, role: str = "committee_clerk") -> Grant:
    return Grant.objects.create(user=user, role=role, area_code=area, granted_by="t", granted_at=clock.now())


def propose(leaver: User, successor: User, by: User, *, days: int = 0) -> JointAct:
    return start_handover(leaver, successor, on=clock.today() + dt.timedelta(days=days), why="调走", by=by)


def test_from_the_screen_in_two_offices(client_as: Any, shequ: User, xin: User, admin: User, anquan: User) -> None:
    SavedView.objects.create(user=shequ, list_key="persons", name="独居老人", query="q=1", created_at=clock.now())
    said = {"successor": "xin", "on": clock.today().isoformat(), "why": "调到区里"}
    asked = client_as(admin).post(reverse("hand-over", args=["shequ"]), said)
    assert "没有同意" not in client_as(admin).get(asked.url).content.decode()
    assert Grant.objects.filter(user=xin).count() == 0
    page = client_as(anquan).get(asked.url).content.decode()
    assert "社区专干" in page and "存下的视图 1 个" in page and "马上办" in page
    row = Grant.objects.get(user=shequ)
    client_as(anquan).post(asked.url, {"confirm": "1", "grants": [row.pk]})
    assert Grant.objects.get(user=xin).area_code == SANYANJING
    assert SavedView.objects.get().user == xin
    leaver = User.objects.get(pk=shequ.pk)
    assert not leaver.is_active and not leaver.grants.exists()
    told = ReadLog.objects.get(action="办好交接")
    assert told.by == anquan and "三眼井" in told.reason and "存下的视图 1" in told.reason
    assert client_as(User.objects.get(pk=xin.pk)).get("/persons/").status_code == 200


def test_a_right_that_is_not_ticked_goes_back(shequ: User, xin: User, admin: User, anquan: User) -> None:
    kept, other = Grant.objects.get(user=shequ), give(shequ, DEYUANLI)
    confirm(propose(shequ, xin, admin), grants=[kept.pk], by=anquan)
    assert list(Grant.objects.values_list("user__username", "area_code").filter(role="committee_clerk")) == [
        ("xin", SANYANJING)
    ]
    assert not Grant.objects.filter(pk=other.pk).exists()


def test_a_coming_day_is_kept_by_the_nightly_job(shequ: User, xin: User, admin: User, anquan: User) -> None:
    row = Grant.objects.get(user=shequ)
    act = confirm(propose(shequ, xin, admin, days=3), grants=[row.pk], by=anquan)
    assert act.state == "confirmed" and User.objects.get(pk=shequ.pk).is_active
    assert carry_out_due(on=clock.today() + dt.timedelta(days=2)) == 0
    with clock.travel(clock.now() + dt.timedelta(days=3)):
        nightly()
        nightly()  # twice is once
    assert JointAct.objects.get().state == "done"
    assert not User.objects.get(pk=shequ.pk).is_active
    assert Grant.objects.get(user=xin).until is None


def test_nobody_does_it_alone_or_for_oneself(shequ: User, xin: User, admin: User, anquan: User) -> None:
    with pytest.raises(NotAllowed):
        propose(shequ, xin, anquan)
    with pytest.raises(NotAllowed, match="自己"):
        propose(admin, xin, admin)
    with pytest.raises(UserError, match="另一个人"):
        propose(shequ, shequ, admin)
    act = propose(shequ, anquan, admin)
    with pytest.raises(NotAllowed):
        confirm(act, by=admin)
    with pytest.raises(NotAllowed, match="自己确认"):
        confirm(act, by=anquan)


def test_two_offices_never_meet_in_the_successor(shequ: User, admin: User, anquan: User, audit: User) -> None:
    act = propose(shequ, audit, admin)
    row = Grant.objects.get(user=shequ)
    with pytest.raises(UserError, match="业务岗位"):
        confirm(act, grants=[row.pk], by=anquan)
    assert JointAct.objects.get().state == "waiting"
    assert User.objects.get(pk=shequ.pk).is_active


def test_refused_or_withdrawn_changes_nothing(
    client_as: Any, shequ: User, xin: User, admin: User, anquan: User
) -> None:
    act = propose(shequ, xin, admin)
    with pytest.raises(Conflict, match="没办完"):
        propose(shequ, xin, admin)
    refuse(act, by=anquan)
    act = propose(shequ, xin, admin)
    client_as(admin).post(reverse("joint-act", args=[act.pk]), {"refuse": "1"})
    assert list(JointAct.objects.values_list("state", flat=True)) == ["refused", "refused"]
    with pytest.raises(Conflict):
        confirm(act, by=anquan)
    assert User.objects.get(pk=shequ.pk).is_active and Grant.objects.filter(user=shequ).exists()


def test_closing_says_what_it_leaves_behind(client_as: Any, shequ: User, xin: User, admin: User) -> None:
    SavedView.objects.create(user=shequ, list_key="persons", name="a", created_at=clock.now())
    page = client_as(admin).get(reverse("close-user", args=["shequ"])).content.decode()
    assert "三眼井社区没有社区专干" in page and "存下的视图 1 个没有人接" in page and "先办交接" in page
    assert User.objects.get(pk=shequ.pk).is_active
    give(xin, SANYANJING)
    assert "没有社区专干" not in client_as(admin).get(reverse("close-user", args=["shequ"])).content.decode()


def test_closing_the_last_of_an_office_is_said_too(client_as: Any, admin: User, anquan: User, user_named: Any) -> None:
    page = client_as(admin).get(reverse("close-user", args=["anquan"])).content.decode()
    assert "越秀区没有安全管理员" in page


def test_rooms_add_their_open_things(shequ: User, xin: User, admin: User, anquan: User) -> None:
    given: list[tuple[str, str]] = []

    def hand_over(leaver: User, successor: User) -> int:
        given.append((leaver.username, successor.username))
        return 3

    part = handover_parts.register(HandoverPart("visits", "没走完的走访", count=lambda _: 3, hand_over=hand_over))
    try:
        confirm(propose(shequ, xin, admin), by=anquan)
    finally:
        del handover_parts._items[part.key]
    assert given == [("shequ", "xin")]
    assert "没走完的走访 3" in ReadLog.objects.get(action="办好交接").reason


def test_other_offices_do_not_see_it(client_as: Any, shequ: User, xin: User, admin: User) -> None:
    act = propose(shequ, xin, admin)
    audit, stranger = make_user("audit"), make_user("panfu")
    for user in (audit, stranger):
        assert client_as(user).get(reverse("joint-act", args=[act.pk])).status_code == 403
