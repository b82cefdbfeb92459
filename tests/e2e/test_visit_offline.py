"""From door to door without a signal: nothing is lost, nothing is sent twice, and two people's answers are settled one by one."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, Visitor

_TASKS = """
import json
from core import clock
from core.scope import as_system
from lifecycle.models import Task
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from residents.models import Person
with as_system("a journey's visits"):
    here = Person.objects.filter(living_area="440104001007", status="living")
    people = here.exclude(phone_digest=None).order_by("birth_date")[:3]
    ids = open_tasks([
        NewTask("care-visit", "440104001007", "", "约好的", f"journey:{clock.now()}:{one.pk}", clock.today(),
                ((one.pk, "subject"),), due_on=clock.today())
        for one in people
    ], by="journey")
    tasks = Task.objects.in_bulk(ids)
    print(json.dumps([{"task": str(tasks[pk].uid), "person": str(one.uid), "name": one.name} for pk, one in zip(ids, people)]))
"""
_MEANWHILE = """
import uuid
from accounts.models import User
from core import clock
from core.scope import as_system
from lifecycle.services.visits import Sent, record_visit
with as_system("the street's officer comes to the same door"):
    record_visit(Sent(uuid.uuid4(), uuid.UUID("{person}"), {{"met": "self", "health": "doctor", "mood": "calm", "fire": "fine"}},
                      clock.now(), task_uid=uuid.UUID("{task}")), by=User.objects.get(username="jiedao"))
"""
_AFTER = """
import json
from core.scope import as_system
from lifecycle.models import Task, Visit
with as_system("what the journey left"):
    rows = Visit.objects.filter(task__uid__in={tasks}).order_by("person_id", "id")
    print(json.dumps({{
        "visits": [[str(row.task.uid), row.by, row.standing, row.health, row.note, row.photos.count()] for row in rows],
        "states": dict((str(uid), state) for uid, state in Task.objects.filter(uid__in={tasks}).values_list("uid", "state")),
    }}))
"""


def _shell(site: RunningSite, code: str) -> Any:
    said = site.manage("shell", "-v", "0", "-c", code).strip().splitlines()
    return json.loads(said[-1]) if said else None


def _picture() -> bytes:
    """A small grey PNG."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        chunk(*part)
        for part in ((b"IHDR", head), (b"IDAT", zlib.compress((b"\0" + b"\x80" * 32) * 32)), (b"IEND", b""))
    )


def _stop(page: Page, door: dict[str, str]) -> Locator:
    return page.locator(f'[data-stop="{door["task"]}"]')


def _listed(page: Page, doors: list[dict[str, str]]) -> None:
    for door in doors:
        expect(_stop(page, door)).to_be_visible()


def _fill(page: Page, home: str, door: dict[str, str], health: str, note: str, photo: bytes | None = None) -> None:
    """Go to a door of the list and store what was seen there."""
    _stop(page, door).get_by_role("link", name="到门口了").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(door["name"])
    for answer in ("见到了", health, "平稳", "没问题"):
        page.get_by_label(answer, exact=True).check()
    page.fill("#note", note)
    if photo:
        page.set_input_files("[name=photos]", {"name": "a.png", "mimeType": "image/png", "buffer": photo})
        expect(page.locator("[data-photos]")).to_contain_text("1 张")
    page.get_by_role("button", name="存好，去下一家").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("今天的走访")


def test_two_visits_without_signal_arrive_once_and_a_conflict_is_settled(
    site: RunningSite, visit: Callable[..., Visitor]
) -> None:
    doors = _shell(site, _TASKS)
    clerk = visit("shequ", size=NARROW, expected={409})
    page, context = clerk.page, clerk.page.context
    with page.expect_response(lambda answer: "/visits/pack/" in answer.url):
        clerk.open("/visits/")
    _listed(page, doors)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    assert clerk.overflow() == 0 and clerk.axe() == []

    context.set_offline(True)
    page.reload()
    expect(page.locator(".off")).to_contain_text("没有信号")
    _listed(page, doors)
    _fill(page, clerk.home, doors[0], "差一些", "膝盖比上月疼", photo=_picture())
    _fill(page, clerk.home, doors[1], "差一些", "想换血压计")
    page.reload()
    expect(page.locator("#queue li")).to_have_count(2)
    expect(page.locator("[data-stop] .chip", has_text="存在手机里")).to_have_count(2)
    assert clerk.axe() == []

    _shell(site, _MEANWHILE.format(**doors[1]))
    context.set_offline(False)
    expect(page.locator("#queue li")).to_have_count(1)
    expect(page.locator("#queue")).to_contain_text("填「要就医」，你填「差一些」")
    page.get_by_role("button", name="用我的").click()
    expect(page.locator("#queue")).to_be_hidden()
    _listed(page, doors[2:])
    expect(_stop(page, doors[1])).to_have_count(0)

    uids = [door["task"] for door in doors]
    left = _shell(site, _AFTER.format(tasks=uids))
    assert left["states"] == {uids[0]: "done", uids[1]: "done", uids[2]: "open"}
    assert sorted(left["visits"]) == sorted(
        [
            [uids[0], "shequ", "told", "worse", "膝盖比上月疼", 1],
            [uids[1], "jiedao", "told", "worse", "想换血压计", 0],
            [uids[1], "shequ", "joined", "worse", "想换血压计", 0],
        ]
    )

    # Signing out takes the key and the list along: nobody after her sees whom she visits.
    context.set_offline(False)
    clerk.open("/visits/")
    page.locator(".tabs-b summary").click()
    page.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    page.wait_for_url("**/login/**")
    assert page.evaluate("caches.keys()") == []


_RUN_OUT = """
import datetime as dt, uuid
from accounts.models import User
from core import clock
from core.scope import scoped
from elderly.domain.assessment import Given
from elderly.models import Assessment
from elderly.services.assessments import NewAssessment, record_assessment
clerk = User.objects.get(username="shequ")
with scoped(clerk.resident_scope):
    record_assessment(NewAssessment(uuid.uuid4(), uuid.UUID("{person}"), "selfcare", Given({{str(n): "independent" for n in range(1, 6)}}),
                                    clock.today() - dt.timedelta(days=400), "first", "home", "self", "desk:shequ"), by=clerk)
"""
_ASSESSED = """
import json
from core.scope import as_system
from elderly.models import Assessment
with as_system("what the journey left"):
    rows = Assessment.objects.filter(person__uid="{person}", scale="selfcare").order_by("id")
    print(json.dumps(list(rows.values_list("score", "standing"))))
"""


def test_an_assessment_filled_in_without_signal_arrives_once(site: RunningSite, visit: Callable[..., Visitor]) -> None:
    door = _shell(site, _TASKS)[2]
    _shell(site, _RUN_OUT.format(**door))
    clerk = visit(size=NARROW)
    clerk.sign_in("shequ")  # a session of her own: the one that others share may have been signed out
    page, context = clerk.page, clerk.page.context
    page.wait_for_url(f"{clerk.home}/")
    with page.expect_response(lambda answer: "/visits/pack/" in answer.url):
        clerk.open("/visits/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    context.set_offline(True)
    page.reload()
    _stop(page, door).get_by_role("link", name="填表").click()
    expect(page.locator("[data-place]")).to_have_text("第 1 项，共 7 项")
    page.get_by_label("本人", exact=True).check()
    page.get_by_role("button", name="下一项").click()
    for place, answer in enumerate(("可自理", "轻度依赖", "可自理", "可自理", "轻度依赖"), start=2):
        expect(page.locator("[data-place]")).to_have_text(f"第 {place} 项，共 7 项")
        page.locator("section:not([hidden]) label", has_text=answer).click()  # a touch leads on
    expect(page.locator("[data-place]")).to_have_text("第 7 项，共 7 项")
    assert clerk.overflow() == 0 and clerk.axe() == []
    page.get_by_role("button", name="评完，存好").click()
    expect(page.locator("#queue")).to_contain_text("生活自理能力评估")
    expect(_stop(page, door)).to_contain_text("存在手机里")

    context.set_offline(False)
    expect(page.locator("#queue")).to_be_hidden()
    assert _shell(site, _ASSESSED.format(**door)) == [[0, False], [2, True]]
