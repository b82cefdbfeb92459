"""The demo clerk finds a file to decide about, once; nothing of it is in the base yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import User
from core import clock
from residents.demo.desk import keep_desk, lay_out
from residents.demo.twice import register_twice
from residents.models import Household, Person, Residence
from residents.selectors.attention import first_open_heads
from tests.support import factories
from tests.support.areas import SANYANJING

pytestmark = pytest.mark.django_db


@pytest.fixture
def mothers(areas: None) -> None:
    born = clock.today() - dt.timedelta(days=30 * 365)
    for number in range(9):
        factories.person(f"陈慧{'一二三四五六七八九'[number]}", birth=born, sex="2", marital_status="21")


def test_a_file_waits_with_every_kind_of_verdict(mothers: None, shequ: User) -> None:
    before = Person.objects.count()
    batch = lay_out(by=shequ)
    assert batch is not None and batch.state == "preview"
    counts = batch.counts
    assert (counts["rows"], counts["accepted"], counts["review"], counts["refused"], counts["skipped"]) == (
        8,
        4,
        2,
        2,
        1,
    )
    assert counts["corrected"] >= 2
    assert Person.objects.count() == before


def test_only_one_and_only_where_there_are_mothers(mothers: None, shequ: User) -> None:
    assert lay_out(by=shequ) is not None
    assert lay_out(by=shequ) is None


def test_a_small_community_gets_none(areas: None, shequ: User) -> None:
    assert lay_out(by=shequ) is None


@pytest.fixture
def families(areas: None) -> None:
    home = factories.dwelling()
    for number in range(4):
        head = factories.person(f"陈志{'一二三四'[number]}", sex="1", home=home)
        wife = factories.person(f"何丽{'一二三四'[number]}", sex="2", home=home)
        child = factories.person(f"陈小{'一二三四'[number]}", birth=dt.date(2015, 5, number + 1), home=home)
        factories.household(head, (wife, "10"), (child, "20"), home=home)
    factories.dwelling(road="德政北路", house="8号", room="301")


def test_yesterday_at_the_desk_leaves_work_and_adds_nobody(families: None, shequ: User) -> None:
    before = Person.objects.count()
    assert keep_desk(by=shequ) == 4
    assert Household.objects.filter(head_confirmed=False).count() == 1
    assert Residence.objects.filter(area_code=SANYANJING, dwelling=None, during__upper_inf=True).count() == 1
    assert Person.objects.filter(living_address="德政北路8号301").count() == 3
    assert Person.objects.count() == before
    assert keep_desk(by=shequ) == 0, "once is enough"


def test_no_acts_without_families(areas: None, shequ: User) -> None:
    assert keep_desk(by=shequ) == 0


def test_who_is_proposed_is_still_in_the_household(families: None, shequ: User) -> None:
    keep_desk(by=shequ)
    (row,) = first_open_heads(shequ.scope("household.view"), 5)
    assert row.head.startswith("陈志") and row.proposed == row.head.replace("陈志", "何丽")


def test_one_woman_stands_twice_and_waits_side_by_side(areas: None, shequ: User, client_as: Callable) -> None:
    factories.person("陈小龙", birth=dt.date(1980, 3, 5), sex="1")
    woman = factories.person("谢桂英", birth=dt.date(1969, 7, 21), sex="2", number="440199196907210142")
    assert register_twice(by=shequ)
    other = Person.objects.get(name="謝桂英")
    assert other.birth_date == woman.birth_date
    page = client_as(shequ).get("/duplicates/").content.decode()
    assert "谢桂英和謝桂英" in page or "謝桂英和谢桂英" in page
    assert not register_twice(by=shequ)
    assert Person.objects.count() == 3
