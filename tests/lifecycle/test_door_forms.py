"""A duty's form at a door: offered, carried by the phone, stored once, refused without losing what was typed."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from core import clock
from core.errors import Conflict, UserError
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from lifecycle.visiting.forms import DoorForm, Filled, Offer, Opened, Stored, door_form_url, door_forms
from residents.models import Person
from tests.support import factories
from tests.support.areas import SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
TODAY = dt.date(2026, 11, 23)


class Survey:
    """A duty that asks how many rooms there are."""

    def __init__(self) -> None:
        self.stored: dict[uuid.UUID, Filled] = {}
        self.asked = 0

    def contexts(self, opened: Sequence[Opened]) -> list[dict[str, Any] | None]:
        self.asked += 1
        return [{"note": f"问{one.door.name}"} if one.about != "closed" else None for one in opened]

    def store(self, filled: Filled) -> Stored:
        if not filled.value("note").isdigit():
            raise UserError("房间数要填数字。", field="note", remedy="例如 2。")
        if self.stored and filled.client_uid not in self.stored and not filled.anyway:
            raise Conflict("已有人在今天做过这份调查。", remedy="两份都要留的，点「也留下这一份」。")
        again = filled.client_uid in self.stored
        self.stored[filled.client_uid] = filled
        return Stored("/visits/", "入户调查存好了。", again)

    def offered(self, people: Any, _on: dt.date) -> dict[int, list[Offer]]:
        return {person: [Offer("3 天内要入户", "a", "case-7")] for person in people}


@pytest.fixture
def survey(settings: Any, tmp_path: Path) -> Iterator[Survey]:
    first = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**first, "DIRS": [*first["DIRS"], tmp_path]}]
    (tmp_path / "rooms.html").write_text('<b>{{ note }}</b><input name="note" value="{{ typed.note.0 }}">', "utf-8")
    duty = Survey()
    form = DoorForm(
        "t-survey", "入户调查", "home", "visit.do", "rooms.html",
        duty.contexts, duty.store, duty.offered,
    )  # fmt: skip
    door_forms.register(form)
    yield duty
    door_forms._items.pop(form.key)


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.travel(dt.datetime(2026, 11, 23, 12, tzinfo=clock.SHANGHAI)):
        yield


def _elder(name: str, room: str) -> Person:
    return factories.person(name, birth=dt.date(1939, 5, 1), home=factories.dwelling(house="6号", room=room))


def _send(client: Any, person: Person, **changes: Any) -> Any:
    body = {"client_uid": str(uuid.uuid4()), "person": str(person.uid), "about": "case-7", "values": {"note": ["2"]}}
    return client.post("/api/v1/visits/forms/t-survey/", {**body, **changes}, content_type="application/json")


def test_it_is_offered_at_the_door_carried_by_the_phone_and_opened(client_as: Any, shequ: User, survey: Survey) -> None:
    people = [_elder("梁惠珍", "301"), _elder("区玉兰", "302")]
    open_tasks(
        [
            NewTask("care-visit", SANYANJING, "", "", f"p:{one.pk}", TODAY, ((one.pk, "subject"),), due_on=TODAY)
            for one in people
        ],
        by="test",
    )
    client = client_as(shequ)
    page = client.get("/visits/").content.decode()
    address = door_form_url("t-survey", people[0].uid, "case-7")
    assert page.count("3 天内要入户") == 2 and f'data-form="{address}"' in page
    pack = client.get("/visits/pack/").json()["forms"]
    assert survey.asked == 1  # set-based, however many doors
    assert "<b>问梁惠珍</b>" in pack[f"forms/t-survey/{people[0].uid}/case-7"]["html"]
    shown = client.get(address).content.decode()
    assert "入户调查" in shown and "问梁惠珍" in shown and "data-door-form" in shown
    assert client.get(door_form_url("t-survey", people[0].uid, "closed")).status_code == 404
    assert client.get(door_form_url("t-nothing", people[0].uid)).status_code == 404


def test_it_is_stored_once_and_a_second_one_of_the_day_is_asked_about(
    client_as: Any, shequ: User, survey: Survey
) -> None:
    person, own, client = _elder("梁惠珍", "301"), str(uuid.uuid4()), client_as(shequ)
    assert [_send(client, person, client_uid=own).status_code for _ in range(2)] == [201, 200]
    [kept] = survey.stored.values()
    assert (kept.person_id, kept.area, kept.about, kept.value("note")) == (person.pk, SANYANJING, "case-7", "2")
    other = _send(client, person)
    assert other.status_code == 409 and "已有人在今天做过" in other.json()["title"]
    assert _send(client, person, anyway=True).status_code == 201 and len(survey.stored) == 2
    late = (clock.now() - dt.timedelta(days=40)).isoformat()
    assert _send(client, person, filled_at=late).status_code == 400
    assert _send(client, person, values="2").status_code == 400


def test_without_a_script_nothing_typed_is_lost(client_as: Any, shequ: User, survey: Survey) -> None:
    address, client = door_form_url("t-survey", _elder("梁惠珍", "301").uid), client_as(shequ)
    refused = client.post(address, {"note": "两间"})
    said = refused.content.decode()
    assert refused.status_code == 422 and "房间数要填数字。" in said and 'value="两间"' in said
    assert "入户调查存好了。" in client.post(address, {"note": "2"}, follow=True).content.decode()
    quicker = client.post(address, {"note": "3"})
    assert 'name="anyway"' in quicker.content.decode()
    assert client.post(address, {"note": "3", "anyway": "1"}).status_code == 302


def test_nobody_fills_it_in_behind_the_wall(client_as: Any, user_named: Any, minzheng: User, survey: Survey) -> None:
    person = _elder("梁惠珍", "301")
    for other in (user_named("panfu"), minzheng):  # another community; another duty
        client = client_as(other)
        assert client.get(door_form_url("t-survey", person.uid)).status_code == 404
        assert _send(client, person).status_code == 404
    assert not survey.stored
