"""A value, or a day, tried before it is in force: who would come, who would go, what it would cost; nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.models import ParameterValue
from core.parameters import read
from lifecycle.roster.declaration import rosters
from lifecycle.whatif.trial import try_out
from tests.support.areas import SANYANJING
from tests.support.factories import person

TODAY = dt.date(2026, 11, 23)
AMOUNTS = {
    "GZ_LONGEVITY_70-79": "30",
    "GZ_LONGEVITY_80-89": "100",
    "GZ_LONGEVITY_90-99": "200",
    "GZ_LONGEVITY_100+": "300",
}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(numbers: None) -> object:
    with clock.travel(TODAY):
        yield


def test_another_cut_off_day_names_who_would_join(shequ: User, client_as: Callable[[User], Client]) -> None:
    person("区玉兰", birth=dt.date(2020, 10, 1))
    person("麦浩然", birth=dt.date(2020, 3, 1))
    kept = list(ParameterValue.objects.values_list("pk", "value"))
    page = client_as(shequ).get("/what-if/?roster=school-age&go=1&p.school-age.cut-off=12-31").content.decode()
    assert "区玉兰" in page
    assert "麦浩然" not in page
    assert "+1 人" in page
    assert list(ParameterValue.objects.values_list("pk", "value")) == kept
    assert read("school-age.cut-off", on=TODAY, area=SANYANJING).value == "08-31"


def test_a_list_without_its_amounts_fails_closed_and_a_trial_shows_its_cost(shequ: User) -> None:
    person("黄秀英", birth=dt.date(1946, 11, 23))
    person("梁惠珍", birth=dt.date(1955, 1, 1))
    roster = rosters["longevity-allowance"]
    trial = try_out(roster, area=SANYANJING, values=AMOUNTS, now=TODAY, then=TODAY, by=shequ)
    assert trial.before.count is None
    assert "待确认" in trial.before.problem
    assert (trial.after.count, trial.after.monthly) == (2, Decimal("130.00"))


def test_a_later_day_moves_people_up_a_band(shequ: User) -> None:
    person("黄秀英", birth=dt.date(1946, 11, 24))
    ParameterValue.objects.filter(key__startswith="GZ_LONGEVITY").update(during=(dt.date(2020, 1, 1), None))
    trial = try_out(
        rosters["longevity-allowance"],
        area=SANYANJING,
        values={},
        now=TODAY,
        then=TODAY + dt.timedelta(days=1),
        by=shequ,
    )
    assert trial.monthly_more == Decimal("70.00")
    assert (trial.joins, trial.leaves) == (0, 0)


def test_a_wrong_value_is_said_beside_its_field(shequ: User, client_as: Callable[[User], Client]) -> None:
    answer = client_as(shequ).get("/what-if/?roster=school-age&go=1&p.school-age.cut-off=八月底")
    assert answer.status_code == 422
    assert "要填 月-日" in answer.content.decode()


def test_a_parameter_leads_to_the_rosters_that_count_by_it(quji: User, client_as: Callable[[User], Client]) -> None:
    client = client_as(quji)
    assert "/what-if/?parameter=school-age.cut-off" in client.get("/parameters/school-age.cut-off/").content.decode()
    assert "适龄儿童" in client.get("/what-if/?parameter=school-age.cut-off&go=1").content.decode()


def test_nobody_tries_a_list_of_somewhere_else(panfu: User, client_as: Callable[[User], Client]) -> None:
    person("区玉兰", birth=dt.date(2020, 10, 1), hukou=SANYANJING, living=SANYANJING)
    page = client_as(panfu).get("/what-if/?roster=school-age&go=1&p.school-age.cut-off=12-31").content.decode()
    assert "区玉兰" not in page
