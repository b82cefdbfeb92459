"""Aid in force: who stands on the list, what is paid in a month, who is not helped twice, what an award comes to anew."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.urls import reverse

from aid.selectors.aid_paid import accounts, due, why_not
from aid.services.guard import clashes, refuse_double
from core import clock
from core.errors import Conflict
from core.scope import Scope
from residents.models import Person
from tests.imports.layouts import LAYOUTS, send
from tests.imports.test_mz03 import HEAD, MZ03
from tests.support import factories

pytestmark = pytest.mark.django_db
LAYOUTS["MZ03"] = MZ03
TODAY = dt.date(2026, 11, 21)
AREA = "440104001007"


@pytest.fixture
def household(areas, minzheng):
    with clock.travel(TODAY):
        head = factories.person("梁惠珍", birth=dt.date(1968, 5, 12), number=HEAD)
        factories.household(head)
        send("MZ03", minzheng, {})
        yield head


def test_the_list_says_why(household, client_as, shequ, jiaoyu):
    page = reverse("roster", args=["minimum-living"])
    shown = client_as(shequ).get(page, {"area": AREA}).content.decode()
    assert "梁惠珍" in shown and "2476.00" in shown
    assert HEAD not in shown
    assert client_as(jiaoyu).get(page, {"area": AREA}).status_code in (403, 404)


def test_the_notice_board_hides_who_it_is(household, shequ, tmp_path):
    out = tmp_path / "posted.csv"
    call_command(
        *("export_roster", "minimum-living", "--area", AREA, "--as-of", "2026-11-21", "--form", "posted"),
        *("--out", str(out), "--by", shequ.username, "--purpose", "公布"),
    )
    posted = out.read_text(encoding="utf-8-sig")
    assert "梁**" in posted and "梁惠珍" not in posted and HEAD not in posted


def test_a_month_is_paid_until_the_month_of_death(household):
    month = dt.date(2026, 11, 1)
    one = next(due(("minimum-living",), AREA, month))
    assert (one.persons, one.amount, one.document) == ((household.pk,), Decimal("2476.00"), MZ03["救助证号"])
    assert accounts([one.key])[one.key].number == MZ03["银行账号"]
    Person.objects.filter(pk=household.pk).update(died_on=dt.date(2026, 10, 5), status="deceased")
    assert list(due(("minimum-living",), AREA, month)) == []
    assert "去世，次月起停发" in why_not(("minimum-living",), AREA, month, [one.key])[one.key]
    assert len(list(due(("minimum-living",), AREA, dt.date(2026, 10, 1)))) == 1


def test_nobody_is_helped_twice(household, shequ, user_named):
    with pytest.raises(Conflict, match="梁惠珍：在享低保"):
        refuse_double([household.pk], "extreme-poverty", since=dt.date(2026, 12, 1), by=shequ)
    elsewhere = clashes([household.pk], "minimum-living", since=dt.date(2026, 12, 1), scope=Scope.of(["440104004107"]))
    assert elsewhere[0].words == "梁惠珍在三眼井社区已有救助或申请，请与三眼井社区核对"
    assert clashes([household.pk], "temporary", since=dt.date(2026, 12, 1), scope=shequ.scope("aid.view")) == []
