"""平安通 for the screens: calls with their clock, devices, contacts with masked numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.selectors.users import names_of
from core import clock
from core.parameters import ParameterBook
from core.scope import Scope
from core.working_calendar import working_calendar
from elderly.domain.alarm import is_silent, last_heard
from elderly.models import AlarmCall, AlarmContact, AlarmDevice, AlarmStep
from elderly.models.alarm import CallState
from elderly.parameters.alarm import SILENT, TEST
from lifecycle.domain.due_words import DueWords, due_words
from lifecycle.selectors.task_states import Running, running
from residents.selectors.people_briefly import Brief, briefly

PAGE = 50


@dataclass(frozen=True)
class CallLine:
    """A call, whom it is about, and what its clock says."""

    call: AlarmCall
    person: Brief | None
    clock: DueWords
    task: Running | None

    @property
    def tone(self) -> str:
        return {CallState.CONTACTS: "a", CallState.DOORSTEP: "r"}.get(CallState(self.call.state), "p")


def open_calls(scope: Scope) -> list[CallLine]:
    """Those without an outcome, the longest waiting first."""
    rows = AlarmCall.objects.filter(scope.q("area_code"), closed_at=None).select_related("device")
    return _lines(list(rows.order_by("pressed_at")[:PAGE]))


def past_calls(scope: Scope) -> list[CallLine]:
    """The last ones with an outcome."""
    rows = AlarmCall.objects.filter(scope.q("area_code"), closed_at__isnull=False).select_related("device")
    return _lines(list(rows.order_by("-pressed_at")[:PAGE]))


def calls_of(person: int) -> list[CallLine]:
    """A person's last calls."""
    rows = AlarmCall.objects.filter(person_id=person).select_related("device")
    return _lines(list(rows.order_by("-pressed_at")[:6]))


def call_in(scope: Scope, uid: UUID) -> CallLine | None:
    """One call; None outside the scope."""
    row = AlarmCall.objects.filter(scope.q("area_code"), uid=uid).select_related("device").first()
    return _lines([row])[0] if row else None


def _lines(calls: list[AlarmCall]) -> list[CallLine]:
    people = briefly({call.person_id for call in calls})
    uids = [call.task_uid for call in calls if call.task_uid]
    tasks = {task.uid: task for task in running(uids=uids).values()} if uids else {}
    now, calendar = clock.now().astimezone(clock.SHANGHAI), working_calendar()
    found = []
    for call in calls:
        task = tasks.get(call.task_uid) if call.task_uid else None
        due = None if call.closed_at else task.due_at if task else call.answer_by
        said = due_words(None, due, now=now, calendar=calendar) if due else DueWords("")
        found.append(CallLine(call, people.get(call.person_id), said, task))
    return found


@dataclass(frozen=True)
class StepLine:
    """What was done, by whom in words."""

    step: AlarmStep
    by: str
    contact: str


def steps_of(call: AlarmCall) -> list[StepLine]:
    """In order."""
    steps = list(AlarmStep.objects.filter(call=call).select_related("contact").order_by("pk"))
    names = names_of({step.by for step in steps})
    return [
        StepLine(
            step,
            {"system": "系统", "alarm": "系统"}.get(step.by, names.get(step.by, step.by)),
            f"{step.contact.relation}{step.contact.name}" if step.contact else "",
        )
        for step in steps
    ]


@dataclass(frozen=True)
class DeviceLine:
    """A device in use with whom it belongs to, and what should be looked at."""

    device: AlarmDevice
    person: Brief | None
    heard_on: dt.date
    silent: bool
    test_due: bool


@dataclass(frozen=True)
class DevicePage:
    """A page of devices by keyset."""

    lines: list[DeviceLine]
    next: int | None


def devices(scope: Scope, *, after: int = 0, silent: bool = False, number: str = "") -> DevicePage:
    """Devices in use; `silent`: only those that nobody heard of for too long."""
    rows = AlarmDevice.objects.filter(scope.q("area_code"), until=None, pk__gt=after)
    if number:
        rows = rows.filter(number__startswith=number)
    found = list(_silent(rows) if silent else rows.order_by("pk")[: PAGE + 1])
    return DevicePage(device_lines(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None)


def _silent(rows: QuerySet[AlarmDevice]) -> list[AlarmDevice]:
    """The numbers differ by area, so candidates are taken by the strictest and judged one by one."""
    book, today = ParameterBook([SILENT.key]), clock.today()
    least = clock.now() - dt.timedelta(days=1)
    maybe = rows.filter(Q(last_heard_at=None) | Q(last_heard_at__lt=least)).order_by("last_heard_at", "pk")
    found = []
    for row in maybe.iterator(chunk_size=500):
        if is_silent(last_heard(row.last_heard_at, row.since), today, _days(book, SILENT.key, row)):
            found.append(row)
        if len(found) > PAGE:
            break
    return found


def device_lines(rows: Collection[AlarmDevice]) -> list[DeviceLine]:
    """With names, and judged by the parameters of their areas."""
    people, today = briefly({row.person_id for row in rows}), clock.today()
    book = ParameterBook([SILENT.key, TEST.key])
    lines = []
    for row in rows:
        heard = last_heard(row.last_heard_at, row.since)
        lines.append(
            DeviceLine(
                row,
                people.get(row.person_id),
                heard,
                is_silent(heard, today, _days(book, SILENT.key, row)),
                is_silent(last_heard(row.last_test_at, row.since), today, _days(book, TEST.key, row)),
            )
        )
    return lines


def _days(book: ParameterBook, key: str, row: AlarmDevice) -> int | None:
    value: Any = book.read(key, on=clock.today(), area=row.area_code).value
    return None if value is None else int(value)


def device_of(person: int) -> DeviceLine | None:
    """The one in use, else the last one that was."""
    row = AlarmDevice.objects.filter(person_id=person).order_by("-until", "-since").first()
    return device_lines([row])[0] if row else None


def contacts_standing(person: int) -> list[AlarmContact]:
    """In the order in which they are called."""
    return list(AlarmContact.objects.filter(person_id=person, ended_at=None).order_by("place"))


def alarm_rows(person: int) -> QuerySet[AlarmDevice]:
    """Is there anything to say of this person?"""
    return AlarmDevice.objects.filter(person_id=person)


def tests_due(people: Collection[int]) -> dict[int, DeviceLine]:
    """{person: device in use that should be pressed}, or that nobody heard of."""
    rows = list(AlarmDevice.objects.filter(person__in=list(people), until=None))
    return {line.device.person_id: line for line in device_lines(rows) if line.test_due or line.silent}
