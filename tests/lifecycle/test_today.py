"""The page 今天: what it lists, for whom, and what it costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from core import clock
from core.models import ImportBatch, ImportRow
from core.outbox import NewEvent, Subject, emit_many
from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import rosters
from lifecycle.roster.publish import publish
from residents.models import Household, Residence
from tests.support.areas import HONGQIAO, PANFU, SANYANJING
from tests.support.factories import household, person

MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(MONDAY):
        yield


@pytest.fixture
def page(shequ: User, numbers: None, client_as: Callable[[User], Client]) -> Callable[..., str]:
    def read(path: str = "/", user: User = shequ) -> str:
        response = client_as(user).get(path)
        assert response.status_code == 200
        return response.content.decode()

    return read


def batch_of(user: User, state: str, **more: object) -> ImportBatch:
    return ImportBatch.objects.create(
        feed="SQ01", state=state, file_name="三眼井十一月.xlsx", sha256="0" * 64, area_code=SANYANJING,
        uploaded_by=user, uploaded_at=clock.now(), **more,
    )  # fmt: skip


def test_a_quiet_day_says_so(page: Callable[..., str]) -> None:
    said = page()
    assert "2026-11-23</time> 周一" in said
    assert "没有等你做的事" in said
    assert "周五下班到现在没有新到的事" in said


def test_what_waits_is_listed_with_its_reason_and_its_place(page: Callable[..., str], shequ: User) -> None:
    head = person("邓国强")
    home = household(head)
    Household.objects.filter(pk=home.pk).update(head_confirmed=False)
    baby = person("何丽容之女", birth=dt.date(2026, 11, 2), temporary_name=True)
    homeless = person("梁惠珍", birth=dt.date(1950, 2, 3), hukou=None)
    Residence.objects.exclude(person=homeless).update(during=(dt.date(1980, 1, 1), dt.date(2026, 11, 1)))
    waiting = batch_of(shequ, ImportBatch.State.PREVIEW, counts={"accepted": 20, "refused": 3})
    done = batch_of(shequ, ImportBatch.State.COMMITTED)
    ImportRow.objects.create(batch=done, line=5, verdict=ImportRow.Verdict.REVIEW, raw="[]", reading="{}", label="陈某")

    said = page()

    assert "5 件事要做" in said
    assert "20 行可以入库，3 行退回" in said and f"/imports/{waiting.uid}/" in said
    assert "1 行要人核对" in said
    assert "确认户主 · 邓国强户" in said and f"/households/{home.uid}/" in said
    assert "补姓名 · 何丽容之女" in said and f"/persons/{baby.uid}/correct/" in said
    assert "补住处 · 梁惠珍" in said and f"/persons/{homeless.uid}/place/" in said
    assert said.count("为什么<span") == 5


def test_one_kind_can_be_looked_at_alone(page: Callable[..., str]) -> None:
    for number in range(6):
        person(f"孩子{number}", birth=dt.date(2026, 10, 1), temporary_name=True)
    everything, alone = page(), page("/?todo=name")
    assert everything.count("补姓名 · ") < alone.count("补姓名 · ")
    assert "补住处" in everything and "补住处 · " not in alone


def test_another_communitys_work_is_not_mine(page: Callable[..., str]) -> None:
    person("何志强之子", birth=dt.date(2026, 11, 2), temporary_name=True, hukou=PANFU, living=PANFU)
    said = page()
    assert "何志强之子" not in said and "没有等你做的事" in said


def test_new_events_are_put_together_by_their_file(page: Callable[..., str], shequ: User) -> None:
    source = batch_of(shequ, ImportBatch.State.COMMITTED)
    babies = [person(f"潘乐{name}", birth=dt.date(2026, 11, 10)) for name in "怡欣宁"]
    emit_many(
        [
            NewEvent(
                "person.born", baby.birth_date, (Subject(baby.pk, "subject", SANYANJING),), f"GA05:{source.pk}:{line}"
            )
            for line, baby in enumerate(babies, start=3)
        ],
        by="shequ",
    )
    with clock.travel(dt.date(2026, 11, 19)):
        old = person("欧阳思睿")
        emit_many(
            [NewEvent("person.moved", MONDAY, (Subject(old.pk, "subject", SANYANJING),), "desk:shequ")], by="shequ"
        )

    said = page()

    assert ">3 件事</a>" in said
    assert "等 3 人" in said and "批次第 5 行" in said
    assert "欧阳思睿" not in said.partition("新到的事</h2>")[2]


def test_the_week_names_those_who_turn_an_age(page: Callable[..., str]) -> None:
    person("关子谦", birth=dt.date(2020, 11, 24), sex="1")
    person("区玉兰", birth=dt.date(1926, 11, 29))
    person("麦浩然", birth=dt.date(2008, 11, 26), died_on=dt.date(2020, 1, 1), status="deceased")
    person("冯伯坚", birth=dt.date(1946, 11, 30))
    said = page().partition("本周节点")[2]
    assert "周二 24" in said and "满 6 岁" in said and "列入 2027 年入学名册" in said
    assert "满 100 岁" in said
    assert "麦浩然" not in said and "冯伯坚" not in said


def test_rosters_say_who_came_and_went_since_the_last_publication(page: Callable[..., str], shequ: User) -> None:
    stays = person("谭晓玥", birth=dt.date(2020, 3, 3))
    gone = person("蔡宇轩", birth=dt.date(2020, 4, 4))
    roster = rosters["school-age"]
    publish(roster, open_context(roster, area=SANYANJING, as_of=MONDAY), by=shequ)
    Residence.objects.filter(person=gone).update(during=(gone.birth_date, MONDAY))
    came = person("欧阳思睿", birth=dt.date(2020, 5, 5))

    said = page("/today/rosters/")

    assert "2 人" in said and "+1 −1" in said
    assert f"/persons/{came.uid}/" in said and f"/persons/{gone.uid}/" in said
    assert str(stays.uid) not in said


def test_a_street_sees_its_communities_and_a_roster_waits_to_be_published(
    page: Callable[..., str], jiedao: User
) -> None:
    person("谭晓玥", birth=dt.date(2020, 3, 3))
    assert "洪桥街道" in page(user=jiedao)
    assert "还没发布" in page("/today/rosters/", user=jiedao)


def test_administrator_and_auditor_start_with_their_own_work(
    page: Callable[..., str], admin: User, audit: User
) -> None:
    person("何丽容之女", birth=MONDAY, temporary_name=True)
    office, log = page(user=admin), page(user=audit)
    assert "全部账号" in office and "没改初始密码" in office
    assert "导出文件" in log and "登录失败" in log
    assert "何丽容之女" not in office + log and "本周节点" not in office + log


def test_the_page_asks_the_database_seldom(
    numbers: None, shequ: User, client_as: Callable[[User], Client], django_assert_max_num_queries: Callable
) -> None:
    for number in range(5):
        home = household(person(f"户主{number}"))
        Household.objects.filter(pk=home.pk).update(head_confirmed=False)
        baby = person(f"孩子{number}", birth=dt.date(2026, 11, 10), temporary_name=True)
        emit_many(
            [NewEvent("person.born", MONDAY, (Subject(baby.pk, "subject", SANYANJING),), "desk:shequ")], by="shequ"
        )
    client = client_as(shequ)
    client.get("/")
    with django_assert_max_num_queries(36):
        assert client.get("/").status_code == 200


def test_the_moment_since_is_the_end_of_the_last_working_day(page: Callable[..., str]) -> None:
    with clock.travel(dt.datetime(2026, 10, 9, 9, 0, tzinfo=timezone.get_current_timezone())):
        assert '自 <time datetime="2026-10-08T17:30+08:00">' in page()


def test_the_street_is_the_scope(page: Callable[..., str], jiedao: User) -> None:
    person("何丽容之女", birth=dt.date(2026, 11, 2), temporary_name=True)
    assert HONGQIAO == "440104001" and "补姓名 · 何丽容之女" in page(user=jiedao)


def test_a_desk_that_told_much_of_a_kind_is_one_entry(page: Callable[..., str]) -> None:
    for number in range(7):
        somebody = person(f"登记{number}")
        emit_many(
            [NewEvent("person.corrected", MONDAY, (Subject(somebody.pk, "subject", SANYANJING),), "desk:shequ")], by="x"
        )
    assert "等 3 人" in page()
