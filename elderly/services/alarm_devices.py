"""Devices and contacts are registered, changed, ended; devices are heard of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from core import clock
from core.audit import acting
from core.crypto import digest
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.register.reading import phone as read_phone
from core.scope import Scope, as_system
from elderly.domain.alarm import Applicant, trouble
from elderly.models import AlarmContact, AlarmDevice
from elderly.models.alarm import Ended, Paid
from residents.domain.ages import age_on
from residents.selectors.people_briefly import briefly
from residents.selectors.permits import permit_valid
from residents.selectors.person import person_in_scope

EDIT = "alarm.edit"


def install(
    *, person: UUID, number: str, provider: str, paid: str, since: dt.date, by: Any, source: str = "desk"
) -> AlarmDevice:
    """Register a device that was installed in somebody's home."""
    who = person_in_scope(person, scope=by.scope(EDIT))
    number, provider = number.strip(), provider.strip()
    if not number:
        raise UserError("请填设备号。", field="number")
    if not provider:
        raise UserError("请填服务商。", field="provider")
    if paid not in Paid.values:
        raise UserError("请选谁付费。", field="paid")
    if since > clock.today():
        raise UserError("开通日期在今天之后。", remedy="装好了再登记。", field="since")
    if words := not_entitled(who, since):
        raise UserError(f"还不能装：{words}", field="person")
    with acting(by=by.username, why="登记平安通设备"):
        _free(number, provider, who.pk)
        return AlarmDevice.objects.create(
            person_id=who.pk,
            area_code=who.living_area or who.hukou_area,
            number=number,
            provider=provider,
            paid=paid,
            since=since,
            source=source,
            recorded_by=by.username,
            recorded_at=clock.now(),
        )


def not_entitled(who: Any, on: dt.date) -> str:
    """Why this person may not have a device, in words; empty when they may."""
    age = age_on(who.birth_date, on) if who.birth_date else None
    return trouble(Applicant(age, who.status == "living", who.hukou_area, who.living_area, permit_valid(who.pk, on)))


def _free(number: str, provider: str, person: int) -> None:
    with as_system("a number of a provider is in use once, in whatever area"):
        used = AlarmDevice.objects.filter(until=None)
        if used.filter(number=number, provider=provider).exists():
            raise Conflict(
                "这个设备号正在别处用。", remedy="请核对设备上的号码；换了人用的，先停用原来的。", field="number"
            )
    if used.filter(person_id=person).exists():
        raise Conflict("这位老人已有一台在用的设备。", remedy="换设备的，先把旧的停用。")


def end_device(*, uid: UUID, why: str, on: dt.date, by: Any) -> AlarmDevice:
    """It is out of use from a day on."""
    if why not in Ended.values:
        raise UserError("请选为什么停用。", field="why")
    with acting(by=by.username, why="停用平安通设备"):
        device = device_to_edit(uid, by)
        if not device.since <= on <= clock.today():
            raise UserError("停用日期不对。", remedy="要在开通那天和今天之间。", field="on")
        device.until, device.ended_why = on, why
        device.save()
    return device


def device_to_edit(uid: UUID, by: Any) -> AlarmDevice:
    """Locked, in use, and in the user's area."""
    row = AlarmDevice.objects.select_for_update().filter(by.scope(EDIT).q("area_code"), uid=uid).first()
    if row is None:
        raise NotFound("没有这台设备。")
    if row.until is not None:
        raise Conflict("这台设备已经停用。")
    return row


def add_contact(
    *,
    person: UUID,
    relation: str,
    by: Any,
    contact: UUID | None = None,
    name: str = "",
    phone: str = "",
    by_agreement: bool = False,
) -> AlarmContact:
    """Put somebody at the end of the order: a person of the base, whose number may come from there, or a name with a number."""
    who = person_in_scope(person, scope=by.scope(EDIT))
    known = person_in_scope(contact, scope=by.scope("person.view")) if contact else None
    phone = _number(phone)
    if known and known.pk == who.pk:
        raise UserError("本人不能做自己的联系人。", field="contact")
    if known is None and (not name.strip() or not phone):
        raise UserError("请填联系人的姓名和电话。", field="name" if not name.strip() else "phone")
    if known and not phone and not known.phone:
        raise UserError(f"底册里没有 {known.name} 的电话。", remedy="请填电话。", field="phone")
    if not relation.strip():
        raise UserError("请填是老人的什么人。", field="relation")
    with acting(by=by.username, why="登记平安通联系人"):
        standing = AlarmContact.objects.filter(person_id=who.pk, ended_at=None)
        last = standing.select_for_update().order_by("-place").values_list("place", flat=True).first() or 0
        return AlarmContact.objects.create(
            person_id=who.pk,
            area_code=who.living_area or who.hukou_area,
            place=last + 1,
            relation=relation.strip(),
            contact_id=known.pk if known else None,
            name=known.name if known else name.strip(),
            phone=phone,
            phone_digest=digest(phone, "phone") if phone else None,
            phone_last4=phone[-4:] or (known.phone[-4:] if known else ""),
            by_agreement=by_agreement,
            recorded_by=by.username,
            recorded_at=clock.now(),
        )


def _number(written: str) -> str:
    try:
        return read_phone(written) if written.strip() else ""
    except ValueError as error:
        raise UserError(str(error), field="phone") from error


def put_first(*, uid: UUID, by: Any) -> UUID:
    """Call this contact first; the others keep their order. Returns whose contact it is (the person's uid)."""
    with acting(by=by.username, why="改平安通联系人次序"):
        one = _contact(uid, by)
        others = AlarmContact.objects.filter(person_id=one.person_id, ended_at=None, place__lt=one.place)
        lift = others.aggregate(most=Max("place"))["most"]
        if lift is None:
            return _whose(one)
        was = one.place
        top = AlarmContact.objects.filter(person_id=one.person_id, ended_at=None).aggregate(m=Max("place"))["m"]
        AlarmContact.objects.filter(pk=one.pk).update(place=top + 1)
        for row in others.order_by("-place"):
            AlarmContact.objects.filter(pk=row.pk).update(place=min(row.place + 1, was))
        AlarmContact.objects.filter(pk=one.pk).update(place=1)
    return _whose(one)


def end_contact(*, uid: UUID, by: Any) -> UUID:
    """No contact any more. Returns whose contact it was (the person's uid)."""
    with acting(by=by.username, why="去掉平安通联系人"):
        one = _contact(uid, by)
        AlarmContact.objects.filter(pk=one.pk).update(ended_at=clock.now())
    return _whose(one)


def _whose(one: AlarmContact) -> UUID:
    return briefly([one.person_id])[one.person_id].uid


def _contact(uid: UUID, by: Any) -> AlarmContact:
    row = AlarmContact.objects.select_for_update().filter(by.scope(EDIT).q("area_code"), uid=uid, ended_at=None).first()
    if row is None:
        raise NotFound("没有这位联系人。")
    return row


@dataclass(frozen=True, slots=True)
class Heard:
    """A device was heard of at a moment."""

    number: str
    at: dt.datetime
    provider: str = ""


def hear(beats: Sequence[Heard], *, by: Any) -> tuple[int, list[str]]:
    """Write when devices were last heard of, set-based; returns (how many are known, numbers that nobody uses here)."""
    scope: Scope = by.scope("alarm.report")
    if not scope:
        raise NotAllowed("这个账号不能报平安通。")
    newest: dict[str, dt.datetime] = {}
    for beat in beats:
        newest[beat.number] = max(beat.at, newest.get(beat.number, beat.at))
    with as_system("the centre's account sees no resident; its scope is asked for here"):
        rows = list(in_use(newest, scope).values_list("pk", "number"))
        for moment in set(newest.values()):
            ids = [pk for pk, number in rows if newest[number] == moment]
            AlarmDevice.objects.filter(Q(last_heard_at=None) | Q(last_heard_at__lt=moment), pk__in=ids).update(
                last_heard_at=moment
            )
    known = {number for _, number in rows}
    return len(known), [number for number in newest if number not in known]


def in_use(numbers: Iterable[str], scope: Scope) -> Any:
    """Devices in use with these numbers, inside a scope."""
    return AlarmDevice.objects.filter(scope.q("area_code"), number__in=list(numbers), until=None)


def tested(devices: Iterable[int], at: dt.datetime) -> None:
    """These devices were pressed and heard."""
    ids = list(devices)
    with acting(by="alarm", why="平安通测试"):
        AlarmDevice.objects.filter(Q(last_test_at=None) | Q(last_test_at__lt=at), pk__in=ids).update(last_test_at=at)
        AlarmDevice.objects.filter(Q(last_heard_at=None) | Q(last_heard_at__lt=at), pk__in=ids).update(last_heard_at=at)
