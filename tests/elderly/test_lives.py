"""Four lives of old people, each from what happened to what the clerk sees: turning sixty, moving in, being left alone, dying."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.models import ParameterValue
from elderly.models import CarePlan, ElderCategory, ElderRecord
from elderly.services.care import settle_everybody
from elderly.services.records import open_missing_records
from lifecycle.engine.drain import drain
from lifecycle.milestone.running import run_milestones
from lifecycle.models import Task
from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import rosters
from lifecycle.roster.select import members
from messaging.domain.sms_states import State
from messaging.models import Sms
from messaging.services.sms_asking import NewSms, send_sms
from messaging.services.sms_sending import send_waiting
from messaging.services.sms_templates import ship_texts
from residents.models import Benefit, Person
from tests.imports.layouts import send
from tests.imports.support import bring, xlsx
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import dwelling, household, id_number, kin, person

TODAY = dt.date(2026, 11, 23)
MORNING = dt.datetime(2026, 11, 23, 9, 30, tzinfo=clock.SHANGHAI)
LONGEVITY = "/payments/longevity/2026-12/"
HIM = id_number(dt.date(1940, 5, 5), "1", order=6)
GA06 = {
    "序号": "1", "姓名": "邓国强", "公民身份号码": HIM, "性别": "男", "出生日期": "1940-05-05", "死亡日期": "2026-11-16",
    "死亡原因": "", "死亡证明编号": "S20261116", "注销日期": "2026-11-18", "注销类别": "死亡", "户号": "", "与户主关系": "户主",
    "户籍地址": "", "派出所": "", "社区居委会": "三眼井社区居委会", "申报人": "", "申报人电话": "", "备注": "",
}  # fmt: skip

Read = Callable[..., str]
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_morning(numbers: None) -> Any:
    """The amounts of the allowance are those of 2022, entered for the test: the product does not know today's."""
    with clock.travel(MORNING):
        ParameterValue.objects.filter(key__startswith="GZ_LONGEVITY").update(during=(dt.date(2020, 1, 1), None))
        ship_texts()
        yield


@pytest.fixture
def read(shequ: User, client_as: Callable[[User], Client]) -> Read:
    def get(path: str, by: User = shequ) -> str:
        answer = client_as(by).get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    return get


@pytest.fixture
def couple(areas: None) -> tuple[Person, Person]:
    """He is 86, she 82; they live alone together, and receive the allowance from this month's list on."""
    home = dwelling()
    him = person(
        "邓国强", birth=dt.date(1940, 5, 5), sex="1", number=HIM, phone="13800006071", home=home, marital_status="20"
    )
    her = person("何丽容", birth=dt.date(1944, 3, 5), sex="2", phone="13800001234", home=home, marital_status="20")
    household(him, (her, "12"), home=home)
    kin(him, her, "spouse", since=dt.date(1965, 1, 1))
    open_missing_records(by="system")
    return him, her


def settle() -> None:
    assert drain().parked == 0


def record(who: Person) -> ElderRecord:
    return ElderRecord.objects.get(person=who)


def groups(who: Person) -> set[str]:
    return set(ElderCategory.objects.filter(person=who, during__contains=clock.today()).values_list("code", flat=True))


def plan(who: Person) -> CarePlan:
    return CarePlan.objects.get(person=who, closed_on=None)


def listed(key: str, day: dt.date = TODAY, area: str = SANYANJING) -> set[str]:
    people = members(rosters[key], open_context(rosters[key], area=area, as_of=day))
    return set(people.values_list("name", flat=True))


def tasks(who: Person, kind: str) -> list[Task]:
    return list(Task.objects.filter(kind=kind, people__person_id=who.pk))


def die(shequ: User) -> None:
    """The police's file arrives; nobody clicks."""
    bring(xlsx(list(GA06), list(GA06.values())), "GA06", shequ)
    settle()


def message(who: Person, key: str) -> Sms:
    filled = {"name": who.name, "when": "11月25日上午", "place": "洪桥街社区卫生服务中心"}
    wanted = NewSms("checkup-invite", key, SANYANJING, who.pk, filled)
    return Sms.objects.get(pk=send_sms([wanted], by="test", why="体检")[key])


def test_turning_fifty_five_and_sixty(read: Read) -> None:
    near = person("潘国华", birth=dt.date(1971, 11, 23), sex="1")
    her = person("何丽容", birth=dt.date(1966, 11, 24))
    run_milestones(on=TODAY)
    settle()
    assert record(near).stage == "pre" and not tasks(near, "elder-record")
    assert listed("pre-elderly") == {"潘国华", "何丽容"} and listed("elderly") == set()
    with clock.travel(MORNING + dt.timedelta(days=1)):
        open_missing_records(by="system")
        run_milestones(on=clock.today())
        settle()
        row = record(her)
        assert (row.stage, row.full_on, row.closing) == ("full", clock.today(), "")
        assert listed("elderly", clock.today()) == {"何丽容"} and "何丽容" in read("/rosters/elderly/")
        [task] = tasks(her, "elder-record")
        page = read(f"/tasks/{task.uid}/")
        assert f"/elderly/records/{her.uid}/fill/" in page and "紧急联系人" in page
        assert row.record_no in read(f"/persons/{her.uid}/") and "还缺" in read(f"/elderly/records/{her.uid}/")
        assert "何丽容" in read("/elder-records/?stage=full&lacks=contacts")


def test_moving_in_at_sixty_seven(shequ: User, read: Read, client_as: Callable[[User], Client]) -> None:
    """Told by program, living alone: a record, a group, a day and somebody who answers; no allowance before seventy."""
    her = person("梁惠珍", birth=dt.date(1959, 5, 12), living="440106")
    told = {
        "kind": "person.moved_in",
        "subjects": [{"role": "subject", "uid": str(her.uid)}],
        "occurred_on": TODAY.isoformat(),
        "payload": {"area": SANYANJING, "address": "三眼井直街12号501"},
        "source": "test",
        "source_key": "m-1",
    }
    answer = client_as(shequ).post("/api/v1/events/", told, content_type="application/json")
    assert answer.status_code == 201, answer.content.decode()
    settle()
    row = record(her)
    assert (row.stage, row.area_code, row.closing) == ("full", SANYANJING, "")
    assert row.record_no == f"{SANYANJING}-2026-00001" and tasks(her, "elder-record")
    assert "01" in groups(her) and listed("lone-elders") == {"梁惠珍"}
    kept = plan(her)
    assert kept.next_on and kept.next_on <= TODAY + dt.timedelta(days=7) and kept.owner is not None
    page = read("/elder-records/")
    assert "梁惠珍" in page and "独居老人" in page and kept.next_on.isoformat() in page and kept.owner.name in page
    assert not Benefit.objects.filter(person=her).exists()
    assert listed("longevity-allowance") == set() and "梁惠珍" not in read(LONGEVITY)


def test_moving_in_by_the_police_list(quji: User) -> None:
    """GA04: the record opens in the community of the registration, with a task for what nobody knows yet."""
    her = person("梁惠珍", birth=dt.date(1959, 5, 12), hukou="440106", living=None)
    send("GA04", quji, {"身份证号": her.documents.get().number, "变动类别": "市外迁入"})
    settle()
    assert record(her).area_code == PANFU and listed("elderly", area=PANFU) == {"梁惠珍"}
    assert tasks(her, "elder-record")


def test_widowed_at_eighty_two_and_alone(couple: tuple[Person, Person], shequ: User, jiedao: User, read: Read) -> None:
    him, her = couple
    die(shequ)
    her.refresh_from_db()
    assert {"01", "11"} <= groups(her) and "独居老人" in read(f"/persons/{her.uid}/")
    assert listed("lone-elders") == {"何丽容"} and listed("lone-elders", dt.date(2026, 11, 10)) == set()
    assert read(f"/rosters/lone-elders/why/{her.uid}/?as_of=2026-11-10").count("同一住处还有 1 位成年人") >= 1
    kept = plan(her)
    # Nobody but her, no child known: 孤寡 asks for a visit each week, the stricter of the two rhythms.
    assert kept.days in (7, 14) and kept.next_on and kept.next_on <= TODAY + dt.timedelta(days=14)
    assert kept.owner is not None
    assert Task.objects.filter(kind="bereavement-visit", state="open").exists()
    assert "何丽容" in read(LONGEVITY) and "邓国强" not in listed("longevity-allowance", dt.date(2026, 12, 1))
    hers, his = message(her, "hers"), message(him, "his")
    assert hers.state == State.QUEUED and hers.phone_last4 == "1234"
    assert (his.state, his.reason) == (State.SUPPRESSED, "已去世")
    assert send_waiting() == 1


def test_dying(couple: tuple[Person, Person], shequ: User, read: Read) -> None:
    him, _her = couple
    settle_everybody(by="system", on=TODAY)
    before = message(him, "asked while he lived")
    die(shequ)
    row = record(him)
    assert (row.closing, row.closed_on) == ("died", dt.date(2026, 11, 16))
    assert "已关闭" in read(f"/persons/{him.uid}/") and "邓国强" not in read("/elder-records/")
    assert "邓国强" not in listed("elderly") | listed("lone-elders") | listed(
        "longevity-allowance", dt.date(2026, 12, 1)
    )
    assert listed("elderly", dt.date(2026, 11, 15)) == {"邓国强", "何丽容"}
    assert groups(him) == set() and not CarePlan.objects.filter(person=him, closed_on=None).exists()
    assert not Benefit.objects.filter(person=him, during__contains=dt.date(2026, 12, 1)).exists()
    assert "邓国强" not in read(LONGEVITY)
    send_waiting()
    before.refresh_from_db()
    assert (before.state, before.reason) == (State.SUPPRESSED, "已去世")
    assert message(him, "afterwards").state == State.SUPPRESSED
