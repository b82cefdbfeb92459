"""物资: the desk of the keeper, what comes in and goes out, wishes, and what is brought month by month."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.users import names_of
from aid.selectors.supplies import desk, entry_by_uid, items, place_by_uid, places_of, stock_of, wish_by_uid
from aid.services.supplies import (
    Receiver,
    TakenIn,
    count_stock,
    goods_words,
    hand_out,
    reverse,
    take_in,
    transfer,
    write_off,
)
from aid.services.supply_places import add_item, retire_item
from aid.services.wishes import drop, end_plan, fulfil, plan_monthly, promise, wish
from aid.views.supplies_forms import (
    CountForm,
    GiveForm,
    InForm,
    ItemForm,
    PlanForm,
    TransferForm,
    WishForm,
    lines_of,
    lines_typed,
)
from core.errors import NotFound, UserError
from core.permission import permitted
from core.scope import Scope
from residents.selectors.at_home import homes_on
from residents.selectors.person import person_in_scope

VIEW, EDIT = "supply.view", "supply.edit"


def _scope(request: HttpRequest, permission: str) -> Scope:
    user, area = cast(Any, request.user), getattr(request, "area", None)
    scope: Scope = user.scope(permission)
    return scope.within(area.code) if area else scope


def _or_404(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except NotFound as missing:
        raise Http404(missing.message) from missing


@permitted(VIEW)
@never_cache
@require_safe
def supplies(request: HttpRequest) -> HttpResponse:
    """What spoils, what runs short, who waits for what."""
    area = getattr(request, "area", None)
    seen = desk(_scope(request, VIEW), area=area.code if area else "")
    cells = [
        {"number": seen.kinds, "label": "在库的品种", "url": "/supply-stock/"},
        {"number": len(seen.expiring), "label": f"{seen.days} 天内到期的批次" if seen.days else "快到期的批次", "url": "#soon",
         "tone": "amb" if seen.expiring else ""},
        {"number": len(seen.wishes) + seen.more, "label": "待送的心愿", "url": "#wishes"},
        {"number": seen.plans, "label": "按月送", "url": "#wishes"},
    ]  # fmt: skip
    may_edit = bool(_scope(request, EDIT))
    return render(request, "aid/supplies.html", {"seen": seen, "cells": cells, "may_edit": may_edit})


@permitted(EDIT)
@never_cache
def goods_in(request: HttpRequest) -> HttpResponse:
    """Several lines at once, as they stand on the van's paper."""
    form = InForm(request.POST or None, places=places_of(_scope(request, EDIT)))
    rows = lines_typed(request.POST)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            goods = [TakenIn(*line) for line in lines_of(request.POST, items())]
            entry = take_in(
                said["place"], goods, donor=said["donor"], on=said["on"], reason=said["reason"], by=request.user
            )
            messages.success(request, f"入库了：{goods_words(entry_by_uid(entry.uid, scope=_scope(request, EDIT)))}。")
            return redirect("supply-entry", entry.uid)
        except UserError as error:
            form.refuse(error)
    context = {"form": form, "items": items(), "rows": rows, "places": places_of(_scope(request, EDIT))}
    return render(request, "aid/supplies_in.html", context, status=422 if form.errors else 200)


@permitted(EDIT)
@never_cache
def goods_transfer(request: HttpRequest) -> HttpResponse:
    form = TransferForm(request.POST or None, places=places_of(_scope(request, EDIT)), items=items())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            entry = transfer(
                said["place"], said["to"], said["item"], said["quantity"], by=request.user, reason=said["reason"]
            )
            messages.success(request, "调拨了。")
            return redirect("supply-entry", entry.uid)
        except UserError as error:
            form.refuse(error)
    return _form(request, form, "调拨物资", "从一个站点到另一个站点，快到期的先走。", "调拨")


@permitted(EDIT)
@never_cache
def give(request: HttpRequest, person: UUID) -> HttpResponse:
    """Hand something to somebody now."""
    who = _or_404(lambda: person_in_scope(person, scope=cast(Any, request.user).scope(EDIT)))
    form = GiveForm(request.POST or None, places=places_of(_scope(request, EDIT)), items=items())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            home = homes_on([who.pk], said["on"]).get(who.pk) if said["on"] else None
            to = Receiver(who.pk, home.household_id if home else None)
            entry = hand_out(
                said["place"],
                said["item"],
                said["quantity"],
                to=to,
                by=request.user,
                on=said["on"],
                reason=said["reason"],
            )
            messages.success(request, f"记下了：送给{who.name}。")
            return redirect("supply-entry", entry.uid)
        except UserError as error:
            form.refuse(error)
    return _form(request, form, f"送给{who.name}", "从站点的库里出，快到期的先送。", "送出")


@permitted(EDIT)
@never_cache
def new_wish(request: HttpRequest, person: UUID) -> HttpResponse:
    """What somebody needs."""
    who = _or_404(lambda: person_in_scope(person, scope=cast(Any, request.user).scope(EDIT)))
    form = WishForm(request.POST or None, items=items())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = wish(
                person,
                said["item"],
                said["quantity"],
                by=request.user,
                reason=said["reason"],
                wanted_by=said["wanted_by"],
            )
            messages.success(request, "心愿记下了。")
            return redirect("supply-wish", row.uid)
        except UserError as error:
            form.refuse(error)
    return _form(request, form, f"{who.name}的心愿", "走访时会提醒带上。", "记下")


@permitted(EDIT)
@never_cache
def new_plan(request: HttpRequest, person: UUID) -> HttpResponse:
    """每月粮油: so much every so many months."""
    who = _or_404(lambda: person_in_scope(person, scope=cast(Any, request.user).scope(EDIT)))
    form = PlanForm(request.POST or None, items=items())
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            plan_monthly(
                person, said["item"], said["quantity"], every=said["every"], since=said["since"], reason=said["reason"],
                by=request.user,
            )  # fmt: skip
            messages.success(request, "定下了，到了月份自动列进待送。")
            return redirect("person", person)
        except UserError as error:
            form.refuse(error)
    return _form(request, form, f"按月送给{who.name}", "到了月份自动列进待送，走访时带上；去世、迁走自动停。", "定下")


@permitted(VIEW)
@never_cache
@require_safe
def wish_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    line = _or_404(lambda: wish_by_uid(uid, scope=_scope(request, VIEW)))
    may_edit = cast(Any, request.user).scope(EDIT).holds(line.wish.area_code)
    context = {
        "line": line,
        "may_edit": may_edit and line.wish.state in ("open", "promised"),
        "names": names_of([line.wish.opened_by]),
    }
    return render(request, "aid/wish.html", context)


@permitted(EDIT)
@require_POST
def wish_act(request: HttpRequest, uid: UUID, act: str) -> HttpResponse:
    """Promised, handed over, or dropped."""
    post, by = request.POST, request.user

    def run() -> str:
        if act == "promise":
            promise(uid, post.get("who", ""), by=by)
            return "有人认领了。"
        if act == "fulfil":
            fulfil(uid, _uid(post.get("place", "")), by=by)
            return "送到了，库存里减掉了。"
        drop(uid, post.get("why", ""), by=by)
        return "这个心愿不送了。"

    return _done(request, run, "supply-wish", uid)


@permitted(EDIT)
@require_POST
def plan_end(request: HttpRequest, uid: UUID) -> HttpResponse:
    def run() -> str:
        end_plan(uid, request.POST.get("why", ""), by=request.user)
        return "停了。"

    return _done(request, run, "supplies")


@permitted(VIEW)
@never_cache
@require_safe
def entry_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One movement with its two sides; a donation prints as a receipt."""
    entry = _or_404(lambda: entry_by_uid(uid, scope=_scope(request, VIEW)))
    sides = list(entry.postings.all())
    value = sum(
        (side.quantity * side.lot.value for side in sides if side.quantity > 0 and side.lot.value is not None), 0
    )
    context = {
        "entry": entry,
        "sides": sides,
        "words": goods_words(entry),
        "value": value,
        "names": names_of([entry.by]),
        "reversed": getattr(entry, "reversed_by", None),
        "may_edit": cast(Any, request.user).scope(EDIT).holds(entry.area_code),
    }
    return render(request, "aid/supply_receipt.html" if request.GET.get("print") else "aid/supply_entry.html", context)


@permitted(EDIT)
@require_POST
def entry_reverse(request: HttpRequest, uid: UUID) -> HttpResponse:
    def run() -> str:
        reverse(uid, reason=request.POST.get("reason", ""), by=request.user)
        return "冲销了，两笔都留着。"

    return _done(request, run, "supply-entry", uid)


@permitted(EDIT)
@never_cache
def place_count(request: HttpRequest, uid: UUID) -> HttpResponse:
    """盘点 of a place, and what is spoilt."""
    place = _or_404(lambda: place_by_uid(uid, scope=_scope(request, EDIT)))
    stock = list(stock_of(_scope(request, EDIT)).filter(place=place))
    form = CountForm(request.POST or None, stock=stock)
    if request.method == "POST" and form.is_valid():
        try:
            entry = count_stock(uid, form.counted(), by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, "盘点记下了。" if entry else "数目都对，没有差异。")
            return redirect("supply-count", uid)
        except UserError as error:
            form.refuse(error)
    context = {"place": place, "form": form, "rows": list(zip(stock, form.cells(), strict=True))}
    return render(request, "aid/supply_count.html", context, status=422 if form.errors else 200)


@permitted(EDIT)
@require_POST
def spoilt(request: HttpRequest, uid: UUID, lot: int) -> HttpResponse:
    """All of a lot in a place leaves the books."""

    def run() -> str:
        there = stock_of(_scope(request, EDIT)).filter(place__uid=uid, lot_id=lot).first()
        if there is None:
            raise UserError("库里没有这一批了。")
        write_off(uid, lot, there.quantity, reason=request.POST.get("reason", ""), by=request.user)
        return "报损了。"

    return _done(request, run, "supplies")


@permitted(EDIT)
@never_cache
def catalogue(request: HttpRequest) -> HttpResponse:
    """The kinds of goods."""
    form = ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            add_item(name=said["name"], unit=said["unit"], sort=said["sort"], low=said["low"], by=request.user)
            messages.success(request, "目录里有了。")
            return redirect("supply-items")
        except UserError as error:
            form.refuse(error)
    return render(
        request, "aid/supply_items.html", {"form": form, "items": items()}, status=422 if form.errors else 200
    )


@permitted(EDIT)
@require_POST
def item_retire(request: HttpRequest, uid: UUID) -> HttpResponse:
    def run() -> str:
        retire_item(uid, by=request.user)
        return "停用了，库里剩下的照样能送。"

    return _done(request, run, "supply-items")


def _form(request: HttpRequest, form: Any, title: str, sub: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "sub": sub, "button": button}
    return render(request, "aid/supplies_form.html", context, status=422 if form.errors else 200)


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UserError("还没有选站点。", field="place", remedy="选一个有这样东西的站点。") from error


def _done(request: HttpRequest, run: Callable[[], str], target: str, *args: Any) -> HttpResponse:
    try:
        messages.success(request, run())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    return redirect(target, *args)
