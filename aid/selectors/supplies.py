"""Goods as the screens show them: what is there, what spoils soon, what is wished for, and what was handed to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet, Sum

from aid.domain.supplies import plain
from aid.models import SupplyEntry, SupplyItem, SupplyPlace, SupplyPlan, SupplyPosting, SupplyStock, SupplyWish
from aid.models.supplies import OPEN_WISHES
from aid.parameters.supplies import EXPIRING_DAYS
from core import clock
from core.errors import NotFound
from core.parameters import read
from core.scope import Scope
from residents.selectors.someone import Someone, people_by_id

MOST = 200


@dataclass(frozen=True)
class Desk:
    """What a keeper of goods wants to know in the morning."""

    expiring: list[SupplyStock]
    spoilt: list[SupplyStock]
    short: list[tuple[SupplyItem, Decimal]]
    wishes: list[WishLine]
    more: int
    kinds: int
    plans: int
    days: int | None
    places: list[SupplyPlace]


@dataclass(frozen=True)
class WishLine:
    """An open wish and whom it is for."""

    wish: SupplyWish
    person: Someone
    at: list[SupplyPlace] = field(default_factory=list)

    @property
    def words(self) -> str:
        return f"{self.wish.item.name} {plain(self.wish.quantity)} {self.wish.item.unit}"

    @property
    def late(self) -> bool:
        return self.wish.wanted_by is not None and self.wish.wanted_by < clock.today()


def places_of(scope: Scope, *, closed: bool = False) -> QuerySet[SupplyPlace]:
    rows = SupplyPlace.objects.filter(scope.q("area_code")).order_by("area_code", "name")
    return rows if closed else rows.filter(closed_on=None)


def items() -> QuerySet[SupplyItem]:
    """The catalogue: one for everybody, it names nobody."""
    return SupplyItem.objects.filter(retired=False).order_by("sort", "name")


def stock_of(scope: Scope) -> QuerySet[SupplyStock]:
    rows = SupplyStock.objects.filter(scope.q("area_code"), quantity__gt=0).select_related("lot__item", "place")
    return rows.order_by(F("lot__expires_on").asc(nulls_last=True), "lot__item__name", "pk")


def desk(scope: Scope, *, area: str, most: int = 30) -> Desk:
    """Ten statements at most."""
    today = clock.today()
    value = read(EXPIRING_DAYS.key, on=today, area=area or "000000").value
    days = int(value) if value is not None else None
    rows = stock_of(scope)
    soon = rows.filter(lot__expires_on__gte=today, lot__expires_on__lte=today + dt.timedelta(days=days or 0))
    wishes = open_wishes(scope)
    return Desk(
        list(soon[:MOST]) if days else [],
        list(rows.filter(lot__expires_on__lt=today)[:MOST]),
        _short(scope),
        wish_lines(wishes[:most], scope),
        max(0, wishes.count() - most),
        rows.order_by().values("lot__item").distinct().count(),
        SupplyPlan.objects.filter(scope.q("area_code"), ended_on=None).count(),
        days,
        list(places_of(scope)[:MOST]),
    )


def _short(scope: Scope) -> list[tuple[SupplyItem, Decimal]]:
    """Items of which less is there than the catalogue wants, with how much there is."""
    there = dict(
        SupplyStock.objects.filter(scope.q("area_code"))
        .filter(Q(lot__expires_on=None) | Q(lot__expires_on__gte=clock.today()))
        .order_by()
        .values_list("lot__item")
        .annotate(n=Sum("quantity"))
    )
    wanted = items().exclude(low=None)
    return [
        (item, there.get(item.pk, Decimal(0))) for item in wanted if there.get(item.pk, Decimal(0)) < (item.low or 0)
    ]


def open_wishes(scope: Scope) -> QuerySet[SupplyWish]:
    """The most urgent first."""
    rows = SupplyWish.objects.filter(scope.q("area_code"), state__in=OPEN_WISHES).select_related("item")
    return rows.order_by(F("wanted_by").asc(nulls_last=True), "pk")


def wish_lines(wishes: Iterable[SupplyWish], scope: Scope) -> list[WishLine]:
    """With the people, and the places that have so much of it: three statements."""
    rows = list(wishes)
    people = people_by_id({row.person_id for row in rows}, scope=scope)
    there: dict[int, dict[SupplyPlace, Decimal]] = {}
    good = Q(lot__expires_on=None) | Q(lot__expires_on__gte=clock.today())
    stock = SupplyStock.objects.filter(scope.q("area_code"), good, quantity__gt=0, place__closed_on=None)
    for row in stock.filter(lot__item__in={wish.item_id for wish in rows}).select_related("place", "lot"):
        places = there.setdefault(row.lot.item_id, {})
        places[row.place] = places.get(row.place, Decimal(0)) + row.quantity
    return [
        WishLine(
            row,
            people[row.person_id],
            [place for place, quantity in there.get(row.item_id, {}).items() if quantity >= row.quantity],
        )
        for row in rows
        if row.person_id in people
    ]


def wish_by_uid(uid: UUID, *, scope: Scope) -> WishLine:
    """One wish. NotFound out of scope."""
    row = SupplyWish.objects.filter(scope.q("area_code"), uid=uid).select_related("item", "plan").first()
    found = wish_lines([row], scope) if row else []
    if not found:
        raise NotFound("没有这个心愿，或者不在你的范围里。")
    return found[0]


def entry_by_uid(uid: UUID, *, scope: Scope) -> SupplyEntry:
    """One movement with its sides. NotFound out of scope."""
    row = with_goods(SupplyEntry.objects.filter(scope.q("area_code"), uid=uid)).first()
    if row is None:
        raise NotFound("没有这笔流水，或者不在你的范围里。")
    return row


def with_goods(rows: QuerySet[SupplyEntry]) -> QuerySet[SupplyEntry]:
    """Entries with what they moved, read along."""
    sides = SupplyPosting.objects.select_related("lot__item", "place").order_by("pk")
    return rows.select_related("place", "person").prefetch_related(Prefetch("postings", sides))


def place_by_uid(uid: UUID, *, scope: Scope) -> SupplyPlace:
    """A place, open or closed. NotFound out of scope."""
    row = SupplyPlace.objects.filter(scope.q("area_code"), uid=uid).first()
    if row is None:
        raise NotFound("没有这个站点，或者不在你的范围里。")
    return row


def wishes_about(person_id: int) -> QuerySet[SupplyWish]:
    return SupplyWish.objects.filter(person_id=person_id)


def gifts_about(person_id: int) -> QuerySet[SupplyEntry]:
    return SupplyEntry.objects.filter(person_id=person_id, act="gift")


def gifts_to(people: Iterable[int], households: Iterable[int], since: dt.date) -> list[SupplyEntry]:
    """What was handed to these people or homes since a day and not taken back."""
    rows = SupplyEntry.objects.filter(
        Q(person_id__in=list(people)) | Q(household_id__in=list(households), person=None),
        act="gift",
        on__gte=since,
        reversed_by=None,
    )
    return list(with_goods(rows).order_by("-on", "-pk"))


@dataclass(frozen=True)
class OfPerson:
    """What a person's panel shows."""

    wishes: list[SupplyWish]
    plans: list[SupplyPlan]
    given: list[SupplyEntry]


def goods_of(person_id: int, *, most: int = 5) -> OfPerson:
    """Open wishes, running plans, what was given last: four statements."""
    open_ones = wishes_about(person_id).filter(state__in=OPEN_WISHES).select_related("item")
    plans = SupplyPlan.objects.filter(person_id=person_id, ended_on=None).select_related("item")
    given = with_goods(
        SupplyEntry.objects.filter(person_id=person_id, act="gift", reversed_by=None).order_by("-on", "-pk")
    )
    return OfPerson(list(open_ones), list(plans), list(given[:most]))


def wishes_of(people: Iterable[int]) -> dict[int, list[SupplyWish]]:
    """{person: open wishes}: for whoever goes to the door."""
    found: dict[int, list[SupplyWish]] = {}
    rows = SupplyWish.objects.filter(person_id__in=list(people), state__in=OPEN_WISHES).select_related("item")
    for row in rows.order_by("wanted_by", "pk"):
        found.setdefault(row.person_id, []).append(row)
    return found


def rows_of_forms(scope: Scope) -> dict[str, Any]:
    """What the forms choose from."""
    return {"places": places_of(scope), "items": items()}


def served_among(people: Iterable[int]) -> set[int]:
    """Those of these people who have a running plan or an open wish."""
    pks = list(people)
    plans = SupplyPlan.objects.filter(person_id__in=pks, ended_on=None).values_list("person_id", flat=True)
    return set(plans) | set(
        SupplyWish.objects.filter(person_id__in=pks, state__in=OPEN_WISHES).values_list("person_id", flat=True)
    )
