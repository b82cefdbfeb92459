"""What duties bring to a door: known before knocking, asked there, recorded once, and never at the cost of the visit."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core import clock
from core.errors import UserError
from lifecycle.models import Task, Visit, VisitPart
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import Asked, NewTask
from lifecycle.visiting.declaration import DoorLine, DoorPart, Seen, door_parts
from residents.models import Person
from tests.support import factories
from tests.support.areas import SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
TODAY = dt.date(2026, 11, 23)
SEEN = {"met": "self", "health": "same", "mood": "calm", "fire": "fine"}
OIL = Asked("oil", "花生油交给了谁", "choice", (("self", "本人"), ("kin", "家人")), required=True)
NOTE = Asked("word", "说了什么")


class Gifts:
    """A duty that brings oil, and counts what it is told."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.told: list[tuple[Seen, Mapping[str, Any]]] = []
        self.refuses = False
        self.done: set[int] = set()

    def lines(self, people: Collection[int], _on: dt.date) -> dict[int, list[DoorLine]]:
        self.calls.append("lines")
        return {person: [DoorLine("花生油 5 升，放在居委会", "a", "/gifts/1/")] for person in people}

    def asked(self, people: Collection[int], _on: dt.date) -> dict[int, list[Asked]]:
        self.calls.append("asked")
        return {person: [OIL, NOTE] for person in people if person not in self.done}

    def record(self, seen: Seen, answers: Mapping[str, Any]) -> None:
        Person.objects.filter(pk=seen.person_id).update(name="改过")
        if self.refuses:
            raise UserError("这桶油昨天已经领走了。", remedy="请在慈善超市核对。")
        Person.objects.filter(pk=seen.person_id).update(name="梁惠珍")
        self.told.append((seen, answers))


@pytest.fixture
def gifts() -> Iterator[Gifts]:
    duty = Gifts()
    part = DoorPart("t-gifts", "带去的东西", "gift", duty.lines, duty.asked, duty.record, permission="visit.do")
    door_parts.register(part)
    yield duty
    door_parts._items.pop(part.key)


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.travel(dt.datetime(2026, 11, 23, 12, tzinfo=clock.SHANGHAI)):
        yield


def _elder(name: str = "梁惠珍", room: str = "302") -> Person:
    return factories.person(name, birth=dt.date(1939, 5, 1), home=factories.dwelling(house="6号", room=room))


def _task(person: Person) -> Task:
    new = NewTask(
        "care-visit", SANYANJING, "", "约好的", f"person:{person.pk}", TODAY, ((person.pk, "subject"),), due_on=TODAY
    )
    return Task.objects.get(pk=open_tasks([new], by="test")[0])


def _send(client: Any, person: Person, **changes: Any) -> Any:
    parts = {"t-gifts": {"oil": "kin", "word": "说谢谢"}}
    body = {"client_uid": str(uuid.uuid4()), "person": str(person.uid), "answers": SEEN, "parts": parts, **changes}
    return client.post("/api/v1/visits/", body, content_type="application/json")


def test_a_list_asks_each_part_once_and_the_form_and_the_phone_carry_its_questions(
    client_as: Any, shequ: User, gifts: Gifts
) -> None:
    people = [_elder(f"梁惠珍{n}", f"30{n}") for n in range(4)]
    tasks = [_task(person) for person in people]
    client = client_as(shequ)
    page = client.get("/visits/").content.decode()
    assert page.count("花生油 5 升") == 4 and gifts.calls == ["lines", "asked"]
    with CaptureQueriesContext(
        connection,
    ) as four:
        client.get("/visits/")
    for extra in range(3):
        _task(_elder(f"区玉兰{extra}", f"40{extra}"))
    with CaptureQueriesContext(connection) as seven:
        client.get("/visits/")
    assert len(seven) <= len(four) + 1
    form = client.get(reverse("visit", args=[tasks[0].uid])).content.decode()
    assert 'name="part.t-gifts.oil"' in form and "带去的东西" in form and 'href="/gifts/1/"' in form
    pack = client.get("/visits/pack/").json()
    assert "part.t-gifts.word" in pack["forms"][str(tasks[0].uid)]["html"] and "花生油 5 升" in pack["list"]


def test_what_is_told_to_a_duty_is_recorded_once_sealed_and_shown_with_the_visit(
    client_as: Any, shequ: User, minzheng: User, gifts: Gifts
) -> None:
    person, own, client = _elder(), str(uuid.uuid4()), client_as(shequ)
    first, again = (_send(client, person, client_uid=own) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 200)
    taken = [{"key": "t-gifts", "title": "带去的东西", "refused": ""}]
    assert first.json()["parts"] == again.json()["parts"] == taken
    [(seen, answers)] = gifts.told
    assert (seen.person_id, seen.met, seen.on, seen.by) == (person.pk, "self", TODAY, "shequ")
    assert answers == {"oil": "kin", "word": "说谢谢"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT part::text FROM lifecycle_visitpart part")
        assert "kin" not in cursor.fetchone()[0]
    life = client.get(reverse("person", args=[person.uid])).content.decode()
    assert "花生油交给了谁 家人；说了什么 说谢谢" in life
    assert "花生油" not in client_as(minzheng).get(reverse("person", args=[person.uid])).content.decode()


def test_a_duty_that_refuses_loses_neither_the_visit_nor_what_was_typed(
    client_as: Any, shequ: User, gifts: Gifts
) -> None:
    gifts.refuses = True
    person, client = _elder(), client_as(shequ)
    answer = _send(client, person)
    assert answer.status_code == 201 and answer.json()["parts"][0]["refused"].startswith("这桶油昨天已经领走了。")
    assert Visit.objects.count() == 1 and "说谢谢" in VisitPart.objects.get().answers
    person.refresh_from_db()
    assert person.name == "梁惠珍"  # what the duty wrote before it refused is undone
    assert "没有收下：这桶油昨天已经领走了。" in client.get(reverse("person", args=[person.uid])).content.decode()
    form = {**SEEN, "part.t-gifts.oil": "self"}
    said = client.post(reverse("visit-to", args=[_elder("区玉兰", "501").uid]), form, follow=True).content.decode()
    assert "走访存好了，但「带去的东西」没有收下：这桶油昨天已经领走了。" in said


@pytest.mark.parametrize(
    ("parts", "met", "kept", "words"),
    [
        ({"t-gifts": {"oil": ""}}, "self", 1, "请选花生油交给了谁"),
        ({"t-gifts": {"oil": "cat"}}, "self", 1, "没有「cat」这一项"),
        ({"t-gifts": {"word": ""}}, "self", 0, ""),  # not asked when the form was opened: not missing
        ({"t-gifts": {"oil": "self"}}, "nobody", 0, ""),
        ({"unknown": {"oil": "self"}, "t-gifts": "?"}, "self", 0, ""),
        ({"t-gifts": {"oil": "self", "rice": "2"}}, "self", 1, "现在不问“rice”了，可能已有人办过"),
    ],
)
def test_what_is_missing_wrong_or_asked_no_longer_is_said(
    client_as: Any, shequ: User, gifts: Gifts, parts: Any, met: str, kept: int, words: str
) -> None:
    answer = _send(client_as(shequ), _elder(), parts=parts, answers={**SEEN, "met": met})
    assert answer.status_code == 201 and len(answer.json()["parts"]) == kept
    assert words in "".join(part["refused"] for part in answer.json()["parts"])


def test_a_part_stays_with_those_who_may_see_it(client_as: Any, shequ: User, gifts: Gifts) -> None:
    door_parts._items["t-gifts"] = DoorPart(
        "t-gifts", "带去的东西", "gift", gifts.lines, gifts.asked, gifts.record, permission="payment.freeze"
    )
    person = _elder()
    _task(person)
    client = client_as(shequ)
    assert "花生油" not in client.get("/visits/").content.decode()
    answer = _send(client, person)
    assert "可能已有人办过" in answer.json()["parts"][0]["refused"] and gifts.told == []
