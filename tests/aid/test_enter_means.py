"""Entering what a family has: who may say what, what the page shows, and what it comes to."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from aid.models import AidCase, CaseMember, Income, Obligor
from aid.services.figures import figure, what_if
from aid.services.means import Said, Supporter, add_obligor, record_means
from core import clock
from core.errors import NotAllowed, NotFound, UserError
from tests.support import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2023, 11, 15)  # a month whose standards are known
D = Decimal


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture
def case(numbers, shequ):
    head = factories.person("何丽容", birth=dt.date(1960, 5, 1))
    son = factories.person("陈志明", birth=dt.date(1990, 5, 1), sex="1")
    home = factories.household(head, (son, "20"))
    said = {"recorded_at": clock.now(), "recorded_by": "test", "source": "seed"}
    row = AidCase.objects.create(
        number="440104001-2023-00001", kind="minimum-living", area_code="440104001007", street="440104001",
        applicant=head, household=home, applied_on=TODAY, **said,
    )  # fmt: skip
    for place, one in enumerate((head, son)):
        CaseMember.objects.create(case=row, person=one, relation="02", place=place, **said)
    return row


def members(case):
    return list(CaseMember.objects.filter(case=case).order_by("place"))


def test_the_sum_follows_what_was_told(case, shequ, jiedao):
    head, son = members(case)
    assert figure(case).amount == D("2476.00") and not figure(case).entered
    record_means(case.uid, head.uid, Said("declared", incomes={"wage": D(500)}), by=shequ, on=TODAY)
    said = Said("declared", incomes={"wage": D(12000)}, income_per="year", assets={"cars": D(1)})
    record_means(case.uid, son.uid, said, by=shequ, on=TODAY)
    found = figure(case)
    assert (found.assessment.monthly, found.amount) == (D("1500.00"), D("976.00"))
    assert found.verdict.fits is None and "资产限额待确认" in found.missing
    assert any("依据" in line for line in found.arithmetic)
    with pytest.raises(NotAllowed):
        record_means(case.uid, head.uid, Said("verified", "核 1 号", {"wage": D(1500)}), by=shequ, on=TODAY)
    with pytest.raises(UserError, match="报告号"):
        record_means(case.uid, head.uid, Said("verified", "", {"wage": D(1500)}), by=jiedao, on=TODAY)
    record_means(case.uid, head.uid, Said("verified", "核 1 号", {"wage": D(1500)}), by=jiedao, on=TODAY)
    assert figure(case).amount == D("0.00") and len(figure(case).assessment.differs) == 1
    assert what_if(figure(case), D(1000)).amount == D("1476.00")
    record_means(
        case.uid, head.uid, Said("verified", "核 1 号"), by=jiedao, on=TODAY
    )  # nothing of it is known any more
    assert figure(case).amount == D("976.00")


def test_an_obligor_counts_by_agreement(case, shequ, user_named):
    head, _ = members(case)
    add_obligor(case.uid, head.uid, Supporter("女儿", "陈志芳", agreed=D(300)), by=shequ, on=TODAY)
    assert figure(case).assessment.monthly == D("300.00")
    with pytest.raises(UserError, match="为什么"):
        add_obligor(case.uid, head.uid, Supporter("儿子", "陈志强", able=False), by=shequ, on=TODAY)
    with pytest.raises(NotFound):
        add_obligor(case.uid, head.uid, Supporter("女儿", "陈志芳"), by=user_named("panfu"), on=TODAY)
    assert Obligor.objects.get().name == "陈志芳"


def test_the_page_takes_what_people_type(case, shequ, client_as, user_named, jiaoyu):
    head, _ = members(case)
    page, save = reverse("aid-means", args=[case.uid]), reverse("aid-means-save", args=[case.uid, head.uid])
    client = client_as(shequ)
    assert "还没有人填过" in client.get(page).content.decode()
    form = {
        "origin": "declared",
        "income_per": "month",
        "expense_per": "year",
        "income_wage": "￥1,000",
        "asset_homes": "1",
    }
    assert client.post(save, form).status_code == 302
    shown = client.get(page, {"income": "2000"}).content.decode()
    assert "1,000.00 元（每月）" in shown and "差额 = 1,238.00 元 × 2 人 − 1,000.00 元" in shown
    assert "如果家庭每月收入是 2000.00 元：每月 476.00 元" in shown
    wrong = client.post(save, form | {"income_wage": "很多", "asset_homes": "1.5"})
    assert wrong.status_code == 422 and "看不懂金额" in wrong.content.decode() and "很多" in wrong.content.decode()
    assert Income.objects.get().amount == D(1000)
    assert client_as(user_named("panfu")).get(page).status_code == 404
    assert client_as(jiaoyu).get(page).status_code == 403
