"""Going from door to door: the list, the form, sending twice, two people at one door, photos, and what stays hidden."""

from __future__ import annotations

import datetime as dt
import uuid
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.gis.geos import Point
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.field_history import entries, histories
from core.models import Event, ReadLog
from core.sealed_files import reseal_files
from lifecycle.domain.task_states import State
from lifecycle.models import Task, Visit, VisitPhoto
from lifecycle.selectors.visits_kept import visited_people
from lifecycle.services.tasks import open_tasks
from lifecycle.services.visits_photos import FOLDER
from lifecycle.tasking.declaration import NewTask
from residents.models import Person
from tests.lifecycle.test_visits_domain import _jpeg
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12, tzinfo=clock.SHANGHAI)
SEEN = {"met": "self", "health": "worse", "mood": "calm", "fire": "fine", "note": "膝盖比上月疼"}


@pytest.fixture(autouse=True)
def _noon(settings: Any, tmp_path: Path) -> Any:
    settings.MEDIA_ROOT = tmp_path
    with clock.travel(NOON):
        yield


def _elder(name: str = "梁惠珍", *, room: str = "302", x: float = 0, **more: Any) -> Person:
    home = factories.dwelling(house=f"{6 + int(x)}号", room=room)
    home.building.point = Point(434000 + x, 2560000, srid=4547)
    home.building.lift = False
    home.building.save()
    return factories.person(name, birth=dt.date(1939, 5, 1), home=home, phone="13800006608", **more)


def _task(person: Person, *, kind: str = "care-visit", due: dt.date | None = TODAY, area: str = SANYANJING) -> Task:
    new = NewTask(kind, area, "", "约好的", f"person:{person.pk}", TODAY, ((person.pk, "subject"),), due_on=due)
    return Task.objects.get(pk=open_tasks([new], by="test")[0])


def _send(client: Client, person: Person, task: Task | None = None, **changes: Any) -> Any:
    answers = {**SEEN, **changes.pop("answers", {})}
    body = {
        "client_uid": str(uuid.uuid4()),
        "person": str(person.uid),
        "task": str(task.uid) if task else None,
        "visited_at": clock.now().isoformat(),
        "answers": answers,
        **changes,
    }
    return client.post("/api/v1/visits/", body, content_type="application/json")


def test_the_list_leads_from_door_to_door(client_as: Any, shequ: User) -> None:
    far, near, late = _elder("欧阳俊杰", x=400), _elder("梁惠珍", x=0), _elder("区玉兰", x=100)
    _task(far)
    _task(near)
    _task(late, due=TODAY - dt.timedelta(days=3))
    soon = _task(_elder("关子谦", x=50), due=TODAY + dt.timedelta(days=4))
    _task(factories.person("陈盘福", hukou=PANFU, living=PANFU), area=PANFU)
    client = client_as(shequ)
    page = client.get("/visits/").content.decode()
    assert page.index("欧阳俊杰") < page.index("区玉兰") < page.index("梁惠珍") or (
        page.index("梁惠珍") < page.index("区玉兰") < page.index("欧阳俊杰")
    )
    assert "走约 130 米" in page and "逾期 3 天" in page and "87 岁 独居" in page and "3 楼无电梯" in page
    assert "陈盘福" not in page and "13800006608" not in page and "路线示意" in page
    assert page.index("七天内要去的") < page.index("关子谦")
    first = client.get(f"/visits/?late=1&plus={soon.uid}").content.decode()
    assert first.index("区玉兰") < first.index("梁惠珍") and "关子谦" in first and "七天内要去的" not in first


def test_an_empty_day_says_so(client_as: Any, shequ: User) -> None:
    assert "今天没有要走访的" in client_as(shequ).get("/visits/").content.decode()


def test_a_form_without_script_records_closes_and_agrees_the_next_day(client_as: Any, shequ: User) -> None:
    person = _elder()
    task, client = _task(person), client_as(shequ)
    address = reverse("visit", args=[task.uid])
    form = client.get(address).content.decode()
    assert "最晚" in form and "12-07" in form and "80 岁以上独居每 14 天一次" in form
    refused = client.post(address, {"met": "self", "note": "敲门要久一点"})
    assert refused.status_code == 422 and "敲门要久一点" in refused.content.decode()
    done = client.post(address, {**SEEN, "needs": ["escort"], "next_on": "other", "next_day": "12-05"}, follow=True)
    assert "梁惠珍的走访存好了" in done.content.decode()
    task.refresh_from_db()
    assert (task.state, Visit.objects.get().health) == (State.DONE, "worse")
    following = Task.objects.get(kind="care-visit", state=State.OPEN)
    assert following.due_on == dt.date(2026, 12, 5) and "约好" in following.why
    assert Event.objects.get(kind="person.visited").payload["met"] == "self"
    life = client.get(reverse("person", args=[person.uid])).content.decode()
    assert "走访，见到了" in life and "差一些，平稳；需要陪诊。膝盖比上月疼。" in life
    assert visited_people([person.pk]) == {person.pk: "已经走访过"}


def test_sent_twice_is_recorded_once(client_as: Any, shequ: User, jiedao: User) -> None:
    person = _elder()
    task, client, own = _task(person), client_as(shequ), str(uuid.uuid4())
    assert [_send(client, person, task, client_uid=own).status_code for _ in range(2)] == [201, 200]
    assert Visit.objects.count() == 1 and Event.objects.filter(kind="person.visited").count() == 1
    assert _send(client_as(jiedao), person, task, client_uid=own).status_code == 404


def test_what_is_said_at_the_door_is_sealed_and_for_few(client_as: Any, shequ: User, minzheng: User) -> None:
    person = _elder()
    _send(client_as(shequ), person)
    with connection.cursor() as cursor:
        cursor.execute("SELECT visit::text FROM lifecycle_visit visit")
        stored = cursor.fetchone()[0]
    assert "膝盖" not in stored and "worse" not in stored
    page = client_as(minzheng).get(reverse("person", args=[person.uid])).content.decode()
    assert "panel-visits" in page and "见到了" in page and "膝盖" not in page
    assert client_as(minzheng).get("/visits/").status_code == 403
    log = client_as(minzheng).get("/visits/log/").content.decode()
    assert "梁惠珍" in log and "膝盖" not in log


def test_nobody_visits_behind_the_wall(client_as: Any, user_named: Any) -> None:
    person = _elder()
    task, stranger = _task(person), client_as(user_named("panfu"))
    assert stranger.get(reverse("visit", args=[task.uid])).status_code == 404
    assert stranger.get(reverse("visit-to", args=[person.uid])).status_code == 404
    assert _send(stranger, person, task).status_code == 404
    assert stranger.post(reverse("visit-call", args=[person.uid])).status_code == 404
    assert not Visit.objects.exists()


def test_two_at_one_door_are_settled_answer_by_answer(client_as: Any, shequ: User, jiedao: User) -> None:
    person = _elder()
    task, clerk, officer = _task(person), client_as(shequ), client_as(jiedao)
    assert _send(officer, person, task, answers={"health": "doctor", "note": ""}).status_code == 201
    answer = _send(clerk, person, task)
    assert answer.status_code == 409
    told = answer.json()
    assert told["differing"] == [{"key": "health", "label": "身体", "theirs": "要就医", "mine": "差一些"}]
    assert told["theirs"]["by"] == "梁伟强" and Visit.objects.count() == 2
    assert "填的不一样" in clerk.get("/visits/log/?show=differs").content.decode()
    settle = reverse("api-visit-settle", args=[told["uid"]])
    assert clerk.post(settle, {"verdicts": {}}, content_type="application/json").status_code == 400
    done = clerk.post(settle, {"verdicts": {"health": "mine"}}, content_type="application/json").json()
    assert (done["answers"]["health"], done["answers"]["note"]) == ("worse", "膝盖比上月疼")
    assert clerk.post(settle, {"verdicts": {"health": "mine"}}, content_type="application/json").status_code == 409
    kept = Visit.objects.get(uid=told["uid"])
    assert (kept.standing, kept.other.by) == ("joined", "jiedao")
    kind = histories["visit"]
    found = [change for entry in entries(kind, kind.find(shequ, str(kept.other.uid))) for change in entry.changes]
    assert ("身体", "要就医", "差一些") in [(one.title, one.before, one.after) for one in found]


def test_two_who_agree_are_asked_nothing_and_whoever_knew_is_no_conflict(
    client_as: Any, shequ: User, jiedao: User
) -> None:
    person = _elder()
    _send(client_as(jiedao), person, answers={"note": ""})
    assert _send(client_as(shequ), person).status_code == 201
    first = Visit.objects.get(standing="told")
    assert (first.by, first.note) == ("jiedao", "膝盖比上月疼")
    again = _send(client_as(shequ), person, answers={"health": "doctor"}, known=str(first.uid))
    assert again.status_code == 201 and again.json()["standing"] == "told"


def test_two_visits_kept_apart_stand_both(client_as: Any, shequ: User, jiedao: User) -> None:
    person = _elder()
    _send(client_as(jiedao), person, answers={"health": "doctor"})
    told = _send(client_as(shequ), person).json()
    page = reverse("visit-settle", args=[told["uid"]])
    client = client_as(shequ)
    assert client.post(page, {}).status_code == 422
    assert client.post(page, {"health": "both"}).status_code == 302
    assert sorted(Visit.objects.values_list("standing", flat=True)) == ["told", "told"]


def test_missed_twice_the_street_looks(client_as: Any, shequ: User) -> None:
    person = _elder()
    task, client = _task(person, kind="welcome-visit"), client_as(shequ)
    _send(client, person, task, answers={"met": "nobody"})
    task.refresh_from_db()
    assert (task.state, task.tries) == (State.OPEN, 1) and not Task.objects.filter(kind="missed-visits").exists()
    with clock.travel(NOON + dt.timedelta(days=1)):
        tomorrow = client_as(shequ)  # the session of yesterday has ended
        _send(tomorrow, person, task, answers={"met": "nobody"}, known=str(Visit.objects.get().uid))
    found = Task.objects.get(kind="missed-visits")
    assert found.role == "street_officer" and found.due_on == dt.date(2026, 11, 25) and "连续 2 次" in found.why


def test_steps_that_are_left_keep_the_task_and_not_the_visit(client_as: Any, shequ: User) -> None:
    person = _elder()
    task = _task(person, kind="bereavement-visit")
    assert _send(client_as(shequ), person, task, ticks=[0]).status_code == 201
    task.refresh_from_db()
    assert task.state == State.OPEN and Visit.objects.count() == 1
    known = str(Visit.objects.get().uid)
    sent = {"ticks": [0, 1, 2, 3], "task_answers": {"aid": ["goods"]}, "known": known}
    assert _send(client_as(shequ), person, task, **sent).status_code == 201
    task.refresh_from_db()
    assert task.state == State.DONE


def test_photos_are_bare_sealed_shown_in_scope_and_each_look_is_written_down(
    client_as: Any, shequ: User, user_named: Any, minzheng: User
) -> None:
    from_phone = Visit.objects.get(uid=_send(client_as(shequ), _elder()).json()["uid"])
    client, own = client_as(shequ), str(uuid.uuid4())
    address = reverse("api-visit-photos", args=[from_phone.client_uid])
    for _ in range(2):
        sent = {"client_uid": own, "photo": _upload(_jpeg(6))}
        assert client.post(address, sent).status_code == 201
    photo = VisitPhoto.objects.get()
    on_disk = (FOLDER.path / photo.file).read_bytes()
    assert b"JFIF" not in on_disk and b"GPS" not in FOLDER.fetch(photo.file) and reseal_files() == 0
    assert client.post(address, {"client_uid": str(uuid.uuid4()), "photo": _upload(b"%PDF-1.7")}).status_code == 400
    shown = client.get(reverse("visit-photo", args=[photo.uid]))
    assert shown["Content-Type"] == "image/jpeg" and shown.content.startswith(b"\xff\xd8")
    assert ReadLog.objects.filter(action="view-photo", by=shequ).count() == 1
    assert client_as(user_named("panfu")).get(reverse("visit-photo", args=[photo.uid])).status_code == 404
    assert client_as(minzheng).get(reverse("visit-photo", args=[photo.uid])).status_code == 403


def _upload(content: bytes) -> Any:
    file = BytesIO(content)
    file.name = "photo.jpg"
    return file


def test_a_phone_carries_today_for_one_user_and_a_frame_for_everybody(
    client_as: Any, shequ: User, jiedao: User
) -> None:
    person = _elder()
    task = _task(person)
    client = client_as(shequ)
    pack = client.get("/visits/pack/").json()
    assert person.name in pack["list"] and person.name in pack["forms"][str(task.uid)]["html"]
    assert "csrfmiddlewaretoken" not in str(pack["forms"]) and "13800006608" not in str(pack)
    assert ReadLog.objects.filter(action="to-phone", subject_uid=person.uid).count() == 1
    keys = {client_as(user).get("/visits/hand/").json()["key"] for user in (shequ, jiedao, shequ)}
    assert len(keys) == 2
    nobody = Client()
    frame, worker = nobody.get("/visits/frame/"), nobody.get("/visits/worker.js")
    assert person.name not in frame.content.decode() and frame.content == client.get("/visits/frame/").content
    assert "SHELL" in worker.content.decode() and "/visits/" in worker.content.decode()
    assert worker["Content-Type"].startswith("text/javascript")


def test_numbers_are_asked_for_one_by_one_and_mended_once(client_as: Any, shequ: User) -> None:
    person = _elder()
    client = client_as(shequ)
    assert client.post(reverse("visit-call", args=[person.uid])).content == b"13800006608"
    assert ReadLog.objects.get(action="reveal-phone").reason == "上门走访前联系"
    mend = reverse("visit-phone", args=[person.uid])
    told = {"phone": "13900001234", "known": "138****6608"}
    assert [client.post(mend, told).status_code for _ in range(2)] == [200, 200]
    person.refresh_from_db()
    assert person.phone == "13900001234" and Event.objects.filter(kind="person.corrected").count() == 1
    assert client.post(mend, {"phone": "13700005678", "known": "138****6608"}).status_code == 409


def test_the_log_is_narrowed_by_whom_a_visit_met(client_as: Any, shequ: User) -> None:
    seen, unseen = _elder("冯伯坚", x=10), _elder("罗锦棠", x=20)
    client = client_as(shequ)
    _send(client, seen)
    with clock.travel(NOON + dt.timedelta(minutes=5)):
        _send(client, unseen, answers={"met": "nobody"})
    log = client.get("/visits/log/?met=nobody&month=2026-11").content.decode()
    assert "罗锦棠" in log and "冯伯坚" not in log
    assert "没有这样的走访" in client.get("/visits/log/?month=2026-10").content.decode()
