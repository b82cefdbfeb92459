"""Any two publications can be compared; the reasons are those that were recorded on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from lifecycle.roster.between import difference_between
from lifecycle.roster.declaration import Roster
from lifecycle.roster.publish import publish
from residents.models import Person
from tests.lifecycle.test_publish_roster import move_away
from tests.support import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_versions(asked: Any, school_age: Roster, shequ: User) -> list[Any]:
    """罗欣怡 is on the first and leaves before the third; 苏一诺 comes with the second; 谭浩宇 stays, under a new name."""
    leaver = make.person("罗欣怡", birth=dt.date(2020, 3, 17))
    stays = make.person("谭浩宇", birth=dt.date(2020, 2, 29), sex="1")
    made = [publish(school_age, asked(), by=shequ)]
    make.person("苏一诺", birth=dt.date(2019, 10, 21))
    made.append(publish(school_age, asked(), by=shequ))
    move_away(leaver, told=True)
    Person.objects.filter(pk=stays.pk).update(name="谭浩雨")
    return [*made, publish(school_age, asked(), by=shequ)]


def test_first_against_third(three_versions: list[Any], school_age: Roster) -> None:
    first, _, third = three_versions
    found = {change.name: change for change in difference_between(school_age, first, third).changes}
    assert {name: change.kind for name, change in found.items()} == {
        "苏一诺": "added",
        "罗欣怡": "removed",
        "谭浩雨": "changed",
    }
    assert found["罗欣怡"].explained and any("居住变动" in reason.text for reason in found["罗欣怡"].reasons)
    assert not found["谭浩雨"].explained
    assert [(cell.before, cell.after) for cell in found["谭浩雨"].cells if cell.before == "谭浩宇"] == [
        ("谭浩宇", "谭浩雨")
    ]


def test_on_screen_in_either_order(
    three_versions: list[Any], shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    first, _, third = three_versions
    address = "/rosters/school-age/versions/compare/"
    for one, other in ((first, third), (third, first)):
        page = client_as(shequ).get(address, {"one": one.uid, "other": other.uid}).content.decode()
        assert "第 3 次与第 1 次比" in page and "罗欣怡" in page and "没有事件解释" in page
    assert "相比" in client_as(shequ).get("/rosters/school-age/versions/").content.decode()
    assert client_as(panfu).get(address, {"one": first.uid, "other": third.uid}).status_code == 404
    assert client_as(shequ).get(address, {"one": "x", "other": third.uid}).status_code == 404
