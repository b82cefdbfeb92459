"""Devices follow what happens to the people who have them: ended by death and departure, moved with a move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from uuid import UUID

from core import clock
from core.audit import acting
from elderly.models import AlarmCall, AlarmContact, AlarmDevice
from elderly.services.alarm_devices import tested
from elderly.services.alarm_doorstep import ask_back, look_at_device
from elderly.task_kinds.alarm import RETURN
from lifecycle.services.tasks_told import take_back_told

_BY = "rules"


def end_of(people: Mapping[int, tuple[dt.date, str, str]]) -> dict[int, int]:
    """{person: (day, why, words)}: their devices are out of use, and somebody takes them back. Returns {person: device}."""
    with acting(by=_BY, why="平安通随事件停用"):
        devices = list(AlarmDevice.objects.select_for_update().filter(person__in=people, until=None))
        for device in devices:
            day, why, _ = people[device.person_id]
            device.until, device.ended_why = max(day, device.since), why
        AlarmDevice.objects.bulk_update(devices, ["until", "ended_why"])
        for words in {words for _, _, words in people.values()}:
            ask_back([one for one in devices if people[one.person_id][2] == words], words, by=_BY)
    return {device.person_id: device.pk for device in devices}


def bring_back(ids: Iterable[int], *, why: str) -> set[int]:
    """What ended them never happened; one that was given to somebody else meanwhile stays ended. Returns those in use again."""
    with acting(by=_BY, why=why):
        devices = list(AlarmDevice.objects.select_for_update().filter(pk__in=list(ids)).exclude(until=None))
        taken = set(
            AlarmDevice.objects.filter(until=None, number__in=[one.number for one in devices]).values_list(
                "provider", "number"
            )
        )
        free = [one for one in devices if (one.provider, one.number) not in taken]
        AlarmDevice.objects.filter(pk__in=[one.pk for one in free]).update(until=None, ended_why="")
        take_back_told([(RETURN, f"device:{one.pk}") for one in free], by=_BY, words=why)
    return {one.pk for one in free}


def move_with(people: Mapping[int, str]) -> None:
    """{person: area}: device, contacts and open calls belong to where they live now."""
    with acting(by=_BY, why="平安通随搬家"):
        for area in set(people.values()):
            here = [person for person, where in people.items() if where == area]
            AlarmDevice.objects.filter(person__in=here, until=None).exclude(area_code=area).update(area_code=area)
            AlarmContact.objects.filter(person__in=here, ended_at=None).exclude(area_code=area).update(area_code=area)
            AlarmCall.objects.filter(person__in=here, closed_at=None).exclude(area_code=area).update(area_code=area)


def looked_at(device: str, *, by: str) -> None:
    """Somebody pressed it at the place, and it was heard."""
    row = AlarmDevice.objects.filter(uid=UUID(device), until=None).first()
    if row:
        with acting(by=by, why="看过平安通设备"):
            tested([row.pk], clock.now())


def tested_at_the_door(person: int, *, works: bool, at: dt.datetime, by: str) -> None:
    """A visitor pressed it: it was heard, or somebody must look at it."""
    row = AlarmDevice.objects.filter(person_id=person, until=None).first()
    if row is None:
        return
    with acting(by=by, why="上门测试平安通"):
        if works:
            tested([row.pk], at)
        else:
            look_at_device(row, "走访时按了不通。", by=by)
