"""平安通 of the demo: about one in twelve of those over 80 has a device, with relatives and a neighbour as contacts, and some past calls.

Shares are ours (P): no office publishes how many have one. Everything follows from seed and person alone.
"""

from __future__ import annotations

import datetime as dt
import random

from core.crypto import digest
from elderly.models import AlarmCall, AlarmContact, AlarmDevice, AlarmStep
from elderly.models.alarm import CallKind, CallState, Outcome, Paid, StepAct
from residents.demo.parts import Demo, DemoPart, demo_parts
from residents.domain.ages import born_by
from residents.selectors.as_of import people_on

_AGE, _SHARE, _PROVIDERS = 80, 0.08, ("穗康平安通", "越老越安")
_RELATIONS = (("女儿", "丽芬"), ("儿子", "志强"), ("楼长", "陈伯"), ("邻居", "黄姨"))
_CENTRE = "演示呼叫中心"
_ENDINGS = (
    (CallKind.TEST, Outcome.TEST),
    (CallKind.TEST, Outcome.TEST),
    (CallKind.MISTAKEN, Outcome.MISTAKEN),
    (CallKind.HELP, Outcome.CONTACT_CAME),
    (CallKind.HELP, Outcome.FINE),
    (CallKind.FALL, Outcome.AMBULANCE),
)


def fill(demo: Demo) -> int:
    """Devices, contacts, past calls; a few devices are silent, many are due for a test. Returns how many devices."""
    today = demo.now.date()
    old = people_on(today).filter(birth_date__lte=born_by(_AGE, today), died_on=None).exclude(living_area="")
    devices: list[AlarmDevice] = []
    for pk, uid, area in old.order_by("pk").values_list("pk", "uid", "living_area"):
        dice = random.Random(f"{demo.seed}:alarm:{uid}")  # noqa: S311
        if dice.random() < _SHARE:
            devices.append(_device(demo, dice, pk, area, len(devices) + 1))
    AlarmDevice.objects.bulk_create(devices, batch_size=1000)
    AlarmContact.objects.bulk_create([one for row in devices for one in _contacts(demo, row)], batch_size=1000)
    calls = [call for row in devices for call in _calls(demo, row)]
    AlarmCall.objects.bulk_create(calls, batch_size=1000)
    AlarmStep.objects.bulk_create([step for call in calls for step in _steps(call)], batch_size=1000)
    return len(devices)


def _device(demo: Demo, dice: random.Random, person: int, area: str, number: int) -> AlarmDevice:
    silent = dice.random() < 0.04
    heard = demo.now - (dt.timedelta(days=dice.randint(9, 40)) if silent else dt.timedelta(hours=dice.randint(0, 20)))
    return AlarmDevice(
        person_id=person,
        area_code=area,
        number=f"PA{demo.seed % 100:02d}{number:06d}",
        provider=dice.choice(_PROVIDERS),
        paid=Paid.SUBSIDISED if dice.random() < 0.7 else Paid.SELF,
        since=demo.now.date() - dt.timedelta(days=dice.randint(60, 1100)),
        last_heard_at=heard,
        last_test_at=heard - dt.timedelta(days=dice.randint(1, 45)),
        source="seed",
        recorded_by="seed",
        recorded_at=demo.now,
    )


def _contacts(demo: Demo, device: AlarmDevice) -> list[AlarmContact]:
    dice = random.Random(f"{demo.seed}:alarm-contacts:{device.number}")  # noqa: S311
    found = []
    for place, (relation, name) in enumerate(dice.sample(_RELATIONS, dice.randint(1, 3)), start=1):
        phone = f"139{dice.randint(0, 99_999_999):08d}"
        found.append(
            AlarmContact(
                person_id=device.person_id,
                area_code=device.area_code,
                place=place,
                relation=relation,
                name=name,
                phone=phone,
                phone_digest=digest(phone, "phone"),
                phone_last4=phone[-4:],
                recorded_by="seed",
                recorded_at=demo.now,
            )
        )
    return found


def _calls(demo: Demo, device: AlarmDevice) -> list[AlarmCall]:
    dice = random.Random(f"{demo.seed}:alarm-calls:{device.number}")  # noqa: S311
    found = []
    for number in range(dice.choice((0, 0, 1, 1, 2))):
        kind, outcome = dice.choice(_ENDINGS)
        pressed = demo.now - dt.timedelta(days=dice.randint(2, 55), minutes=dice.randint(0, 1400))
        found.append(
            AlarmCall(
                centre=_CENTRE,
                call_id=f"{device.number}-{number}",
                device=device,
                person_id=device.person_id,
                area_code=device.area_code,
                kind=kind,
                pressed_at=pressed,
                received_at=pressed,
                state=CallState.CLOSED,
                outcome=outcome,
                closed_at=pressed + dt.timedelta(minutes=dice.randint(1, 40)),
                closed_by=_CENTRE,
            )
        )
    return found


def _steps(call: AlarmCall) -> list[AlarmStep]:
    heard = AlarmStep(
        call=call, at=call.pressed_at, act=StepAct.RECEIVED, words=CallKind(call.kind).label, by=call.centre
    )
    ended = AlarmStep(
        call=call, at=call.closed_at, act=StepAct.CLOSED, words=Outcome(call.outcome).label, by=call.centre
    )
    return [heard, ended]


demo_parts.register(DemoPart("alarm", fill, order=60))
