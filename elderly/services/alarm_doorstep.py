"""Somebody goes to the door: the task with its minutes, the street when it is late or nobody is in office, looks at devices."""

from __future__ import annotations

import datetime as dt

from accounts.selectors.doers import doers_of
from core import clock
from core.audit import acting
from core.parameters import ParameterBook
from core.scope import as_system
from elderly.domain.alarm import is_silent, last_heard
from elderly.models import AlarmCall, AlarmDevice, AlarmStep
from elderly.models.alarm import CallState, StepAct
from elderly.parameters.alarm import SILENT
from elderly.selectors.alarm_owners import owner_in_office
from elderly.task_kinds.alarm import DEVICE, DOOR, RETURN
from lifecycle.selectors.task_states import Running, running
from lifecycle.services.task_escalation import escalate, office_above
from lifecycle.services.tasks import open_or_find
from lifecycle.services.tasks_told import fulfil_told
from lifecycle.tasking.declaration import NewTask

_BY = "alarm"
_COMMUNITY = 12
_CLOCK = "the alarm's clock looks at calls of every area"


def send_to_door(call: AlarmCall, why: str, *, by: str, key: str = "") -> None:
    """Open the task, once; nobody in office at the community: the street hears of it at once."""
    if call.state == CallState.DOORSTEP:
        return
    now = clock.now()
    opened = open_or_find(
        [
            NewTask(
                DOOR,
                call.area_code,
                "平安通无人应答，马上上门",
                f"{call.pressed_at.astimezone(clock.SHANGHAI):%H:%M} {call.get_kind_display()}。{why}",
                _key(call),
                now.date(),
                ((call.person_id, "subject"),),
                starts_at=now,
                assignee=owner_in_office(call.person_id, call.area_code),
                source=f"alarm:{call.uid}",
                data={"call": str(call.uid)},
            )
        ],
        by=_BY,
    )[0]
    task = running([opened.id])[opened.id]
    call.state, call.doorstep_at, call.answer_by, call.task_uid = CallState.DOORSTEP, now, None, task.uid
    call.save()
    AlarmStep.objects.create(call=call, at=now, act=StepAct.DOORSTEP, words=why[:200], by=by, key=key[:100])
    here = [doer for doer in doers_of("alarm.edit", call.area_code) if len(doer.area_code) >= _COMMUNITY]
    if not here:
        _tell_street(call, task, "社区没有人在岗")


def _key(call: AlarmCall) -> str:
    return f"alarm:{call.uid}"


def task_answered(call: AlarmCall, *, by: str) -> None:
    """The outcome came another way: nobody need go any more."""
    fulfil_told([(DOOR, _key(call))], by=by, words=call.get_outcome_display())


def _tell_street(call: AlarmCall, task: Running, why: str) -> None:
    office = office_above(call.area_code, task.escalated_to)
    if not office:
        return
    with as_system("the street hears of what a community cannot do"):
        escalate({task.id: office}, by=_BY, why=why)
    call.told_office_at = clock.now()
    call.save()
    AlarmStep.objects.create(call=call, at=clock.now(), act=StepAct.ESCALATED, words=why[:200], by="system")


def tick() -> tuple[int, int]:
    """Each minute: contacts who did not answer in time, and doors at which nobody is yet. Returns how many of each."""
    now = clock.now()
    with as_system(_CLOCK), acting(by=_BY, why="平安通到点"):
        late = AlarmCall.objects.select_for_update(skip_locked=True).filter(
            state=CallState.CONTACTS, closed_at=None, answer_by__lte=now
        )
        calls = list(late)
        for call in calls:
            send_to_door(call, "到点还没有联系人的回音或结果。", by="system")
        return len(calls), _late_at_the_door(now)


def _late_at_the_door(now: dt.datetime) -> int:
    waiting = list(
        AlarmCall.objects.select_for_update(skip_locked=True).filter(
            state=CallState.DOORSTEP, closed_at=None, told_office_at=None
        )
    )
    tasks = {task.uid: task for task in running(uids=[call.task_uid for call in waiting if call.task_uid]).values()}
    number = 0
    for call in waiting:
        task = tasks.get(call.task_uid) if call.task_uid else None
        if task and task.due_at and task.due_at <= now:
            minutes = int((now - task.starts_at).total_seconds() // 60) if task.starts_at else 0
            _tell_street(call, task, f"{minutes} 分钟还没有人上门的结果")
            number += 1
    return number


def look_at_device(device: AlarmDevice, why: str, *, by: str) -> None:
    """A device that may not be heard when it is pressed."""
    look_at_devices([(device, why)], by=by)


def look_at_devices(found: list[tuple[AlarmDevice, str]], *, by: str) -> None:
    """One open task for each."""
    today = clock.today()
    open_or_find(
        [
            NewTask(
                DEVICE, device.area_code, "平安通设备要看一看", why, f"device:{device.pk}", today,
                ((device.person_id, "subject"),), source="alarm", data={"device": str(device.uid)},
            )
            for device, why in found
        ],
        by=by,
    )  # fmt: skip


def ask_back(devices: list[AlarmDevice], why: str, *, by: str) -> None:
    """Have devices switched off and taken back."""
    open_or_find(
        [
            NewTask(
                RETURN, device.area_code, "平安通停机、收回设备", f"{why}服务商：{device.provider}，设备号 {device.number}。",
                f"device:{device.pk}", clock.today(), ((device.person_id, "subject"),), source="alarm",
            )
            for device in devices
        ],
        by=by,
    )  # fmt: skip


def look_at_silent_devices(*, on: dt.date) -> int:
    """By night: devices in use that nobody heard of for too long. Returns how many."""
    with as_system(_CLOCK), acting(by=_BY, why="平安通没有信号"):
        book = ParameterBook([SILENT.key])
        devices = list(AlarmDevice.objects.filter(until=None).order_by("pk"))
        found: list[tuple[AlarmDevice, str]] = []
        for device in devices:
            days = book.read(SILENT.key, on=on, area=device.area_code).value
            last = last_heard(device.last_heard_at, device.since)
            if is_silent(last, on, days):
                found.append((device, f"自 {last} 起没有信号，按了也可能没人知道。"))
        look_at_devices(found, by=_BY)
    return len(found)
