"""Everything that a family gets, from whichever room: what the page and a program read, and what a reader's duty hides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from aid.models import AidCase, Award, CaseMember, SupplyItem, SupplyPlace
from aid.services.supplies import Receiver, TakenIn, hand_out, take_in
from core import clock
from core.models import ParameterValue
from elderly.models import AlarmDevice, GreenCard
from elderly.services.record_details import add_relief
from elderly.services.records import open_missing_records
from lifecycle.engine.drain import drain
from lifecycle.paying.declaration import payment_schemes
from lifecycle.paying.freezing import freeze
from residents.models import Household, Person
from residents.services.benefits import NewBenefit, record_benefits
from tests.support.areas import HONGQIAO, PANFU, SANYANJING
from tests.support.factories import dwelling, household, person

TODAY, NOVEMBER = dt.date(2026, 11, 23), dt.date(2026, 11, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def old(shequ: User, jiedao: User) -> Person:
    """何伯, 72, and his daughter: an allowance that a list has paid, single aid, oil, rice by the month, a card, an alarm."""
    home = dwelling()
    who = person("何伯", birth=dt.date(1954, 1, 9), sex="1", home=home)
    household(who, (person("何丽容", birth=dt.date(1985, 3, 5), home=home), "30"), home=home)
    said = {"recorded_at": clock.now(), "recorded_by": "test", "source": "seed"}
    record_benefits([NewBenefit(who.pk, "longevity", dt.date(2022, 2, 1), "seed", monthly=Decimal(100))], by="test")
    helped_once(who, said)
    ParameterValue.objects.filter(key__startswith="GZ_LONGEVITY").update(during=(dt.date(2020, 1, 1), None))
    freeze(payment_schemes["longevity"], HONGQIAO, NOVEMBER, by=jiedao)
    market = SupplyPlace.objects.create(area_code=SANYANJING, name="三眼井慈善超市", kind="market")
    oil = SupplyItem.objects.create(area_code="440104", name="花生油", unit="桶", low=Decimal(5))
    take_in(market.uid, [TakenIn(oil.uid, Decimal(4))], donor="陈记粮油", by=shequ)
    hand_out(market.uid, oil.uid, Decimal(2), to=Receiver(who.pk), by=shequ)
    open_missing_records(by="system")
    add_relief(
        person_uid=who.uid,
        what="大米",
        every="month",
        amount="5 公斤",
        giver="街道",
        since=dt.date(2025, 6, 1),
        by=shequ,
    )
    GreenCard.objects.create(
        person=who, number="GC-1", issued_on=dt.date(2024, 5, 6), entitlements=["registration"], **said
    )
    for number, paid, room in (("A1", "subsidised", who), ("A2", "self", person("邻居", birth=dt.date(1940, 1, 1)))):
        AlarmDevice.objects.create(
            person=room,
            area_code=SANYANJING,
            number=number,
            provider="穗康",
            paid=paid,
            since=dt.date(2023, 4, 5),
            **said,
        )
    drain()
    return who


def helped_once(who: Person, said: dict[str, Any]) -> None:
    """Temporary aid of 3000 yuan for the household: the base says it of each member, the award of all."""
    home = Household.objects.get()
    case = AidCase.objects.create(
        number="440104001-2026-00009", kind="temporary", area_code=SANYANJING, street=HONGQIAO, applicant=who,
        household=home, applied_on=dt.date(2026, 9, 20), **said,
    )  # fmt: skip
    CaseMember.objects.create(case=case, person=who, relation="02", place=0, **said)
    during = (dt.date(2026, 10, 1), dt.date(2026, 11, 1))
    Award.objects.create(
        case=case, kind="temporary", household=home, area_code=SANYANJING, once=Decimal(3000), document="穗临救9", during=during,
        **said,
    )  # fmt: skip
    record_benefits(
        [
            NewBenefit(one.person_id, "temporary", *(during[0], "seed", during[1]), monthly=Decimal(3000),
                       household_id=home.pk, document="穗临救9")
            for one in home.memberships.all()
        ],
        by="test",
    )  # fmt: skip


def read(client: Client, path: str, status: int = 200) -> Any:
    answer = client.get(path)
    assert answer.status_code == status, answer.content.decode()[:500]
    return answer


def test_what_every_room_gives_stands_on_one_page(
    old: Person, shequ: User, client_as: Callable[[User], Client]
) -> None:
    said = read(client_as(shequ), f"/aid/households/{Household.objects.get().uid}/").content.decode()
    for words in (
        "长寿保健金", "已经发放", "2026-11", "3,000.00 元", "穗临救9", "花生油", "三眼井慈善超市", "大米", "每月 5 公斤",
        "健康绿卡", "免费挂号", "平安通", "政府资助",
    ):  # fmt: skip
        assert words in said, words
    assert said.count("3,000.00 元") == 1, "what the household got at once is said once"
    assert "你的职责看不到" not in said


def test_a_program_reads_the_same_chain(
    old: Person, shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    chain = read(client_as(shequ), f"/api/v1/persons/{old.uid}/help/").json()
    assert chain["household"] == str(Household.objects.get().uid) and chain["hidden"] == []
    told = {(row["sort"], row["what"]): row for row in chain["results"]}
    paid, once = told["paid", "长寿保健金"], told["once", "临时救助"]
    assert (paid["since"], paid["person"]) == ("2026-11-01", str(old.uid)) and Decimal(paid["amount"]) > 0
    assert (once["amount"], once["person"], once["until"], once["now"]) == ("3000.00", None, None, False)
    rice = told["goods", "大米"]
    assert (rice["count"], rice["giver"], rice["since"], rice["now"]) == ("每月 5 公斤", "街道", "2025-06-01", True)
    assert told["service", "平安通"]["since"] == "2023-04-05" and told["service", "健康绿卡"]["document"] == "GC-1"
    assert ("monthly", "长寿保健金") in told and len(told) == len(chain["results"])
    read(client_as(panfu), f"/api/v1/persons/{old.uid}/help/", 404)


def test_what_lies_beyond_a_readers_duty_is_named_not_told(
    old: Person, shequ: User, client_as: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The grant of the committee without two of its permissions."""
    monkeypatch.setattr(User, "scope", _without(User.scope, {"payment.view", "elder.view"}))
    said = read(client_as(shequ), f"/aid/households/{Household.objects.get().uid}/").content.decode()
    assert "你的职责看不到：按月发放的钱、老人救济物品、健康绿卡。" in said
    assert "大米" not in said and "已经发放" not in said and "花生油" in said


def _without(scope: Any, hidden: set[str]) -> Any:
    return lambda user, permission: type(scope(user, permission))() if permission in hidden else scope(user, permission)


def test_somebody_without_a_home_stands_alone(shequ: User, client_as: Callable[[User], Client]) -> None:
    alone = person("梁惠珍", birth=dt.date(1939, 5, 1))
    record_benefits([NewBenefit(alone.pk, "longevity", dt.date(2022, 2, 1), "seed")], by="test")
    chain = read(client_as(shequ), f"/api/v1/persons/{alone.uid}/help/").json()
    assert chain["household"] is None
    assert [(row["what"], row["amount"], row["person"]) for row in chain["results"]] == [
        ("长寿保健金", None, str(alone.uid))
    ]


def test_a_program_reads_awards_and_the_figures_of_a_case(
    old: Person, shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    home, said = Household.objects.get(), {"recorded_at": clock.now(), "recorded_by": "test", "source": "seed"}
    Award.objects.create(
        kind="minimum-living", household=home, area_code=SANYANJING, monthly=Decimal(1200), document="穗低保1",
        during=(dt.date(2025, 1, 1), None), **said,
    )  # fmt: skip
    record_benefits(
        [NewBenefit(old.pk, "minimum-living", dt.date(2025, 1, 1), "seed", household_id=home.pk, document="穗低保1")],
        by="test",
    )
    client = client_as(shequ)
    (row,) = read(client, f"/api/v1/awards/?kind=minimum-living&area={SANYANJING}").json()["results"]
    assert (row["household"], row["monthly"], row["since"], row["until"]) == (
        str(home.uid),
        "1200.00",
        "2025-01-01",
        None,
    )
    assert (row["document"], row["members"], row["case"]) == ("穗低保1", [str(old.uid)], None)
    assert read(client, "/api/v1/hardship-leads/").json()["results"] == []
    assert len(read(client, "/api/v1/awards/").json()["results"]) == 1, "what was paid once in October is over"
    read(client, "/api/v1/awards/?kind=gold", 400)
    read(client, f"/api/v1/awards/?area={PANFU}", 404)
    case = AidCase.objects.get()
    figures = read(client, f"/api/v1/aid/cases/{case.uid}/figures/").json()
    assert (figures["case"], figures["kind"], figures["month"]) == (str(case.uid), "temporary", "2026-11-01")
    assert figures["arithmetic"] and figures["missing"] and not figures["entered"]
    read(client_as(panfu), f"/api/v1/aid/cases/{case.uid}/figures/", 404)
    assert read(client_as(panfu), "/api/v1/awards/").json()["results"] == []
