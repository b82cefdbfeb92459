"""A month's payment list: computed, frozen once, never changed; who may see and do what; what leaves the house."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum
from django.test import Client

from accounts.models import User
from core import clock
from core.errors import Conflict, NotAllowed, UserError
from core.models import ExportRecord, ParameterValue
from core.scope import scoped
from lifecycle.models import PaymentLeaver, PaymentLine, PaymentRun
from lifecycle.paying.declaration import payment_schemes
from lifecycle.paying.draft import draft
from lifecycle.paying.freezing import cancel, freeze, supplement
from residents.models import Person, Residence
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU
from tests.support.factories import person

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 23)
OCTOBER, NOVEMBER = dt.date(2026, 10, 1), dt.date(2026, 11, 1)
SCHEME = payment_schemes["longevity"]
LIST = "/payments/longevity/2026-11/"

As = Callable[[User], Client]


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def amounts(numbers: None) -> None:
    """An office has entered the values of 2022 for today: here, not in the product."""
    ParameterValue.objects.filter(key__startswith="GZ_LONGEVITY").update(during=(dt.date(2020, 1, 1), None))


@pytest.fixture
def old(areas: None) -> list[Person]:
    """75 and 83 in 三眼井, 91 in 德源里, 71 in another street."""
    return [
        person("何丽容", birth=dt.date(1951, 3, 5)),
        person("邓国强", birth=dt.date(1943, 5, 5), sex="1"),
        person("区颖诗", birth=dt.date(1935, 1, 9), hukou=DEYUANLI, living=DEYUANLI),
        person("麦子健", birth=dt.date(1955, 1, 9), sex="1", hukou=PANFU, living=PANFU),
    ]


def paid(run: PaymentRun) -> dict[str, Decimal]:
    return dict(run.entries.values_list("name", "amount"))


def test_an_unknown_sum_waits_names_the_parameter_and_forbids_freezing(
    numbers: None, old: list[Person], jiedao: User, client_as: As
) -> None:
    page = client_as(jiedao).get(LIST).content.decode()
    assert "何丽容" in page
    assert "待确认" in page
    assert "/parameters/GZ_LONGEVITY_70-79/" in page
    with pytest.raises(UserError, match="3 笔金额待确认"):
        freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)
    assert not PaymentRun.objects.exists()


def test_a_frozen_list_never_changes_and_what_was_missed_is_supplemented(
    amounts: None, old: list[Person], jiedao: User
) -> None:
    run, *rest = freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)
    assert not rest
    assert paid(run) == {"何丽容": 30, "邓国强": 100, "区颖诗": 200}
    assert run.amount == run.entries.aggregate(sum=Sum("amount"))["sum"] == 330
    assert run.parameters["GZ_LONGEVITY_80-89"]["document"]
    before = run.sha256
    person("周静雯", birth=dt.date(1930, 3, 5))
    Person.objects.filter(pk=old[0].pk).update(birth_date=dt.date(1945, 3, 5))
    with pytest.raises(Conflict):
        freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)
    run.refresh_from_db()
    assert (paid(run), run.sha256) == ({"何丽容": 30, "邓国强": 100, "区颖诗": 200}, before)
    more = supplement(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)
    assert paid(more) == {"周静雯": 200, "何丽容": 70}
    assert "应发 100.00 元，已发 30.00 元，补发 70.00 元" in more.entries.get(name="何丽容").arithmetic
    with pytest.raises(Conflict):
        supplement(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)


def test_the_same_base_gives_the_same_list_and_keys_are_unique(amounts: None, old: list[Person], jiedao: User) -> None:
    first, again = (draft(SCHEME, YUEXIU, NOVEMBER) for _ in range(2))
    assert first.fingerprint == again.fingerprint
    assert len({line.due.key for line in first.lines}) == len(first.lines) == 4
    assert first.total == sum(one.amount for one in first.by_community) == 360
    run = freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao, expected=draft(SCHEME, HONGQIAO, NOVEMBER).fingerprint)[0]
    cancel(run, reason="参数录错了", by=jiedao)
    assert freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)[0].sha256 == run.sha256


def test_new_changed_and_left_are_told_with_their_reasons(
    amounts: None, old: list[Person], quji: User, client_as: As
) -> None:
    freeze(SCHEME, YUEXIU, OCTOBER, by=quji)
    he, deng, *_ = old
    Person.objects.filter(pk=he.pk).update(birth_date=dt.date(1946, 10, 20))
    Person.objects.filter(pk=deng.pk).update(died_on=dt.date(2026, 10, 30), status="deceased")
    person("周静雯", birth=dt.date(1956, 10, 8))
    runs = {run.area_code: run for run in freeze(SCHEME, YUEXIU, NOVEMBER, by=quji)}
    changes = dict(runs[HONGQIAO].entries.values_list("name", "change"))
    assert changes == {"何丽容": "changed", "周静雯": "new", "区颖诗": "same"}
    assert PaymentLeaver.objects.get().reason == "2026-10-30 去世，次月起停发"
    page = client_as(quji).get(f"{LIST}?area={HONGQIAO}").content.decode()
    assert "邓国强" in page
    assert "2026-10-30 去世，次月起停发" in page


def test_what_the_user_saw_is_what_is_frozen(amounts: None, old: list[Person], jiedao: User, client_as: As) -> None:
    browser = client_as(jiedao)
    seen = draft(SCHEME, HONGQIAO, NOVEMBER).fingerprint
    person("周静雯", birth=dt.date(1930, 3, 5))
    answer = browser.post(f"{LIST}freeze/", {"expected": seen, "area": HONGQIAO}, follow=True)
    assert "底册又变了" in answer.content.decode()
    assert not PaymentRun.objects.exists()
    now = draft(SCHEME, HONGQIAO, NOVEMBER).fingerprint
    assert "已冻结" in browser.post(f"{LIST}freeze/", {"expected": now, "area": HONGQIAO}, follow=True).content.decode()


def test_a_community_sees_its_own_lines_only_and_freezes_nothing(
    amounts: None, old: list[Person], jiedao: User, shequ: User, panfu: User, client_as: As
) -> None:
    freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)
    own = client_as(shequ).get(LIST).content.decode()
    assert "何丽容" in own
    assert "区颖诗" not in own
    assert client_as(shequ).get(f"{LIST}?area={HONGQIAO}").content.decode().count("区颖诗") == 0
    assert "何丽容" not in client_as(panfu).get(LIST).content.decode()
    assert client_as(shequ).post(f"{LIST}freeze/").status_code == 403
    assert client_as(panfu).get(f"{LIST}why/{old[0].pk}/").status_code == 404
    with pytest.raises(NotAllowed):
        freeze(SCHEME, SANYANJING, OCTOBER, by=shequ)


def test_the_second_wall_hides_lines_of_elsewhere(amounts: None, old: list[Person], quji: User, panfu: User) -> None:
    freeze(SCHEME, YUEXIU, NOVEMBER, by=quji)
    with scoped(panfu.resident_scope):
        assert list(PaymentLine.objects.values_list("name", flat=True)) == ["麦子健"]


def test_why_shows_the_sum_step_by_step_with_the_document(
    amounts: None, old: list[Person], shequ: User, client_as: As
) -> None:
    page = client_as(shequ).get(f"{LIST}why/{old[1].pk}/").content.decode()
    assert "83 周岁，80–89 岁档：每月 100.00 元" in page
    assert "1943-05-05 出生" in page
    assert "m.jwbk.com" in page


def test_a_second_person_takes_the_list_out_and_it_is_registered(
    amounts: None, old: list[Person], jiedao: User, quji: User, client_as: As
) -> None:
    run = freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)[0]
    wanted = {"run": str(run.uid), "area": HONGQIAO, "purpose": "送银行代发"}
    refused = client_as(jiedao).post(f"{LIST}export/", wanted)
    assert refused.status_code == 422
    assert "要由两个人办" in refused.content.decode()
    answer = client_as(quji).post(f"{LIST}export/", wanted)
    assert answer.status_code == 200
    record, kept = ExportRecord.objects.get(), PaymentRun.objects.get(pk=run.pk)
    assert (record.rows, record.purpose, kept.state, kept.exported_by) == (3, "送银行代发", "exported", quji)
    assert kept.file_sha256 == record.sha256
    with pytest.raises(Conflict):
        cancel(kept, reason="错了", by=jiedao)


def test_who_moved_between_streets_is_not_paid_twice(
    amounts: None, old: list[Person], quji: User, jiedao: User
) -> None:
    freeze(SCHEME, HONGQIAO, NOVEMBER, by=jiedao)
    Residence.objects.filter(person=old[0], kind="hukou").update(area_code=PANFU)
    runs = freeze(SCHEME, YUEXIU, NOVEMBER, by=quji)
    assert [run.area_code for run in runs] == ["440104004"]
    assert paid(runs[0]) == {"麦子健": 30}


@pytest.mark.django_db(transaction=True)
def test_two_freezes_at_once_make_one_list(amounts: None, old: list[Person], jiedao: User, quji: User) -> None:
    def attempt(by: User) -> int:
        try:
            with clock.travel(TODAY):
                return len(freeze(SCHEME, HONGQIAO, NOVEMBER, by=by))
        except Conflict:
            return 0
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, (jiedao, quji))) == [0, 1]
    assert PaymentRun.objects.count() == 1
