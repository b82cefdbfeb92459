"""What happens to people in a case, and what programs may do with it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from aid.models import AidCase
from aid.services.case_papers import keep_paper
from aid.services.cases import apply_for
from core import clock
from lifecycle.engine.drain import drain
from lifecycle.models import Task
from lifecycle.telling.persons import Named
from lifecycle.telling.tell import tell
from tests.support import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture
def home(numbers):
    head = factories.person("何丽容", birth=dt.date(1960, 5, 1))
    son = factories.person("陈志明", birth=dt.date(1990, 5, 1), sex="1")
    return head, son, factories.household(head, (son, "20"))


@pytest.fixture
def case(home, shequ) -> AidCase:
    row = apply_for(home[0].uid, kind="minimum-living", on=TODAY, by=shequ, agent="黎敏仪")
    for paper in ("authorization", "commitment"):
        keep_paper(row.uid, kind=paper, signed_on=TODAY, by=shequ)
    return row


def test_lost_or_found_work_asks_somebody_to_look(case, home, shequ, client_as):
    tell(
        kind="person.employed",
        subjects={"subject": [Named(uid=home[1].uid)]},
        occurred_on=TODAY,
        source="desk:shequ",
        by=shequ,
        payload={"status": "24"},
    )
    drain()
    task = Task.objects.get(kind="aid-look")
    assert "有人就业" in task.why and case.number in task.why and task.data["of"] == str(case.uid)
    page = client_as(shequ).get(reverse("task", args=[task.uid])).content.decode()
    assert reverse("aid-case", args=[case.uid]) in page


def test_from_a_task_about_somebody_to_their_case(case, home, shequ, client_as):
    client = client_as(shequ)
    assert client.get(reverse("aid-recount", args=[home[1].uid])).url == reverse("aid-case", args=[case.uid])
    other = factories.person("陈志芳", birth=dt.date(1992, 5, 1))
    assert client.get(reverse("aid-recount", args=[other.uid])).url == reverse("person", args=[other.uid])
    assert "440104001-2026-00001" in client.get(reverse("person", args=[home[1].uid])).content.decode()


def test_a_program_hands_in_and_moves_on(home, shequ, jiedao, client_as):
    clerk, street = client_as(shequ), client_as(jiedao)
    said = {"person": home[0].name, "kind": "temporary", "urgent": True}
    made = clerk.post("/api/v1/aid/applications/", said, "application/json", headers={"Idempotency-Key": "a-1"})
    assert made.status_code == 201, made.content
    uid, acts = made.json()["uid"], f"/api/v1/aid/cases/{made.json()['uid']}/acts/"
    assert made.json()["state"] == "applied" and "accept" not in made.json()["acts"]
    refused = clerk.post(f"{acts}accept/", {}, "application/json", headers={"Idempotency-Key": "a-2"})
    assert refused.status_code == 403 and "街道" in refused.json()["title"]
    wrong = street.post(f"{acts}ask-papers/", {}, "application/json", headers={"Idempotency-Key": "a-3"})
    assert wrong.status_code == 400 and "reason" in wrong.json()["errors"]
    done = street.post(
        f"{acts}ask-papers/", {"reason": "缺票据"}, "application/json", headers={"Idempotency-Key": "a-4"}
    )
    assert done.status_code == 200 and done.json()["state"] == "mending"
    assert street.get(f"/api/v1/aid/cases/{uid}/").json()["law"] == ""
