"""A press, from the centre's word to its outcome: contacts in their order, then somebody at the door, each step written down.

The centre's account sees no resident (core/scope.py), so these acts run past the second wall and ask for its scope themselves.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting, log_read
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.parameters import read
from core.scope import as_system
from elderly.models import AlarmCall, AlarmContact, AlarmDevice, AlarmStep
from elderly.models.alarm import CallKind, CallState, Outcome, StepAct
from elderly.parameters.alarm import CONTACTS, RESULT
from elderly.services.alarm_devices import in_use, tested
from elderly.services.alarm_doorstep import look_at_device, send_to_door, task_answered
from elderly.sms_texts.alarm import ALARM_CONTACT
from messaging.declaration import address_book
from messaging.services.sms_asking import NewSms, send_sms
from residents.selectors.people_briefly import briefly

REPORT = "alarm.report"
_SEE = "the centre's account sees no resident; its scope is asked for here"
_LATEST = dt.timedelta(days=7)  # a press told later than this is a slip of the pen
_SETTLED = {CallKind.TEST: Outcome.TEST, CallKind.MISTAKEN: Outcome.MISTAKEN}
_OF_DEVICE = {CallKind.LOW_BATTERY, CallKind.OFFLINE}
_RESULTS = (StepAct.REACHED, StepAct.NOT_REACHED, StepAct.ON_THE_WAY)


@dataclass(frozen=True)
class ToCall:
    """A contact in the centre's answer: the one place where a number leaves in the clear."""

    place: int
    uid: UUID
    name: str
    relation: str
    phone: str
    by_agreement: bool


@dataclass(frozen=True)
class Received:
    """A call as the centre gets it back; `first` False: it was told before."""

    call: AlarmCall
    contacts: list[ToCall]
    first: bool


def receive_call(
    *, call_id: str, device: str, pressed_at: dt.datetime, kind: str, by: Any, provider: str = ""
) -> Received:
    """Take a press that a centre tells; told again under its number, it is the same call."""
    if not call_id.strip():
        raise UserError("缺少呼叫编号。", field="call_id")
    if kind not in CallKind.values:
        raise UserError("不认识这种呼叫。", remedy=f"可以是 {'、'.join(CallKind.values)}。", field="kind")
    now = clock.now()
    if not now - _LATEST < pressed_at <= now + dt.timedelta(minutes=5):
        raise UserError("按下的时间不对。", remedy="要在最近七天里，不晚于现在。", field="pressed_at")
    with as_system(_SEE), acting(by=by.username, why="平安通呼叫", source=f"alarm:{call_id}"):
        known = AlarmCall.objects.filter(centre=by.username, call_id=call_id.strip()).first()
        if known:
            return Received(known, _contacts_for_centre(known, by), first=False)
        row = _device(device.strip(), provider.strip(), by)
        call, first = AlarmCall.objects.get_or_create(
            centre=by.username,
            call_id=call_id.strip(),
            defaults={
                "device": row,
                "person_id": row.person_id,
                "area_code": row.area_code,
                "kind": kind,
                "pressed_at": pressed_at,
                "received_at": now,
            },
        )
        if first:
            _begin(call, by.username)
        return Received(call, _contacts_for_centre(call, by), first)


def _device(number: str, provider: str, by: Any) -> AlarmDevice:
    rows = in_use([number], by.scope(REPORT))
    found = list(rows.filter(provider=provider) if provider else rows)
    if not found:
        raise NotFound("没有这台在用的设备。", remedy="请核对设备号；换了设备的，请社区登记。", field="device")
    if len(found) > 1:
        raise UserError("有几家服务商用这个号。", remedy="请写 provider。", field="provider")
    device: AlarmDevice = found[0]
    return device


def _begin(call: AlarmCall, by: str) -> None:
    """What the kind of call asks for at once."""
    _step(call, StepAct.RECEIVED, by, call.get_kind_display())
    tested([call.device_id], call.pressed_at)
    if call.kind in _SETTLED:
        _close(call, _SETTLED[CallKind(call.kind)], "", by)
    elif call.kind in _OF_DEVICE:
        look_at_device(call.device, f"平台报设备{call.get_kind_display()}。", by=by)
        _close(call, Outcome.DEVICE, "", by)
    else:
        _ask_contacts(call, by)


def _ask_contacts(call: AlarmCall, by: str) -> None:
    contacts = contacts_of(call.person_id)
    minutes = _minutes(CONTACTS.key, call)
    if not contacts or minutes is None:
        send_to_door(call, "没有登记联系人。" if not contacts else "没有定联系人等多久，立刻上门。", by=by)
        return
    call.answer_by = call.received_at + dt.timedelta(minutes=minutes)
    call.save()
    numbers = _numbers(contacts)
    who, when = briefly([call.person_id])[call.person_id].name, f"{call.pressed_at.astimezone(clock.SHANGHAI):%H:%M}"
    wanted = [
        NewSms(
            ALARM_CONTACT.key,
            f"alarm:{call.uid}:{one.pk}",
            call.area_code,
            call.person_id,
            {"name": who, "when": when},
            "contact",
            numbers.get(one.pk, ""),
            f"alarm:{call.uid}",
        )
        for one in contacts
    ]
    send_sms(wanted, by="alarm", why="平安通呼叫，通知联系人")
    _step(call, StepAct.MESSAGE, "system", f"给 {len(wanted)} 位联系人发短信")


def contacts_of(person: int) -> list[AlarmContact]:
    """In the order in which they are called."""
    return list(AlarmContact.objects.filter(person_id=person, ended_at=None).order_by("place"))


def _numbers(contacts: list[AlarmContact]) -> dict[int, str]:
    """{contact: number}: the one registered for this, else the person's own in the base."""
    known = address_book().find([one.contact_id for one in contacts if one.contact_id and not one.phone])
    found = {one.pk: str(one.phone or "") for one in contacts}
    for one in contacts:
        person = known.get(one.contact_id) if one.contact_id else None
        if not found[one.pk] and person is not None and person.living:
            found[one.pk] = person.phone
    return found


def _contacts_for_centre(call: AlarmCall, by: Any) -> list[ToCall]:
    """Numbers leave here, so each look is written down; a call with an outcome needs none."""
    if call.state == CallState.CLOSED:
        return []
    contacts = contacts_of(call.person_id)
    numbers = _numbers(contacts)
    who = briefly([call.person_id])[call.person_id]
    if contacts:
        log_read(
            by=by,
            action="reveal-phone",
            kind="person",
            uid=who.uid,
            label=f"{who.name}的平安通联系人 {len(contacts)} 位",
            area=call.area_code,
            reason=f"平安通呼叫 {call.call_id}"[:200],
        )
    return [
        ToCall(place, one.uid, one.name, one.relation, numbers[one.pk], one.by_agreement)
        for place, one in enumerate(contacts, start=1)
    ]


def record_step(
    *, uid: UUID, act: str, by: Any, contact: int | None = None, words: str = "", key: str = "", outcome: str = ""
) -> AlarmCall:
    """What the centre did: called contact n with a result, asks for somebody at the door, notes, or tells the outcome."""
    with as_system(_SEE), acting(by=by.username, why="平安通呼叫经过"):
        call = _for_centre(uid, by)
        if key and AlarmStep.objects.filter(call=call, key=key).exists():
            return call
        if call.state == CallState.CLOSED:
            raise Conflict("这次呼叫已经有结果。")
        if act == StepAct.CLOSED:
            _close(call, _outcome(outcome), words, by.username, key=key)
        elif act == StepAct.DOORSTEP:
            send_to_door(call, words.strip() or "平台请求派人上门。", by=by.username, key=key)
        elif act in _RESULTS:
            _called(call, StepAct(act), contact, words, by.username, key)
        elif act == StepAct.NOTE and words.strip():
            _step(call, StepAct.NOTE, by.username, words, key=key)
        else:
            raise UserError("不认识这一步。", field="act", remedy="见接口文档。")
    return call


def _called(call: AlarmCall, act: StepAct, place: int | None, words: str, by: str, key: str) -> None:
    contacts = contacts_of(call.person_id)
    if place is None or not 1 <= place <= len(contacts):
        raise UserError("没有第几个联系人。", remedy=f"contact 填 1 到 {len(contacts)}。", field="contact")
    _step(call, act, by, words, contact=contacts[place - 1], key=key)
    if call.state != CallState.CONTACTS:
        return
    if act is not StepAct.NOT_REACHED:
        minutes = _minutes(RESULT.key, call)
        call.answer_by = clock.now() + dt.timedelta(minutes=minutes) if minutes is not None else None
        call.save()
        return
    tried = set(
        AlarmStep.objects.filter(call=call, act__in=_RESULTS).exclude(contact=None).values_list("contact", flat=True)
    )
    anybody = AlarmStep.objects.filter(call=call, act__in=[StepAct.REACHED, StepAct.ON_THE_WAY]).exists()
    if all(one.pk in tried for one in contacts) and not anybody:
        send_to_door(call, "联系人都没联系上。", by=by)


def close_call(*, uid: UUID, outcome: str, note: str, by: Any) -> AlarmCall:
    """Somebody of the office writes how it ended."""
    with acting(by=by.username, why="平安通呼叫结果"):
        call = AlarmCall.objects.select_for_update().filter(by.scope("alarm.edit").q("area_code"), uid=uid).first()
        if call is None:
            raise NotFound("没有这次呼叫。")
        if call.state == CallState.CLOSED:
            raise Conflict("这次呼叫已经有结果。", remedy="请刷新看看。")
        _close(call, _outcome(outcome), note, by.username)
    return call


def close_from_door(*, task: str, outcome: str, note: str, by: str) -> None:
    """The task at the door was done: its answer is the call's outcome."""
    with as_system("whoever stands at the door writes for the centre too"), acting(by=by, why="平安通上门结果"):
        call = AlarmCall.objects.select_for_update().filter(uid=UUID(task)).exclude(state=CallState.CLOSED).first()
        if call:
            _close(call, _outcome(outcome), note, by, at_the_door=True)


def _close(call: AlarmCall, outcome: Outcome, note: str, by: str, *, key: str = "", at_the_door: bool = False) -> None:
    call.outcome, call.note = outcome.value, note.strip()
    call.state, call.closed_at, call.closed_by, call.answer_by = CallState.CLOSED, clock.now(), by, None
    call.save()
    _step(call, StepAct.CLOSED, by, outcome.label, key=key)
    if call.task_uid and not at_the_door:
        task_answered(call, by=by)


def _outcome(said: str) -> Outcome:
    if said not in Outcome.values:
        raise UserError("请选结果。", field="outcome", remedy=f"可以是 {'、'.join(Outcome.values)}。")
    return Outcome(said)


def _for_centre(uid: UUID, by: Any) -> AlarmCall:
    """Its own call, locked: the one account that told it."""
    if not by.has_permission(REPORT):
        raise NotAllowed("这个账号不能报平安通。")
    call = AlarmCall.objects.select_for_update().filter(by.scope(REPORT).q("area_code"), uid=uid, centre=by.username)
    found = call.first()
    if found is None:
        raise NotFound("没有这次呼叫。")
    return found


def _minutes(key: str, call: AlarmCall) -> int | None:
    value = read(key, on=call.received_at.astimezone(clock.SHANGHAI).date(), area=call.area_code).value
    return None if value is None else int(value)


def _step(
    call: AlarmCall, act: StepAct, by: str, words: str = "", *, contact: AlarmContact | None = None, key: str = ""
) -> None:
    AlarmStep.objects.create(
        call=call, at=clock.now(), act=act.value, contact=contact, words=words.strip()[:200], by=by, key=key[:100]
    )
