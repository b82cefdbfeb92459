"""The books of goods: taken in, moved, handed out, spoilt, counted, reversed. Each act is one balanced entry."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from aid.domain.supplies import PLACES, Account, Act, Lot, Posting, move, pick, plain, reversed_of
from aid.models import SupplyEntry, SupplyItem, SupplyLot, SupplyPlace, SupplyPosting, SupplyStock
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.scope import as_system

EDIT = "supply.edit"
_WALL = "a place's stock follows its entries, also those of a transfer from another community's place"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What comes in: so much of an item, good until a day; `value` yuan a unit; `donor` empty for what was bought."""

    item_uid: UUID
    quantity: Decimal
    expires_on: dt.date | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Receiver:
    """Who gets it, and what it is for: a wish, a visit at which it is handed over."""

    person_id: int | None = None
    household_id: int | None = None
    wish_id: int | None = None
    visit_uid: UUID | None = None


def take_in(
    place_uid: UUID, goods: Sequence[TakenIn], *, donor: str = "", on: dt.date | None = None, reason: str = "", by: Any
) -> SupplyEntry:  # fmt: skip
    """Write a donation (`donor` said) or a purchase into a place; each line becomes a lot."""
    day = _day(on)
    if not goods:
        raise UserError("没有写入库的东西。", field="goods", remedy="至少写一样物品和数量。")
    with acting(by=by.username, why="物资入库"):
        place = place_for(place_uid, by=by)
        act, origin = (Act.DONATION, Account.DONOR) if donor.strip() else (Act.PURCHASE, Account.BOUGHT)
        postings: list[Posting] = []
        for line in goods:
            quantity = exact(line.quantity)
            if line.expires_on is not None and line.expires_on < day:
                raise UserError(
                    f"保质期 {line.expires_on} 已经过了。",
                    field="expires_on",
                    remedy="过期的不能收，请退回或另行处理。",
                )
            item = item_by_uid(line.item_uid)
            lot = SupplyLot.objects.create(
                item=item, area_code=place.area_code, expires_on=line.expires_on, value=line.value
            )
            postings += move(lot.pk, quantity, out_of=(origin, None), into=(Account.PLACE, place.pk))
        return _write(act, place, postings, on=day, by=by, donor=donor.strip(), reason=reason)


def transfer(
    from_uid: UUID, to_uid: UUID, item_uid: UUID, quantity: Decimal, *, by: Any, reason: str = ""
) -> SupplyEntry:
    """From one place to another, what expires first going first."""
    if from_uid == to_uid:
        raise UserError("调出和调入是同一个站点。", field="to", remedy="请选另一个站点。")
    with acting(by=by.username, why="物资调拨"):
        place, other = place_for(from_uid, by=by), place_for(to_uid, by=by)
        postings = [
            posting
            for lot, part in _picked(place, item_by_uid(item_uid), exact(quantity))
            for posting in move(lot, part, out_of=(Account.PLACE, place.pk), into=(Account.PLACE, other.pk))
        ]
        return _write(Act.TRANSFER, place, postings, by=by, reason=reason)


def hand_out(
    place_uid: UUID, item_uid: UUID, quantity: Decimal, *, to: Receiver, by: Any, on: dt.date | None = None, reason: str = ""
) -> SupplyEntry:  # fmt: skip
    """Give goods of a place to a person or household. UserError when the place has not so much that is still good."""
    day = _day(on)
    with acting(by=by.username, why="送出物资"):
        place = place_for(place_uid, by=by)
        postings = [
            posting
            for lot, part in _picked(place, item_by_uid(item_uid), exact(quantity), on=day)
            for posting in move(lot, part, out_of=(Account.PLACE, place.pk), into=(Account.GIVEN, None))
        ]
        return _write(Act.GIFT, place, postings, on=day, by=by, to=to, reason=reason)


def write_off(place_uid: UUID, lot_id: int, quantity: Decimal, *, reason: str, by: Any) -> SupplyEntry:
    """Spoilt or expired goods leave the books, with the reason."""
    if not reason.strip():
        raise UserError("请写为什么报损。", field="reason", remedy="例如：过期、受潮、破损。")
    with acting(by=by.username, why="物资报损"):
        place = place_for(place_uid, by=by)
        _lot_in(place, lot_id)
        postings = move(lot_id, exact(quantity), out_of=(Account.PLACE, place.pk), into=(Account.SPOILT, None))
        return _write(Act.SPOILT, place, postings, by=by, reason=reason.strip())


def count_stock(
    place_uid: UUID, counted: Iterable[tuple[int, Decimal]], *, by: Any, reason: str = ""
) -> SupplyEntry | None:
    """盘点: [(lot, how much is really there)]; the difference is written, nothing when all agrees."""
    with acting(by=by.username, why="物资盘点"):
        place = place_for(place_uid, by=by)
        postings: list[Posting] = []
        for lot_id, quantity in counted:
            there = _lot_in(place, lot_id).quantity
            really = exact(quantity, nothing=True)
            if really > there:
                postings += move(lot_id, really - there, out_of=(Account.COUNTED, None), into=(Account.PLACE, place.pk))
            elif really < there:
                postings += move(lot_id, there - really, out_of=(Account.PLACE, place.pk), into=(Account.COUNTED, None))
        if postings and not reason.strip():
            raise UserError("盘点有差异，请写原因。", field="reason")
        return _write(Act.COUNT, place, postings, by=by, reason=reason.strip()) if postings else None


def reverse(entry_uid: UUID, *, reason: str, by: Any) -> SupplyEntry:
    """A mistake is written back by an entry of its own; both stay. Conflict when it was reversed, or what came in is gone."""
    if not reason.strip():
        raise UserError("请写为什么冲销。", field="reason")
    with acting(by=by.username, why="冲销物资流水"):
        rows = SupplyEntry.objects.select_for_update(of=("self",)).filter(by.scope(EDIT).q("area_code"), uid=entry_uid)
        entry = rows.select_related("place").first()
        if entry is None:
            raise NotFound("没有这笔流水，或者不在你的范围里。")
        if entry.act == Act.REVERSAL.value or SupplyEntry.objects.filter(reverses=entry).exists():
            raise Conflict("这一笔已经冲销，或者本身就是冲销。")
        known = [Posting(Account(row.account), row.lot_id, row.quantity, row.place_id) for row in entry.postings.all()]
        back = Receiver(entry.person_id, entry.household_id, entry.wish_id)
        return _write(
            Act.REVERSAL, entry.place, reversed_of(known), by=by, to=back, reason=reason.strip(), reverses=entry
        )


def place_for(uid: UUID, *, by: Any) -> SupplyPlace:
    """An open place where this user may write. NotFound, NotAllowed, Conflict."""
    if not by.has_permission(EDIT):
        raise NotAllowed("物资由社区和街道登记。")
    place = SupplyPlace.objects.filter(by.scope(EDIT).q("area_code"), uid=uid).first()
    if place is None:
        raise NotFound("没有这个站点，或者不在你的范围里。")
    if place.closed_on:
        raise Conflict(f"{place.name} {place.closed_on} 起停用了。", remedy="请选别的站点。")
    return place


def item_by_uid(uid: UUID) -> SupplyItem:
    """A kind of goods of the catalogue."""
    item = SupplyItem.objects.filter(uid=uid, retired=False).first()
    if item is None:
        raise UserError("物品目录里没有这一样。", field="item", remedy="先在目录里加上。")
    return item


def exact(quantity: Decimal, *, nothing: bool = False) -> Decimal:
    """A quantity with at most three decimals, more than nothing (or not below, with `nothing`)."""
    if quantity != quantity.quantize(PLACES) or quantity < 0 or (quantity == 0 and not nothing):
        raise UserError("数量要大于 0，最多三位小数。", field="quantity")
    return quantity


def _day(on: dt.date | None) -> dt.date:
    today = clock.today()
    if on is not None and on > today:
        raise UserError(f"日子 {on} 在今天之后。", field="on")
    return on or today


def _picked(
    place: SupplyPlace, item: SupplyItem, quantity: Decimal, *, on: dt.date | None = None
) -> list[tuple[int, Decimal]]:
    """The lots from which so much is taken; their rows are locked, so that two givers never count the same bag."""
    rows = SupplyStock.objects.select_for_update(of=("self",)).filter(place=place, lot__item=item, quantity__gt=0)
    lots = [Lot(row.lot_id, row.quantity, row.lot.expires_on) for row in rows.select_related("lot").order_by("lot_id")]
    try:
        return pick(lots, quantity, on=on or clock.today())
    except UserError as short:
        raise UserError(
            f"{place.name}的{item.name}：{short.message}", field=short.field, remedy=short.remedy
        ) from short


def _lot_in(place: SupplyPlace, lot_id: int) -> SupplyStock:
    row = SupplyStock.objects.select_for_update(of=("self",)).filter(place=place, lot_id=lot_id).first()
    if row is None:
        raise UserError(f"{place.name}没有这一批。", field="lot")
    return row


def _write(
    act: Act, place: SupplyPlace, postings: Sequence[Posting], *, by: Any, on: dt.date | None = None, donor: str = "",
    to: Receiver | None = None, reason: str = "", reverses: SupplyEntry | None = None,
) -> SupplyEntry:  # fmt: skip
    """One entry. The database sees to it that it balances and that no stock falls below nothing."""
    whom = to or Receiver()
    try:
        with transaction.atomic(), as_system(_WALL):
            entry = SupplyEntry.objects.create(
                area_code=place.area_code, act=act.value, on=on or clock.today(), place=place, donor=donor,
                person_id=whom.person_id, household_id=whom.household_id, wish_id=whom.wish_id, visit_uid=whom.visit_uid,
                reverses=reverses, reason=reason[:200], by=by.username, at=clock.now(),
            )  # fmt: skip
            SupplyPosting.objects.bulk_create(
                SupplyPosting(
                    entry=entry, area_code=place.area_code, account=one.account.value, place_id=one.place, lot_id=one.lot,
                    quantity=one.quantity,
                )
                for one in postings
            )  # fmt: skip
    except IntegrityError as refused:
        if "supply_stock_never_below_nothing" not in str(refused):
            raise
        raise Conflict("库里没有这么多了。", remedy=f"现有数量在{place.name}的库存里看。") from refused
    return entry


def goods_words(entry: SupplyEntry) -> str:
    """`大米 2 袋、花生油 1 桶`: what an entry moved, each item once."""
    sums: dict[SupplyItem, Decimal] = {}
    for row in entry.postings.all():
        if row.quantity > 0:
            sums[row.lot.item] = sums.get(row.lot.item, Decimal(0)) + row.quantity
    return "、".join(f"{item.name} {plain(quantity)} {item.unit}" for item, quantity in sums.items())
