"""Files of before and after a change of areas: old names and codes are read as their successors, or asked about."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.domain.area_plan import Part
from accounts.domain.area_planning import Planning, Wanted
from accounts.models import Area, AreaAlias, User
from accounts.services import area_changes
from accounts.tree import area_tree, forget_areas
from core import clock
from core.audit import acting
from core.imports.feed import Check
from residents.feeds import columns
from residents.models import Household, Person, Residence
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.residences import settle
from tests.support import factories as make
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


def decide(plan: Any, by: User, *, on: dt.date = TODAY) -> None:
    area_changes.propose(plan, on=on, document="越府函〔2026〕12 号", by=by)


def read(text: str, by: User, *, reader: Any = columns.community) -> Any:
    return reader(text, Check(by, by.scope("import.SQ01"), TODAY))


@pytest.mark.parametrize("written", ["德源里社区", "德源里居委会", "洪桥街道德源里社区", "洪桥街德源里", DEYUANLI])
def test_a_name_of_before_is_read_as_its_successor(areas: None, quji: User, written: str) -> None:
    decide(Planning(area_tree()).merge([SANYANJING, DEYUANLI], into=SANYANJING), quji)
    cell = read(written, quji)
    assert (cell.value, cell.problem) == (SANYANJING, None)
    assert "2026-11-22 起为三眼井社区" in cell.notes[0]


def test_a_renamed_community_is_known_by_its_old_name(areas: None, quji: User) -> None:
    decide(Planning(area_tree()).rename(SANYANJING, Wanted("应元社区")), quji)
    assert read("三眼井居委会", quji).value == SANYANJING and read("三眼井居委会", quji).notes
    assert read("应元社区", quji).value == SANYANJING and not read("应元社区", quji).notes


def test_a_community_that_came_under_another_street(areas: None, quji: User) -> None:
    decide(Planning(area_tree()).split_street(HONGQIAO, Wanted("越华街道"), communities=[DEYUANLI]), quji)
    new = area_tree().lineage.main(DEYUANLI, since=TODAY)
    assert read("德源里社区", quji).value == new and not read("德源里社区", quji).notes, "the name did not change"
    assert read(DEYUANLI, quji).value == new and read(DEYUANLI, quji).notes
    assert read(DEYUANLI, quji, reader=columns.area).value == new


def test_a_divided_one_is_asked_about(areas: None, quji: User) -> None:
    make.dwelling(area=DEYUANLI, road="德政北路")
    with clock.travel(TODAY - dt.timedelta(days=2)):
        decide(
            Planning(area_tree()).split_community(DEYUANLI, Wanted("德政社区"), part=Part(("德政北路",))),
            quji,
            on=TODAY - dt.timedelta(days=2),
        )
    part = Area.objects.get(name="德政社区").code
    assert read("德源里社区", quji).value == DEYUANLI, "it goes on, smaller"
    plan = Planning(area_tree())
    decide(plan.merge([SANYANJING, DEYUANLI], into=SANYANJING), quji, on=TODAY - dt.timedelta(days=1))
    assert read("德源里社区", quji).value == SANYANJING
    Area.objects.filter(code=DEYUANLI).update(valid=(dt.date(2005, 4, 28), TODAY - dt.timedelta(days=2)))
    forget_areas()
    cell = read("德源里社区", quji)
    assert cell.value is None and cell.problem.verdict == "review"
    assert "三眼井社区" in cell.problem.reason and "德政社区" in cell.problem.reason and part


def test_a_code_of_another_list(areas: None, quji: User) -> None:
    AreaAlias.objects.create(code="440104024", area_id="440104004", system="xiangyuecn 2024", source="test")
    forget_areas()
    cell = read("440104024", quji, reader=columns.area)
    assert cell.value == "440104004" and "xiangyuecn 2024" in cell.notes[-1]


def test_who_was_born_before_the_change_lived_in_the_old_community_first(areas: None, quji: User) -> None:
    """A row of March, entered after the change of April: the list of March holds the child in the old community."""
    day = TODAY - dt.timedelta(days=30)
    decide(Planning(area_tree()).split_street(HONGQIAO, Wanted("越华街道"), communities=[DEYUANLI]), quji, on=day)
    new, born = area_tree().lineage.main(DEYUANLI, since=day), day - dt.timedelta(days=10)
    for line, written in enumerate((new, DEYUANLI), start=2):
        stay = Stay(written, born)
        with acting(by="quji", why="test"):
            (pk,) = register_people(
                [PersonDraft("何小燕", f"GA05:1:{line}", born, birth_date=born, hukou=stay, living=stay)], by=quji
            )
        rows = Residence.objects.filter(person_id=pk, kind="hukou").order_by("during")
        found = [(row.area_code, row.during.lower, row.during.upper, row.began_on) for row in rows]
        assert found == [(DEYUANLI, born, day, None), (new, day, None, born)]
        person = Person.objects.get(pk=pk)
        assert (person.hukou_area, person.living_area) == (new, new)


def test_a_later_row_with_the_old_code_changes_nothing(areas: None, quji: User) -> None:
    person = make.person("何子轩", hukou=DEYUANLI, living=DEYUANLI)
    decide(Planning(area_tree()).merge([SANYANJING, DEYUANLI], into=SANYANJING), quji)
    assert settle([(person.pk, "living", Stay(DEYUANLI, TODAY), "SQ01:1:2")], by=quji) == []
    assert settle([(person.pk, "living", Stay(PANFU, TODAY), "SQ01:1:2")], by=quji) == [person.pk]
    assert Household.objects.count() == 0
