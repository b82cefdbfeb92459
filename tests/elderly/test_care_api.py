"""What a program reads of old people: who must be seen; and which assessment counts after two records became one."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from elderly.models import Assessment, CarePlan
from elderly.services.settle_plans import settle_plans
from lifecycle.engine.drain import drain
from residents.models import Person
from residents.services.merge import merge
from residents.services.unmerge import undo_merge
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import dwelling, person

TODAY = dt.date(2026, 11, 23)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(TODAY):
        yield


def test_a_program_reads_who_is_seen_how_often_and_by_whom(
    shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    some = [
        person(name, birth=dt.date(1941, 5, 1), home=dwelling(room=room))
        for name, room in (("梁惠珍", "1"), ("陈伯", "2"))
    ]
    settle_plans([one.pk for one in some], by="test", on=TODAY)
    client = client_as(shequ)
    first = client.get(f"/api/v1/elder-care/?area={SANYANJING}&page_size=1").json()
    second = client.get(first["next"]).json()
    rows = [*first["results"], *second["results"]]
    plan, other = CarePlan.objects.order_by("-id")
    assert [row["uid"] for row in rows] == [str(plan.uid), str(other.uid)] and second["next"] is None
    assert rows[0] == {
        "uid": str(plan.uid), "person": str(plan.person.uid), "area": SANYANJING, "groups": plan.groups, "rhythm": plan.rhythm,
        "days": plan.days, "owner": "shequ", "owner_level": "community", "next_on": plan.next_on.isoformat(),
        "met_on": None,
    }  # fmt: skip
    assert len(client.get(f"/api/v1/elder-care/?group={plan.groups[0]}").json()["results"]) == 2
    assert client.get("/api/v1/elder-care/?group=99").status_code == 400
    assert client.get(f"/api/v1/elder-care/?area={PANFU}").status_code == 404
    assert client_as(panfu).get("/api/v1/elder-care/").json()["results"] == []


def assessed(who: Person, on: dt.date, level: int) -> Assessment:
    return Assessment.objects.create(
        client_uid=uuid.uuid4(), person=who, area_code=SANYANJING, scale="ability", assessed_on=on, level=level, score=50,
        reason="first", place="home", informant="family", assessor="shequ", recorded_at=clock.now(), source="seed",
    )  # fmt: skip


def test_of_two_records_of_one_person_the_latest_assessment_counts(quji: User) -> None:
    kept, lost = (person("何丽容", birth=dt.date(1940, 3, 5), number=None) for _ in range(2))
    later, earlier = assessed(kept, dt.date(2026, 5, 1), 1), assessed(lost, dt.date(2025, 5, 1), 3)
    made = merge(keep_uid=kept.uid, lose_uid=lost.uid, by=quji, why="同一人")
    assert len(standing(kept)) == 2, "until the rules have heard of it"
    assert drain().parked == 0
    assert standing(kept) == [later.pk]
    undo_merge(uid=made.uid, by=quji, why="看错了")
    assert drain().parked == 0
    assert (standing(kept), standing(lost)) == ([later.pk], [earlier.pk])


def standing(who: Person) -> list[int]:
    return list(Assessment.objects.filter(person=who, standing=True).values_list("pk", flat=True))
