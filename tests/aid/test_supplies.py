"""Goods by double entry, wishes and what is brought to the door: what the keeper, the visitor and the database say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from aid.domain.supplies import Account, Lot, balanced, move, pick, reversed_of
from aid.models import SupplyEntry, SupplyItem, SupplyLot, SupplyPlace, SupplyPosting, SupplyStock, SupplyWish
from aid.services.supplies import Receiver, TakenIn, hand_out, reverse, take_in, transfer, write_off
from aid.services.wishes import end_plan, fulfil, make_due, plan_monthly, wish
from core import clock
from core.errors import Conflict, UserError
from lifecycle.engine.drain import drain
from lifecycle.services.visits import Sent, record_visit
from residents.models import Person
from residents.services.deaths import Death, record_deaths
from tests.support.areas import SANYANJING
from tests.support.factories import dwelling, person

TODAY = dt.date(2026, 11, 23)
SOON, LATER = dt.date(2026, 12, 10), dt.date(2027, 6, 1)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def market(areas: None) -> SupplyPlace:
    return SupplyPlace.objects.create(area_code=SANYANJING, name="三眼井慈善超市", kind="market")


@pytest.fixture
def oil(areas: None) -> SupplyItem:
    return SupplyItem.objects.create(area_code="440104", name="花生油", unit="桶", low=Decimal(5))


@pytest.fixture
def her(areas: None) -> Person:
    return person("何丽容", birth=dt.date(1940, 3, 5), home=dwelling())


def bring(place: SupplyPlace, item: SupplyItem, number: int, by: User, *, until: dt.date | None = None) -> SupplyEntry:
    return take_in(place.uid, [TakenIn(item.uid, Decimal(number), until, Decimal("89.90"))], donor="陈记粮油", by=by)


def there(place: SupplyPlace) -> Decimal:
    return SupplyStock.objects.filter(place=place).aggregate(n=Sum("quantity"))["n"] or Decimal(0)


def test_what_expires_first_goes_first_and_the_books_balance(
    market: SupplyPlace, oil: SupplyItem, her: Person, shequ: User
) -> None:
    bring(market, oil, 4, shequ, until=LATER)
    bring(market, oil, 3, shequ, until=SOON)
    entry = hand_out(market.uid, oil.uid, Decimal(5), to=Receiver(her.pk), by=shequ)
    given_out = {
        (row.lot.expires_on, row.quantity) for row in entry.postings.select_related("lot").filter(account="given")
    }
    assert given_out == {(SOON, Decimal(3)), (LATER, Decimal(2))}
    assert there(market) == 2
    assert SupplyPosting.objects.aggregate(n=Sum("quantity"))["n"] == 0
    with pytest.raises(UserError, match="没过期的只有 2，不够 3"):
        hand_out(market.uid, oil.uid, Decimal(3), to=Receiver(her.pk), by=shequ)


def test_a_mistake_is_reversed_once_and_both_stay(
    market: SupplyPlace, oil: SupplyItem, her: Person, shequ: User
) -> None:
    bring(market, oil, 4, shequ)
    entry = hand_out(market.uid, oil.uid, Decimal(1), to=Receiver(her.pk), by=shequ)
    reverse(entry.uid, reason="记错了人", by=shequ)
    assert there(market) == 4
    with pytest.raises(Conflict, match="已经冲销"):
        reverse(entry.uid, reason="再来一次", by=shequ)
    assert SupplyEntry.objects.count() == 3


def test_goods_move_between_places_and_leave_the_books_with_a_reason(
    market: SupplyPlace, oil: SupplyItem, shequ: User
) -> None:
    store = SupplyPlace.objects.create(area_code=SANYANJING, name="仓库", kind="store")
    bring(market, oil, 4, shequ)
    transfer(market.uid, store.uid, oil.uid, Decimal(3), by=shequ)
    assert (there(market), there(store)) == (1, 3)
    with pytest.raises(UserError, match="请写为什么报损"):
        write_off(store.uid, SupplyLot.objects.get().pk, Decimal(1), reason="", by=shequ)
    write_off(store.uid, SupplyLot.objects.get().pk, Decimal(1), reason="受潮", by=shequ)
    assert there(store) == 2


def test_the_database_refuses_books_that_do_not_balance(market: SupplyPlace, oil: SupplyItem, shequ: User) -> None:
    entry = bring(market, oil, 4, shequ)
    lot = SupplyLot.objects.get()
    with pytest.raises(IntegrityError, match="does not balance"), transaction.atomic():
        SupplyPosting.objects.create(
            entry=entry, area_code=SANYANJING, account="place", place=market, lot=lot, quantity=Decimal(1)
        )
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert there(market) == 4


def test_oil_is_brought_at_a_visit_out_of_the_books_and_bound_to_it(
    market: SupplyPlace, oil: SupplyItem, her: Person, shequ: User, client_as: Callable[[User], Client]
) -> None:
    """The picture that started it all: oil at the door before the old woman runs out."""
    plan = plan_monthly(her.uid, oil.uid, Decimal(1), every=1, since=TODAY, reason="独居，行动不便", by=shequ)
    assert make_due(through=TODAY) == 0, "the month's wish was made with the plan"
    due = SupplyWish.objects.get()
    assert (due.month, due.wanted_by) == (dt.date(2026, 11, 1), dt.date(2026, 11, 30))
    form = client_as(shequ).get(f"/visits/to/{her.uid}/").content.decode()
    assert "带上花生油 1 桶" in form and "花生油 1 桶送到了吗" in form
    answers = {"met": "self", "health": "same", "mood": "calm", "fire": "fine"}
    part = {"gifts": {f"given-{due.uid}": "yes", "wants": [str(oil.uid)]}}
    short = record_visit(Sent(uuid4(), her.uid, answers, clock.now(), parts=part), by=shequ)
    due.refresh_from_db()
    assert due.state == "open", "nothing in stock: the visit is kept, the wish stays"
    assert short.visit.pk
    bring(market, oil, 4, shequ, until=LATER)
    record_visit(Sent(uuid4(), her.uid, answers, clock.now() + dt.timedelta(minutes=1), parts=part), by=shequ)
    due.refresh_from_db()
    assert due.state == "given" and there(market) == 3
    assert SupplyWish.objects.filter(plan=None, state="open").count() == 1, "she asked for more next time"
    page = client_as(shequ).get(f"/persons/{her.uid}/").content.decode()
    assert "花生油 1 桶" in page and "独居，行动不便" in page
    assert make_due(through=dt.date(2026, 12, 1)) == 1
    end_plan(plan.uid, "住进养老院", by=shequ)
    assert not SupplyWish.objects.filter(plan=plan, state="open").exists()


def test_nothing_more_is_brought_to_the_dead(market: SupplyPlace, oil: SupplyItem, her: Person, shequ: User) -> None:
    plan = plan_monthly(her.uid, oil.uid, Decimal(1), every=2, since=TODAY, reason="独居", by=shequ)
    record_deaths([Death(her.pk, dt.date(2026, 11, 20), "test:1")], by=shequ)
    drain()
    plan.refresh_from_db()
    assert plan.ended_on and "去世" in plan.ended_why
    assert SupplyWish.objects.get().state == "dropped"


def test_the_keeper_works_through_the_pages(
    market: SupplyPlace, oil: SupplyItem, her: Person, shequ: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(shequ)
    typed = {
        "place": str(market.uid),
        "donor": "陈记粮油",
        "item-1": str(oil.uid),
        "quantity-1": "三",
        "expires-1": "2027-06-01",
    }
    refused = client.post("/aid/supplies/in/", typed)
    assert refused.status_code == 422
    assert "第 1 行的数量“三”不是数" in refused.content.decode() and "2027-06-01" in refused.content.decode()
    entered = client.post("/aid/supplies/in/", typed | {"quantity-1": "3"}, follow=True).content.decode()
    assert "捐赠入库：花生油 3 桶" in entered and "陈记粮油" in entered
    wanted = wish(her.uid, oil.uid, Decimal(2), by=shequ, reason="米油快完了")
    home = client.get("/aid/supplies/").content.decode()
    assert "花生油 2 桶" in home and "要补的" in home
    done = client.post(f"/aid/supplies/wishes/{wanted.uid}/fulfil/", {"place": str(market.uid)}, follow=True)
    assert "送到了，库存里减掉了" in done.content.decode()
    lot = SupplyLot.objects.get()
    counted = client.post(f"/aid/supplies/places/{market.uid}/count/", {f"lot-{lot.pk}": "0", "reason": "少了一桶"})
    assert counted.status_code == 302 and there(market) == 0
    receipt = SupplyEntry.objects.get(act="donation")
    assert "捐赠物资收据" in client.get(f"/aid/supplies/entries/{receipt.uid}/?print=1").content.decode()
    with pytest.raises(Conflict):
        fulfil(wanted.uid, market.uid, by=shequ)


_lots = st.lists(
    st.tuples(st.integers(1, 20), st.one_of(st.none(), st.dates(dt.date(2026, 1, 1), dt.date(2028, 1, 1)))), max_size=6
)


@settings(max_examples=50)
@given(_lots, st.integers(1, 60))
def test_picking_takes_exactly_what_is_asked_from_what_is_good(
    lots: list[tuple[int, dt.date | None]], asked: int
) -> None:
    known = [Lot(n, Decimal(number), until) for n, (number, until) in enumerate(lots)]
    good = {lot.id: lot for lot in known if lot.expires_on is None or lot.expires_on >= TODAY}
    if sum(lot.quantity for lot in good.values()) < asked:
        with pytest.raises(UserError):
            pick(known, Decimal(asked), on=TODAY)
        return
    taken = pick(known, Decimal(asked), on=TODAY)
    assert sum(part for _, part in taken) == asked
    assert all(0 < part <= good[lot].quantity for lot, part in taken)
    sides = [
        side for lot, part in taken for side in move(lot, part, out_of=(Account.PLACE, 1), into=(Account.GIVEN, None))
    ]
    assert balanced(sides) and balanced(reversed_of(sides))
