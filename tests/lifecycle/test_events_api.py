"""A program tells events: once, in two shapes, inside its area; errors by field; what it told it may take back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from accounts.models import User
from accounts.services.tokens import issue_token
from core.models import Event
from lifecycle.telling.declaration import life_events
from residents.models import Occupation, Person
from tests.support.areas import PANFU, make_areas
from tests.support.factories import id_number, person
from tests.support.users import make_user

pytestmark = pytest.mark.django_db
URL = "/api/v1/events/"
Post = Callable[..., Any]


@pytest.fixture
def post(shequ: User) -> Post:
    client = Client(headers={"Authorization": f"Bearer {issue_token(shequ)}"})
    return lambda body, url=URL, **headers: client.post(url, body, content_type="application/json", headers=headers)


def _retired(who: Person, **more: Any) -> dict[str, Any]:
    return {"kind": "person.retired", "subjects": {"subject": {"uid": str(who.uid)}}, "occurred_on": "2026-11-02",
            "payload": {}, "source": "市人社局", "source_key": "T-1", **more}  # fmt: skip


def test_told_once_and_answered_twice(post: Post) -> None:
    her = person("何丽容")
    first, again = post(_retired(her)), post(_retired(her))
    assert (first.status_code, again.status_code) == (201, 200)
    row = first.json()
    assert (row["uid"], row["source"], row["source_key"]) == (again.json()["uid"], "市人社局", "T-1")
    assert (row["status"], row["subjects"][0]["uid"]) == ("registered", str(her.uid))
    assert Event.objects.filter(kind="person.retired").count() == 1
    other = post(_retired(her, source="市医保局"))
    assert other.status_code == 409, "another source tells the same: the base knows it already"


def test_persons_come_in_both_shapes_by_uid_or_number(post: Post) -> None:
    number = id_number(Person._meta.get_field("birth_date").to_python("1985-03-05"), "2")
    her = person("何丽容", number=number)
    said = post(_retired(her, subjects=[{"role": "subject", "number": number}]))
    assert said.status_code == 201 and said.json()["subjects"][0]["name"] == "何丽容"
    assert number not in said.content.decode()


def test_each_field_at_fault_is_named(post: Post) -> None:
    her = person("何丽容")
    said = post(_retired(her, occurred_on="2099-01-01", payload={"pension_from": "明年", "colour": "red"}))
    assert said.status_code == 400 and said["Content-Type"] == "application/problem+json"
    errors = said.json()["errors"]
    assert errors.keys() == {"occurred_on", "payload.pension_from", "payload.colour"}
    assert "不是年月" in errors["payload.pension_from"][0]
    assert post({"kind": "person.exploded"}).json()["errors"].keys() == {"occurred_on"}
    unknown = post(_retired(her, kind="person.exploded")).json()
    assert "event-kinds" in unknown["errors"]["kind"][0]


@pytest.mark.parametrize("elsewhere", [True, False])
def test_somebody_elsewhere_is_as_missing_as_nobody(post: Post, elsewhere: bool) -> None:
    her = person("林志华", hukou=PANFU, living=PANFU)
    uid = str(her.uid) if elsewhere else "00000000-0000-4000-8000-000000000000"
    said = post(_retired(her, subjects={"subject": {"uid": uid}}))
    assert (said.status_code, said.json()["title"]) == (404, "没有这个人，或者不在你的范围里。")


def test_a_bureau_tells_nothing(user_named: Callable[[str], User]) -> None:
    her = person("何丽容")
    for name in ("minzheng", "jiaoyu", "admin", "audit"):
        client = Client(headers={"Authorization": f"Bearer {issue_token(user_named(name))}"})
        assert client.post(URL, _retired(her), content_type="application/json").status_code == 403, name


def test_void_takes_back_and_needs_a_reason(post: Post, client_as: Callable[..., Client], shequ: User) -> None:
    her = person("何丽容")
    uid = post(_retired(her)).json()["uid"]
    url = f"{URL}{uid}/void/"
    assert post({}, url).json()["errors"].keys() == {"reason"}
    gone = post({"reason": "报错了人"}, url).json()
    assert (gone["status"], gone["reason"]) == ("voided", "报错了人")
    assert not Occupation.objects.exists()
    items = client_as(shequ).get(f"/api/v1/persons/{her.uid}/timeline/").json()["results"]
    assert [one["status"] for one in items if one["uid"] == uid] == ["voided"]
    assert post(_retired(her)).json()["status"] == "voided", "the same key is the same event, whatever became of it"
    assert post(_retired(her, source_key="T-2")).status_code == 201


def test_a_correction_names_the_one_before(post: Post, client_as: Callable[..., Client], shequ: User) -> None:
    her = person("何丽容")
    uid = post(_retired(her)).json()["uid"]
    body = _retired(her, occurred_on="2026-10-31", reason="证上是 10 月", source_key="T-9")
    new = post(body, f"{URL}{uid}/correct/")
    assert new.status_code == 201
    page = client_as(shequ).get(f"{URL}{new.json()['uid']}/").json()
    assert (page["corrects"], page["occurred_on"]) == (uid, "2026-10-31")


def test_the_list_pages_and_keeps_to_the_area(post: Post, user_named: Callable[[str], User]) -> None:
    for order in range(3):
        post(_retired(person(f"何丽{order}"), source_key=f"T-{order}"))
    client = Client(headers={"Authorization": f"Bearer {issue_token(user_named('shequ'))}"})
    first = client.get(URL, {"page_size": 2, "kind": "person.retired"}).json()
    assert len(first["results"]) == 2 and len(client.get(first["next"]).json()["results"]) == 1
    elsewhere = Client(headers={"Authorization": f"Bearer {issue_token(user_named('panfu'))}"})
    assert elsewhere.get(URL).json()["results"] == []
    assert elsewhere.get(f"{URL}{first['results'][0]['uid']}/").status_code == 404
    assert client.get(URL, {"since": "鸡年"}).status_code == 400


def test_a_pregnancy_is_for_those_who_work_on_it(post: Post, user_named: Callable[[str], User]) -> None:
    her = person("何丽容")
    body = _retired(her, kind="person.pregnancy_registered", payload={"expected_on": "2027-05-01", "child": 2})
    uid = post(body).json()["uid"]
    assert "2027" not in str(Event.objects.get(uid=uid).payload)
    bureau = Client(headers={"Authorization": f"Bearer {issue_token(user_named('minzheng'))}"})
    assert bureau.get(URL).json()["results"] == [] and bureau.get(f"{URL}{uid}/").status_code == 404


def test_the_catalogue_says_what_each_kind_asks(post: Post, shequ: User) -> None:
    client = Client(headers={"Authorization": f"Bearer {issue_token(shequ)}"})
    rows = {row["kind"]: row for row in client.get("/api/v1/event-kinds/").json()["results"]}
    assert rows.keys() == set(life_events.keys())
    assert [one["key"] for one in rows["person.guardian_appointed"]["roles"]] == ["ward", "guardian"]
    assert all(one["choices"] for row in rows.values() for one in row["fields"] if one["type"] == "choice")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_tell_it_once() -> None:
    make_areas()
    token = issue_token(make_user("shequ"))
    body, answers = _retired(person("何丽容")), []

    def tell() -> None:
        client = Client(headers={"Authorization": f"Bearer {token}"})
        answers.append(client.post(URL, body, content_type="application/json").status_code)
        connections.close_all()

    both = [threading.Thread(target=tell) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(answers) == [200, 201]
    assert Event.objects.filter(kind="person.retired").count() == 1
