"""A press: contacts in their order, a door within thirty minutes, the street when it is late, an outcome in the end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.models import ReadLog
from elderly.models import AlarmCall, AlarmContact, AlarmDevice
from elderly.services.alarm_devices import add_contact, install
from elderly.services.alarm_doorstep import look_at_silent_devices, tick
from elderly.tasks import watch_alarms
from lifecycle.engine.drain import drain
from lifecycle.models import Task
from messaging.models import Sms
from messaging.services.sms_sending import send_waiting
from residents.models import Person
from residents.services.death_reports import report_death
from residents.services.death_revoking import revoke_death
from tests.support.areas import HONGQIAO
from tests.support.factories import person

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 11, 23, 2, 10, tzinfo=clock.SHANGHAI)
CALLS = "/api/v1/alarm/calls/"
ClientAs = Callable[[User], Client]


@pytest.fixture(autouse=True)
def night(numbers: None, settings: Any, tmp_path: Any) -> Any:
    settings.SMS_FOLDER = tmp_path
    with clock.travel(NIGHT):
        yield


@pytest.fixture
def her(shequ: User) -> Person:
    """82, alone, with a device, a daughter of the base and a neighbour with a number of his own."""
    old = person("何丽容", birth=dt.date(1944, 3, 5))
    daughter = person("何小妹", birth=dt.date(1970, 1, 1), phone="13800001234")
    install(person=old.uid, number="P-1001", provider="穗康", paid="subsidised", since=dt.date(2025, 1, 1), by=shequ)
    add_contact(person=old.uid, contact=daughter.uid, relation="女儿", by=shequ)
    add_contact(person=old.uid, name="陈伯", phone="13900005678", relation="邻居", by=shequ)
    return old


@pytest.fixture
def centre(client_as: ClientAs, pingan: User) -> Client:
    return client_as(pingan)


def press(centre: Client, call_id: str = "C1", kind: str = "help", **more: Any) -> Any:
    body = {"call_id": call_id, "device": "P-1001", "pressed_at": clock.now().isoformat(), "kind": kind} | more
    return centre.post(CALLS, body, "application/json")


def step(centre: Client, uid: str, **body: Any) -> Any:
    return centre.post(f"{CALLS}{uid}/steps/", body, "application/json")


def test_nobody_is_reached_and_somebody_is_at_the_door(
    her: Person, centre: Client, client_as: ClientAs, shequ: User, jiedao: User
) -> None:
    answer = press(centre)
    assert answer.status_code == 201
    told = answer.json()
    assert [(one["contact"], one["name"], one["phone"]) for one in told["contacts"]] == [
        (1, "何小妹", "13800001234"),
        (2, "陈伯", "13900005678"),
    ]
    assert ReadLog.objects.get(action="reveal-phone").reason == "平安通呼叫 C1"
    again = press(centre)
    assert (again.status_code, again.json()["uid"], AlarmCall.objects.count()) == (200, told["uid"], 1)
    assert send_waiting() == 2  # urgent: also at ten past two in the night
    assert "何丽容" in str(Sms.objects.order_by("pk")[0].text)

    assert step(centre, told["uid"], act="not-reached", contact=1, key="s1").json()["state"] == "contacts"
    for _ in range(2):
        assert step(centre, told["uid"], act="not-reached", contact=2, key="s2").json()["state"] == "doorstep"
    task = Task.objects.get(kind="alarm-doorstep")
    assert task.due_at == NIGHT + dt.timedelta(minutes=30)

    clerk = client_as(shequ)
    band = clerk.get("/elderly/alarm/band/").content.decode()
    assert "何丽容" in band and "还剩 30 分钟" in band
    assert "平安通无人应答" in clerk.get("/").content.decode()

    with clock.travel(NIGHT + dt.timedelta(minutes=31)):
        watch_alarms()
        tick()
        task.refresh_from_db()
        assert task.escalated_to == HONGQIAO
        assert "何丽容" in client_as(jiedao).get("/elderly/alarm/band/").content.decode()
        clerk = client_as(shequ)  # half an hour of nothing ends a session
        page = clerk.get(f"/elderly/alarm/calls/{told['uid']}/").content.decode()
        assert "没联系上" in page and "报街道" in page and "13900005678" not in page
        done = clerk.post(f"/tasks/{task.uid}/finish/", {"outcome": "ambulance", "seen": "摔倒，已送医"})
        assert done.status_code in (200, 302)
    call = AlarmCall.objects.get()
    assert (call.state, call.outcome, call.closed_by) == ("closed", "ambulance", "shequ")
    assert "何丽容" not in client_as(shequ).get("/elderly/alarm/band/").content.decode()
    assert step(centre, told["uid"], act="note", words="晚了").status_code == 409


def test_silence_of_the_contacts_sends_somebody_and_the_centre_may_end_it(
    her: Person, centre: Client, client_as: ClientAs
) -> None:
    uid = press(centre).json()["uid"]
    with clock.travel(NIGHT + dt.timedelta(minutes=9)):
        assert tick() == (0, 0)
    with clock.travel(NIGHT + dt.timedelta(minutes=10)):
        assert tick() == (1, 0)
        assert tick() == (0, 0)
    assert step(centre, uid, act="closed", outcome="contact-came", words="女儿到了").json()["state"] == "closed"
    assert Task.objects.get(kind="alarm-doorstep").state == "done"


def test_who_was_reached_must_still_tell_how_it_ended(her: Person, centre: Client) -> None:
    uid = press(centre).json()["uid"]
    step(centre, uid, act="on-the-way", contact=1)
    with clock.travel(NIGHT + dt.timedelta(minutes=20)):
        assert tick() == (0, 0)
    with clock.travel(NIGHT + dt.timedelta(minutes=31)):
        assert tick() == (1, 0)


def test_tests_mistakes_and_weak_batteries_end_at_once(her: Person, centre: Client) -> None:
    for number, (kind, outcome) in enumerate((("test", "test"), ("mistaken", "mistaken"), ("low-battery", "device"))):
        assert press(centre, f"K{number}", kind).json()["outcome"] == outcome
    device = AlarmDevice.objects.get()
    assert device.last_test_at == NIGHT and device.last_heard_at == NIGHT
    assert list(Task.objects.values_list("kind", flat=True)) == ["alarm-device"]


def test_a_centre_sees_its_own_calls_and_no_resident(
    her: Person, centre: Client, client_as: ClientAs, shequ: User
) -> None:
    assert press(centre, device="P-9999").status_code == 404
    assert press(centre, kind="earthquake").status_code == 400
    assert press(centre, pressed_at="2026-11-24T09:00:00+08:00").json()["title"] == "按下的时间不对。"
    assert centre.get("/elderly/alarm/").status_code == 403
    assert client_as(shequ).post(CALLS, {}, "application/json").status_code == 403
    uid = press(centre).json()["uid"]
    AlarmCall.objects.update(centre="another")
    assert centre.get(f"{CALLS}{uid}/").status_code == 404
    assert step(centre, uid, act="note", words="x").status_code == 404


def test_devices_are_heard_of_and_silent_ones_are_looked_at(her: Person, centre: Client) -> None:
    beats = {"devices": [{"device": "P-1001", "at": NIGHT.isoformat()}, {"device": "P-7", "at": NIGHT.isoformat()}]}
    answer = centre.post("/api/v1/alarm/heartbeats/", beats, "application/json")
    assert answer.json() == {"taken": 1, "unknown": ["P-7"]}
    assert look_at_silent_devices(on=dt.date(2026, 11, 29)) == 0
    assert look_at_silent_devices(on=dt.date(2026, 11, 30)) == 1
    assert look_at_silent_devices(on=dt.date(2026, 12, 1)) == 1
    assert Task.objects.filter(kind="alarm-device").count() == 1


def test_a_death_ends_the_device_and_a_mistaken_one_brings_it_back(her: Person, shequ: User, jiedao: User) -> None:
    for word in ("family", "cremation"):
        report_death(person_uid=her.uid, died_on=dt.date(2026, 11, 20), word=word, by=shequ)
    drain()
    device = AlarmDevice.objects.get()
    assert (str(device.until), device.ended_why) == ("2026-11-20", "died")
    assert Task.objects.get(kind="alarm-return").state == "open"
    revoke_death(person_uid=her.uid, reason="派出所来函更正", by=jiedao)
    drain()
    device.refresh_from_db()
    assert (device.until, device.ended_why) == (None, "")
    assert Task.objects.get(kind="alarm-return").state == "cancelled"


def test_who_may_have_one(client_as: ClientAs, shequ: User) -> None:
    young = person("何年轻", birth=dt.date(1980, 1, 1))
    guest = person("外地来", birth=dt.date(1950, 1, 1), hukou="430102001001")
    clerk = client_as(shequ)
    for who, words in ((young, "要满 60 周岁"), (guest, "没有有效的居住证")):
        page = clerk.post(
            f"/elderly/alarm/of/{who.uid}/device/",
            {"number": "P-2", "provider": "穗康", "paid": "self", "since": "2026-11-20"},
        )
        assert page.status_code == 422 and words in page.content.decode()


def test_contacts_are_called_in_the_order_the_clerk_gives(her: Person, client_as: ClientAs, shequ: User) -> None:
    clerk = client_as(shequ)
    neighbour = AlarmContact.objects.get(name="陈伯")
    clerk.post(f"/elderly/alarm/contacts/{neighbour.uid}/first/")
    names = AlarmContact.objects.filter(ended_at=None).order_by("place").values_list("name", flat=True)
    assert list(names) == ["陈伯", "何小妹"]
    clerk.post(f"/elderly/alarm/contacts/{neighbour.uid}/end/")
    assert list(AlarmContact.objects.filter(ended_at=None).values_list("name", flat=True)) == ["何小妹"]
    page = clerk.get(f"/persons/{her.uid}/").content.decode()
    assert "平安通" in page and "尾号 1234" in page
