"""A divorce is told only to those whose work it is: in the history of a person, in the picture of a family."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.urls import reverse

from accounts.models import User
from core.audit import acting
from residents.models import Household, Kinship, Person
from tests.support.factories import household, kin, person

MARRIED, DIVORCED = dt.date(2005, 10, 1), dt.date(2022, 3, 4)


@pytest.fixture
def family(areas: None) -> Household:
    """何丽容, divorced from 邓国强 who lives elsewhere; her widowed mother with her."""
    her = person("何丽容", birth=dt.date(1980, 3, 12), marital_status="20")
    former = person("邓国强", birth=dt.date(1979, 5, 1), sex="1")
    mother = person("陈秀珍", birth=dt.date(1955, 6, 1), marital_status="30")
    father = person("何志明", birth=dt.date(1953, 6, 1), sex="1", status="deceased", died_on=dt.date(2020, 2, 2))
    kin(her, former, "spouse", since=MARRIED)
    kin(mother, father, "spouse", since=dt.date(1978, 1, 1))
    kin(her, mother, "parent")
    with acting(by="shequ", why="丈夫去世", source="seed"):
        Kinship.objects.filter(person__in=[mother, father], kind="spouse").update(
            during=(dt.date(1978, 1, 1), father.died_on)
        )
    with acting(by="shequ", why="离婚证看过", source="desk:shequ"):
        Person.objects.filter(pk=her.pk).update(marital_status="40")
        Kinship.objects.filter(person__in=[her, former], kind="spouse").update(during=(MARRIED, DIVORCED))
    return household(her, (mother, "52"))


@pytest.fixture
def page(client_as: Callable) -> Callable[[User, str], str]:
    def read(user: User, url: str) -> str:
        answer = client_as(user).get(url)
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_the_history_of_a_person(family: Household, page: Callable, shequ: User, jiaoyu: User) -> None:
    url = reverse("history", args=["person", Person.objects.get(name="何丽容").uid])
    told, kept = page(shequ, url), page(jiaoyu, url)
    assert all(words in told for words in ("离婚", "2022-03-04", "离婚证看过"))
    assert not any(words in kept for words in ("离婚", "2022-03-04"))
    assert "邓国强" in kept  # the marriage itself is no secret
    widowed = reverse("history", args=["person", Person.objects.get(name="陈秀珍").uid])
    assert "2020-02-02" in page(jiaoyu, widowed)


@pytest.mark.parametrize("then", ["", "?on=2026-11-01"])
def test_the_picture_of_a_family(then: str, family: Household, page: Callable, shequ: User, jiaoyu: User) -> None:
    url = reverse("household", args=[family.uid]) + then
    told, kept = page(shequ, url), page(jiaoyu, url)
    assert "邓国强" in told
    assert "邓国强" not in kept
    assert all(name in html for html in (told, kept) for name in ("何丽容", "陈秀珍", "何志明"))
