"""Areas change; last year's list does not. Asked by today's boundary, it counts who lived on today's ground."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.domain.area_plan import Part
from accounts.domain.area_planning import Planning, Wanted
from accounts.models import Area, Grant, User
from accounts.services import area_changes
from accounts.tree import area_tree
from core import clock
from core.errors import UserError
from lifecycle.roster.context import open_context
from lifecycle.roster.publish import publish
from residents.models import Person
from tests.support import factories as make
from tests.support.areas import DEYUANLI, HONGQIAO, SANYANJING
from tests.support.commands import last_json

pytestmark = pytest.mark.django_db
LAST_YEAR = dt.date(2025, 8, 31)


@pytest.fixture
def children(numbers: None) -> list[Person]:
    """One in each community of the street, of last year's and of this year's cohort; one of them without a door number."""
    home = make.dwelling(area=DEYUANLI, road="德政北路", house="3号", room="501")
    return [
        make.person("罗欣怡", birth=dt.date(2019, 3, 17)),
        make.person("何子轩", birth=dt.date(2019, 5, 1), hukou=DEYUANLI, living=DEYUANLI, home=home),
        make.person("马小燕", birth=dt.date(2019, 6, 1), hukou=DEYUANLI, living=DEYUANLI),
        make.person("陈小明", birth=dt.date(2020, 6, 1), hukou=DEYUANLI, living=DEYUANLI, home=home),
    ]


@pytest.fixture
def roster_file(tmp_path: Path) -> Callable[..., bytes]:
    """The bytes of the file that the command writes."""

    def export(by: str, area: str, *, as_of: dt.date = LAST_YEAR, suffix: str = "csv", **options: str) -> bytes:
        out = tmp_path / f"roster.{suffix}"
        more = [part for name, value in options.items() for part in (f"--{name.replace('_', '-')}", value)]
        call_command(
            "export_roster",
            "school-age",
            "--area",
            area,
            "--as-of",
            as_of.isoformat(),
            "--out",
            str(out),
            "--by",
            by,
            *more,
        )
        return out.read_bytes()

    return export


def split(by: User, on: dt.date | None = None) -> str:
    """Split the street; returns the new street's code."""
    plan = Planning(area_tree()).split_street(HONGQIAO, Wanted("越华街道"), communities=[DEYUANLI])
    area_changes.propose(plan, on=on or clock.today(), document="越府函〔2026〕12 号", by=by)
    return Area.objects.get(name="越华街道").code


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_last_years_list_is_byte_for_byte_the_same(
    children: list[Person], quji: User, jiedao: User, roster_file: Any, suffix: str
) -> None:
    before = roster_file("jiedao", HONGQIAO, suffix=suffix)
    of_the_community = roster_file("jiedao", DEYUANLI, suffix=suffix)
    split(quji)
    assert roster_file("jiedao", HONGQIAO, suffix=suffix) == before
    assert roster_file("jiedao", DEYUANLI, suffix=suffix) == of_the_community
    plan = Planning(area_tree()).rename(HONGQIAO, Wanted("洪桥南街道"))
    area_changes.propose(plan, on=clock.today(), document="越府函〔2026〕13 号", by=quji)
    plan = Planning(area_tree()).rename(SANYANJING, Wanted("应元社区"))
    area_changes.propose(plan, on=clock.today(), document="越府函〔2026〕13 号", by=quji)
    assert roster_file("jiedao", HONGQIAO, suffix=suffix) == before, "a list of then keeps the names of then"


@pytest.mark.django_db(transaction=True)
def test_as_known_before_the_change_nothing_has_changed(
    children: list[Person], quji: User, jiedao: User, roster_file: Any
) -> None:
    """A change recorded today for a day some weeks ago does not alter what was known last week."""
    day, moment = clock.today() - dt.timedelta(days=5), clock.now().isoformat()
    before = roster_file("jiedao", HONGQIAO, as_of=day)
    split(quji, on=clock.today() - dt.timedelta(days=30))
    plan = Planning(area_tree()).rename(SANYANJING, Wanted("应元社区"))
    area_changes.propose(plan, on=clock.today() - dt.timedelta(days=30), document="越府函〔2026〕13 号", by=quji)
    assert roster_file("jiedao", HONGQIAO, as_of=day, known_at=moment) == before
    assert roster_file("jiedao", HONGQIAO, as_of=day) != before


def test_the_days_of_registration_go_on(children: list[Person], quji: User, jiedao: User, roster_file: Any) -> None:
    """入户日期 is the day of the registration, not of the change of areas."""
    today = clock.today()
    before = roster_file("jiedao", HONGQIAO, as_of=today).decode()
    new = split(quji)
    after = roster_file("jiedao", new, as_of=today).decode()
    assert "2020-06-01" in before and "2020-06-01" in after


def test_the_new_street_had_nobody_then_and_says_who_did(
    children: list[Person], quji: User, jiedao: User, client_as: Callable[[User], Client], roster_file: Any
) -> None:
    new = split(quji)
    officer = User.objects.get(pk=jiedao.pk)
    client = client_as(officer)
    ask = {"area": new, "as_of": LAST_YEAR.isoformat()}
    page = client.get(reverse("roster", args=["school-age"]), ask).content.decode()
    assert "才设立" in page and "看洪桥街道当时的名册" in page and "何子轩" not in page
    now = client.get(reverse("roster", args=["school-age"]), {**ask, "boundary": "now"}).content.decode()
    assert "何子轩" in now and "马小燕" in now and "罗欣怡" not in now and "按现在的界线" in now
    assert "何子轩" in roster_file("jiedao", new, boundary="now").decode()
    old = client.get(
        reverse("roster", args=["school-age"]), {"area": HONGQIAO, "as_of": LAST_YEAR.isoformat(), "boundary": "now"}
    )
    names = old.content.decode()
    assert "罗欣怡" in names and "何子轩" not in names


def test_now_boundary_goes_by_the_home_else_by_the_code(
    children: list[Person], quji: User, jiedao: User, roster_file: Any
) -> None:
    """德源里 is divided: the home lies in the part that left, whoever has no door number stays with the rest."""
    plan = Planning(area_tree()).split_community(
        DEYUANLI, Wanted("德政社区"), part=Part(("德政北路",), (), ("德政北路全部",))
    )
    area_changes.propose(plan, on=clock.today(), document="越府函〔2026〕14 号", by=quji)
    new = Area.objects.get(name="德政社区").code
    then = roster_file("jiedao", DEYUANLI).decode()
    assert "何子轩" in then and "马小燕" in then
    now = roster_file("jiedao", DEYUANLI, boundary="now").decode()
    assert "何子轩" not in now and "马小燕" in now
    part = roster_file("jiedao", new, boundary="now").decode()
    assert "何子轩" in part and "马小燕" not in part and "德政社区" in part
    assert "何子轩" not in roster_file("jiedao", new).decode()


def test_the_api_and_the_explanation_take_the_boundary(
    children: list[Person],
    quji: User,
    jiedao: User,
    client_as: Callable[[User], Client],
    capsys: pytest.CaptureFixture[str],
) -> None:
    new = split(quji)
    client = client_as(User.objects.get(pk=jiedao.pk))
    ask = {"area": new, "as_of": LAST_YEAR.isoformat()}
    entries = "/api/v1/rosters/school-age/entries/"
    assert client.get(entries, ask).json()["results"] == []
    found = client.get(entries, {**ask, "boundary": "now"}).json()["results"]
    assert {row["values"]["name"] for row in found} == {"何子轩", "马小燕"}
    assert client.get(entries, {**ask, "boundary": "sideways"}).status_code == 400
    number = children[1].documents.get().number
    call_command(
        "explain",
        "school-age",
        "--number",
        number,
        "--as-of",
        LAST_YEAR.isoformat(),
        "--by",
        "jiedao",
        "--area",
        new,
        "--boundary",
        "now",
    )
    assert last_json(capsys)["member"] is True


def test_a_list_by_todays_boundary_is_not_published(
    children: list[Person], quji: User, jiedao: User, school_age: Any
) -> None:
    split(quji)
    context = open_context(school_age, area=HONGQIAO, as_of=LAST_YEAR, boundary="now")
    with pytest.raises(UserError, match="不发布"):
        publish(school_age, context, by=jiedao)


def test_what_changed_in_a_list_is_explained_by_the_change(
    children: list[Person], quji: User, jiedao: User, school_age: Any
) -> None:
    """The street's list loses the children of the part that left, and says why."""
    from_today = open_context(school_age, area=HONGQIAO, as_of=clock.today())
    publish(school_age, from_today, by=jiedao)
    split(quji)
    again = publish(school_age, open_context(school_age, area=HONGQIAO, as_of=clock.today()), by=jiedao)
    change = again.changes.get()
    assert (change.kind, change.explained) == ("removed", True)
    assert any("所在地区变更" in reason["text"] for reason in change.reasons)


def test_years_side_by_side(
    children: list[Person], quji: User, jiedao: User, client_as: Callable[[User], Client]
) -> None:
    new = split(quji)
    client = client_as(User.objects.get(pk=jiedao.pk))
    page = client.get(reverse("area-years", args=[new])).content.decode()
    assert "当时没有这个地区" in page and "前身和后继" in page
    assert client.get(reverse("area-years", args=["440104004"])).status_code == 404
    Grant.objects.filter(user=jiedao).delete()
    assert client.get(reverse("area-years", args=[new])).status_code in (403, 404)
