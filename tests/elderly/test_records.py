"""Elder records follow the base: whatever happened, and in whatever order, the record says what the base says."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.imports.undoing import undo_batch
from elderly.domain.record_numbers import number, read_number
from elderly.domain.record_stages import Standing, act, wanted
from elderly.models import ElderContact, ElderRecord, GreenCard
from elderly.selectors.record_changes import record_changes
from elderly.services.records import open_missing_records
from lifecycle.engine.drain import drain
from lifecycle.milestone.running import run_milestones
from lifecycle.models import Task
from residents.models import Person
from residents.services.correct import correct_person
from residents.services.death_reports import report_death
from residents.services.death_revoking import revoke_death
from residents.services.merge import merge
from residents.services.move import Destination, move_home, move_hukou
from tests.imports.support import bring, xlsx
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import dwelling, household, kin, person

TODAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(areas: None) -> object:
    with clock.travel(TODAY):
        yield


def record(who: Person) -> ElderRecord:
    return ElderRecord.objects.get(person=who)


def state(who: Person) -> tuple[str, str, str]:
    row = record(who)
    return row.stage, row.closing, row.area_code


def settle() -> None:
    assert drain().parked == 0


def test_a_number_says_community_year_and_place_and_is_read_as_typed() -> None:
    said = number("440104001007", TODAY, 42)
    assert said == "440104001007-2026-00042"
    assert read_number("440104001007 2026 00042") == read_number("４４０１０４００１００７-2026-00042") == said
    assert read_number("440104001007-2026") == ""


def test_a_first_loading_opens_what_is_missing_and_nothing_twice() -> None:
    old, near = person("何丽容", birth=dt.date(1950, 3, 5)), person("潘国华", birth=dt.date(1969, 1, 2), sex="1")
    person("年轻", birth=dt.date(1990, 1, 1))
    person("去世", birth=dt.date(1940, 1, 1), died_on=dt.date(2020, 1, 1), status="deceased")
    elsewhere = person("盘福", birth=dt.date(1948, 1, 1), hukou=PANFU, living=PANFU)
    assert open_missing_records(by="system") == {"open": 3}
    assert open_missing_records(by="system") == {}
    assert state(old) == ("full", "", SANYANJING) and state(near) == ("pre", "", SANYANJING)
    assert record(old).record_no == f"{SANYANJING}-2026-00001"
    assert record(near).record_no == f"{SANYANJING}-2026-00002"
    assert record(elsewhere).record_no == f"{PANFU}-2026-00001"


def test_the_net_agrees_with_the_rule_in_python_for_any_life() -> None:
    """elderly/domain/record_stages.py and the SQL are one sentence said twice."""
    dice = random.Random(7)
    people = []
    for place in range(60):
        died = dice.choice([None, None, TODAY - dt.timedelta(days=dice.randrange(-3, 900))])
        born = TODAY.replace(year=TODAY.year - dice.choice([54, 55, 56, 59, 60, 61, 80])) + dt.timedelta(
            days=dice.randrange(-2, 3)
        )
        where = dice.choice([(SANYANJING, SANYANJING), (None, PANFU), (SANYANJING, "440106"), ("440106", "440106")])
        people.append(
            person(
                f"某{place}",
                birth=born,
                hukou=where[0],
                living=where[1],
                number=None,
                died_on=died,
                status="deceased" if died and died <= TODAY else "living",
            )
        )
    found = record_changes({one.pk: TODAY for one in people})
    for one in people:
        area = next((code for code in (one.living_area, one.hukou_area) if len(code) >= 12), "")
        standing = Standing(one.birth_date, one.died_on, one.status == "deceased", False, area)
        now = wanted(standing, TODAY)
        said = act(now, "", "", "", area)
        assert (found[one.pk].act, found[one.pk].wanted) == (said, now) if said else one.pk not in found


def test_a_death_closes_and_its_revocation_opens_again(jiedao: User, shequ: User) -> None:
    him = person("邓国强", birth=dt.date(1952, 5, 5), sex="1")
    open_missing_records(by="system")
    report_death(person_uid=him.uid, died_on=dt.date(2026, 11, 16), word="psb_cancel", by=jiedao)
    settle()
    assert state(him)[:2] == ("full", "died") and record(him).closed_on == dt.date(2026, 11, 16)
    revoke_death(person_uid=him.uid, by=jiedao, reason="认错人了")
    settle()
    assert state(him) == ("full", "", SANYANJING)


def test_it_goes_along_inside_the_district_and_rests_outside(quji: User) -> None:
    her = person("何丽容", birth=dt.date(1950, 3, 5))
    open_missing_records(by="system")
    before = record(her).record_no
    move_home(person_uids=[her.uid], to=Destination(PANFU), on=TODAY, by=quji)
    settle()
    assert state(her) == ("full", "", PANFU) and record(her).record_no == before
    move_home(person_uids=[her.uid], to=Destination("440106"), on=TODAY, by=quji)
    move_hukou(person_uids=[her.uid], to=Destination("440106"), on=TODAY, by=quji)
    settle()
    assert state(her)[1] == "left"


def test_a_corrected_birth_date_takes_the_birthday_back(shequ: User) -> None:
    her = person("何丽容", birth=dt.date(1966, 11, 23), number=None)
    run_milestones(on=TODAY)
    settle()
    assert state(her)[0] == "full"
    correct_person(person_uid=her.uid, changes={"birth_date": dt.date(1968, 11, 23)}, reason="看了身份证原件", by=shequ)
    run_milestones(on=TODAY)
    settle()
    assert state(her)[0] == "pre" and record(her).full_on is None


def test_two_records_of_one_person_become_one(quji: User) -> None:
    kept, lost = (person("何丽容", birth=dt.date(1950, 3, 5), number=None) for _ in range(2))
    open_missing_records(by="system")
    merge(keep_uid=kept.uid, lose_uid=lost.uid, by=quji, why="同一人")
    settle()
    assert state(kept)[1] == "" and state(lost)[1] == "merged"


def test_a_relative_is_proposed_and_named_not_typed(shequ: User, client_as: Callable[[User], Client]) -> None:
    mother = person("何丽容", birth=dt.date(1950, 3, 5), home=dwelling())
    son = person("邓志明", birth=dt.date(1978, 1, 2), sex="1", phone="13800002290", home=dwelling())
    kin(mother, son, "child")
    household(mother, (son, "20"), home=dwelling())
    open_missing_records(by="system")
    client = client_as(shequ)
    page = f"/elderly/records/{mother.uid}/"
    form = client.get(f"{page}contacts/new/").content.decode()
    assert "儿子 邓志明 · 138****2290" in form
    client.post(f"{page}contacts/new/", {"who": str(son.pk)})
    contact = ElderContact.objects.get()
    assert (contact.relative_id, contact.relation, contact.name, contact.phone) == (son.pk, "儿子", "", "")
    shown = client.get(page).content.decode()
    assert "邓志明" in shown and "138****2290" in shown and "13800002290" not in shown
    again = client.post(f"{page}contacts/new/", {"who": "new", "name": "黄大文", "relation": "邻居", "phone": "138"})
    assert again.status_code == 422
    told = client.post(f"{page}contacts/{contact.uid}/phone/", {"reason": "联系本人"})
    assert told.content.decode() == "13800002290"


def test_filling_what_is_missing_closes_the_task(shequ: User, client_as: Callable[[User], Client]) -> None:
    her = person("何丽容", birth=dt.date(1966, 11, 23))
    run_milestones(on=TODAY)
    settle()
    task = Task.objects.get(kind="elder-record")
    client = client_as(shequ)
    assert f"/elderly/records/{her.uid}/fill/" in client.get(f"/tasks/{task.uid}/").content.decode()
    client.post(
        f"/elderly/records/{her.uid}/contacts/new/",
        {"who": "new", "name": "黄大文", "relation": "邻居", "phone": "13800001111"},
    )
    client.post(f"/elderly/records/{her.uid}/fill/", {"likes": "粤曲", "institution": "北京街社区卫生服务中心"})
    settle()
    task.refresh_from_db()
    assert task.state == "done" and record(her).checked_on == TODAY


def test_a_card_is_issued_once_printed_and_ended(shequ: User, client_as: Callable[[User], Client]) -> None:
    her = person("何丽容", birth=dt.date(1950, 3, 5))
    open_missing_records(by="system")
    client, page = client_as(shequ), f"/elderly/records/{her.uid}/"
    said = {"issued_on": TODAY.isoformat(), "entitlements": ["registration", "alarm"]}
    assert client.post(f"{page}card/new/", said).status_code == 302
    assert client.post(f"{page}card/new/", said).status_code == 422
    card = GreenCard.objects.get()
    printed = client.get("/elderly/cards/print/").content.decode()
    assert (
        card.number in printed and "免费挂号 · 平安钟" in printed and "家庭病床" not in printed and "S4" not in printed
    )
    client.post(f"{page}card/{card.uid}/end/", {"reason": "遗失"})
    assert client.post(f"{page}card/new/", said).status_code == 302
    assert GreenCard.objects.filter(ended_on=None).get().number == f"{record(her).record_no}-2"


def test_health_is_for_those_who_may_read_it_and_stays_sealed(
    shequ: User, quji: User, client_as: Callable[[User], Client]
) -> None:
    her = person("何丽容", birth=dt.date(1950, 3, 5))
    open_missing_records(by="system")
    page = f"/elderly/records/{her.uid}/"
    client_as(shequ).post(f"{page}health/", {"allergy": "青霉素", "exercise": "每天散步"})
    assert "青霉素" in client_as(shequ).get(page).content.decode()
    assert "青霉素" not in record(her).medical[:6]
    assert "青霉素" in client_as(shequ).get(f"{page}print/").content.decode()
    other = client_as(quji).get(page)
    if not quji.has_permission("elder.health"):
        assert "青霉素" not in other.content.decode()


def test_a_file_fills_many_and_its_undoing_takes_all_back(shequ: User) -> None:
    her = person("何丽容", birth=dt.date(1950, 3, 5))
    open_missing_records(by="system")
    titles = ["公民身份号码", "个人爱好", "签约机构", "紧急联系人", "与老人的关系", "联系人电话"]
    held = her.documents.get().number
    batch = bring(
        xlsx(titles, [held, "下棋", "北京街社区卫生服务中心", "黄志明", "邻居", "13800000000"]),
        "REG-ELDER-RECORDS",
        shequ,
    )
    row = record(her)
    assert (row.likes, row.contacts, ElderContact.objects.get().name) == ("下棋", 1, "黄志明")
    undo_batch(batch, by=shequ)
    row.refresh_from_db()
    assert (row.likes, row.contacts, ElderContact.objects.count()) == ("", 0, 0)
