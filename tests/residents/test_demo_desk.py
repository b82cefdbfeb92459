"""The demo clerk finds a file to decide about, once; nothing of it is in the base yet."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import User
from core import clock
from residents.demo.desk import lay_out
from residents.models import Person
from tests.support import factories

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
