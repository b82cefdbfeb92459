"""What was paid too much: found after a late death, a correction, or by night; named with months, sum and cause; closed by people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.errors import UserError
from core.models import ParameterValue
from lifecycle.engine.drain import drain
from lifecycle.models import OverpaidMonth, Overpayment, Task
from lifecycle.paying.declaration import payment_schemes
from lifecycle.paying.freezing import freeze
from lifecycle.paying.month import since_frozen
from lifecycle.paying.overpaid import find_overpaid
from lifecycle.paying.recovering import act_on
from residents.models import Person
from residents.services.death_revoking import revoke_death
from residents.services.deaths import Death, record_deaths
from tests.support.areas import HONGQIAO
from tests.support.factories import person

pytestmark = pytest.mark.django_db

SCHEME = payment_schemes["longevity"]
MONTHS = [dt.date(2026, 8, 1), dt.date(2026, 9, 1), dt.date(2026, 10, 1)]
NOW = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(NOW):
        yield


@pytest.fixture
def him(numbers: None, jiedao: User) -> Person:
    """83 years old; three months were paid."""
    ParameterValue.objects.filter(key__startswith="GZ_LONGEVITY").update(during=(dt.date(2020, 1, 1), None))
    old = person("邓国强", birth=dt.date(1943, 5, 5), sex="1")
    person("何丽容", birth=dt.date(1951, 3, 5))
    for month in MONTHS:
        freeze(SCHEME, HONGQIAO, month, by=jiedao)
    return old


def dies(who: Person, on: dt.date, by: User) -> None:
    record_deaths([Death(who.pk, on, "GA06:1:1")], by=by)
    drain()


def months(row: Overpayment) -> dict[str, Decimal]:
    return {f"{one.month:%Y-%m}": one.amount for one in OverpaidMonth.objects.filter(overpayment=row).order_by("month")}


def test_a_late_death_names_the_months_and_asks_them_back(
    him: Person, jiedao: User, client_as: Callable[[User], Client]
) -> None:
    dies(him, dt.date(2026, 8, 20), jiedao)
    row = Overpayment.objects.get()
    assert months(row) == {"2026-09": 100, "2026-10": 100}
    assert (row.amount, row.state, row.person_id) == (200, "open", him.pk)
    assert row.event is not None
    assert row.event.kind == "person.died"
    assert "2026-08-20 去世，次月起停发" in row.reason
    task = Task.objects.get(kind="recover-overpaid")
    assert f"/payments/overpaid/{row.uid}/" in client_as(jiedao).get(f"/tasks/{task.uid}/").content.decode()
    assert "2026-09、2026-10 多发 200.00 元" in task.why
    browser = client_as(jiedao)
    listed = browser.get("/payments/overpaid/").content.decode()
    assert "邓国强" in listed
    assert "200.00" in listed
    assert "多发 200.00 元" in browser.get(f"/persons/{him.uid}/").content.decode()
    assert "多发</b> 1 人" in browser.get("/payments/longevity/2026-10/since/").content.decode()


def test_a_death_told_in_time_costs_nothing(him: Person, jiedao: User) -> None:
    dies(him, dt.date(2026, 10, 31), jiedao)
    assert not Overpayment.objects.exists()
    assert not Task.objects.filter(kind="recover-overpaid").exists()


def test_a_revoked_death_sets_the_months_to_nothing_and_leaves_the_closing_to_people(him: Person, jiedao: User) -> None:
    dies(him, dt.date(2026, 8, 20), jiedao)
    revoke_death(person_uid=him.uid, reason="同名同姓，报错了人", by=jiedao)
    drain()
    row = Overpayment.objects.get()
    assert (row.amount, row.state) == (0, "open")
    assert "现在算来没有多发" in row.steps.last().words
    act_on(row.uid, "write-off", reason="误报死亡已撤销", by=jiedao)
    assert Task.objects.get(kind="recover-overpaid").state in ("done", "cancelled")


def test_a_correction_is_found_by_night_and_only_once(him: Person) -> None:
    Person.objects.filter(pk=him.pk).update(birth_date=dt.date(1953, 5, 5))
    for _ in range(2):
        find_overpaid(SCHEME)
    row = Overpayment.objects.get()
    assert months(row) == {"2026-08": 70, "2026-09": 70, "2026-10": 70}
    assert (row.amount, row.steps.count()) == (210, 1)


def test_money_comes_back_in_parts_and_nothing_more_is_asked(him: Person, jiedao: User, shequ: User) -> None:
    dies(him, dt.date(2026, 8, 20), jiedao)
    uid = Overpayment.objects.get().uid
    act_on(uid, "agree", reason="家属同意十二月退清", by=jiedao)
    act_on(uid, "pay-back", reason="现金，收据 12 号", by=jiedao, amount=Decimal("80.00"))
    with pytest.raises(UserError, match=r"还欠的 120\.00 元"):
        act_on(uid, "pay-back", reason="转账", by=jiedao, amount=Decimal("120.01"))
    with pytest.raises(UserError, match="不能办"):
        act_on(uid, "recover", reason="退清", by=shequ)
    act_on(uid, "recover", reason="转账退清", by=jiedao)
    row = Overpayment.objects.get()
    assert (row.state, row.recovered) == ("recovered", 200)
    find_overpaid(SCHEME)
    assert Overpayment.objects.count() == 1
    assert not since_frozen(SCHEME, HONGQIAO, MONTHS[2]).over


def test_what_was_typed_stays_when_it_is_refused(
    him: Person, jiedao: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    dies(him, dt.date(2026, 8, 20), jiedao)
    where = f"/payments/overpaid/{Overpayment.objects.get().uid}/"
    answer = client_as(jiedao).post(f"{where}pay-back/", {"amount": "999", "reason": "转账"})
    assert answer.status_code == 422
    assert 'value="999"' in answer.content.decode()
    assert client_as(panfu).get(where).status_code == 404
