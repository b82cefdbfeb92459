"""Publishing, supplements, and what changed in between."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from core.errors import Conflict, NotAllowed
from core.models import ParameterValue
from core.outbox import NewEvent, Subject, emit
from core.scope import scoped
from lifecycle.models import RosterEntry, RosterVersion
from lifecycle.roster.context import reaching
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.difference import Difference, difference_to_now
from lifecycle.roster.publish import publish
from lifecycle.roster.select import read
from lifecycle.selectors.versions import changes_of, frozen_rows, latest_version
from residents.models import Person, Residence
from tests.support import factories as make
from tests.support.areas import SANYANJING

pytestmark = pytest.mark.django_db
BORN = dt.date(2020, 3, 17)
TIANHE = "440106"


@pytest.fixture
def difference(asked: Any, school_age: Roster, shequ: Any) -> Any:
    def now(context: Context | None = None) -> Difference:
        context = context or asked()
        with reaching(shequ, context):
            version = latest_version("school-age", context.period, context.area)
            return difference_to_now(school_age, context, version, read(school_age, context))

    return now


def move_away(child: Person, *, told: bool) -> None:
    Residence.objects.filter(person=child).update(area_code=TIANHE)
    Person.objects.filter(pk=child.pk).update(hukou_area=TIANHE, living_area=TIANHE)
    if told:
        emit(
            NewEvent("person.moved", dt.date(2026, 8, 16), (Subject(child.pk, area=TIANHE),), source="desk:shequ"),
            by="shequ",
        )


def test_a_version_is_frozen_numbered_and_hashed(asked: Any, school_age: Roster, shequ: Any) -> None:
    child = make.person("罗欣怡", birth=BORN, number="440199202003172829")
    version = publish(school_age, asked(), by=shequ)
    assert (version.number, version.rows, version.area_code, len(version.sha256)) == (1, 1, SANYANJING, 64)
    assert version.parameters == {"school-age.entry-age": 6, "school-age.cut-off": "08-31"}
    Person.objects.filter(pk=child.pk).update(name="改了名")
    (row,) = frozen_rows(version)
    assert (row.values["name"], row.values["id_number"]) == ("罗欣怡", "440199202003172829")


def test_full_numbers_lie_sealed(asked: Any, school_age: Roster, shequ: Any) -> None:
    make.person("罗欣怡", birth=BORN, number="440199202003172829")
    publish(school_age, asked(), by=shequ)
    entry = RosterEntry.objects.get()
    assert "440199202003172829" not in json.dumps([entry.values, entry.why])
    assert json.loads(entry.sealed)["id_number"] == "440199202003172829"


def test_a_published_version_cannot_be_changed_by_the_web_role(asked: Any, school_age: Roster, shequ: Any) -> None:
    version = publish(school_age, asked(), by=shequ)
    with pytest.raises(Exception, match="permission denied"), scoped(shequ.resident_scope):
        RosterVersion.objects.filter(pk=version.pk).update(rows=99)


def test_an_empty_roster_can_be_published_but_the_same_one_not_twice(
    asked: Any, school_age: Roster, shequ: Any
) -> None:
    publish(school_age, asked(), by=shequ)
    with pytest.raises(Conflict, match="没有差别"):
        publish(school_age, asked(), by=shequ)


def test_two_who_publish_at_once(asked: Any, school_age: Roster, shequ: Any) -> None:
    publish(school_age, asked(), by=shequ, expected=1)
    make.person("后来", birth=BORN)
    with pytest.raises(Conflict, match="已经有人发布"):
        publish(school_age, asked(), by=shequ, expected=1)


def test_the_bureau_reads_but_does_not_publish(asked: Any, school_age: Roster, jiaoyu: Any) -> None:
    with pytest.raises(NotAllowed):
        publish(school_age, asked(), by=jiaoyu)


def test_a_supplement_says_what_it_adds_removes_and_changes(
    asked: Any, school_age: Roster, shequ: Any, difference: Any
) -> None:
    stays = make.person("梁宇轩", birth=BORN)
    leaves = make.person("蔡宇轩", birth=BORN)
    first = publish(school_age, asked(), by=shequ)
    assert difference().changes == []
    move_away(leaves, told=True)
    Person.objects.filter(pk=stays.pk).update(name="梁宇萱")
    emit(NewEvent("person.corrected", dt.date(2026, 8, 1), (Subject(stays.pk),), source="desk:shequ"), by="shequ")
    comes = make.person("欧阳思睿", birth=BORN)
    emit(NewEvent("person.registered", dt.date(2026, 8, 2), (Subject(comes.pk),), source="SQ01:1:7"), by="shequ")

    found = difference()
    assert (found.added, found.removed, found.changed, found.unexplained) == (1, 1, 1, 0)
    (gone,) = found.of_kind("removed")
    assert "天河区" in gone.reasons[0].text
    assert any("居住变动" in reason.text and reason.source == "desk:shequ" for reason in gone.reasons)
    (changed,) = found.of_kind("changed")
    assert [(cell.header, cell.before, cell.after) for cell in changed.cells] == [("儿童姓名", "梁宇轩", "梁宇萱")]

    second = publish(school_age, asked(), by=shequ)
    assert (second.number, second.supplements) == (2, first)
    kept = {change.name: change for change in changes_of(second)}
    assert {name: change.kind for name, change in kept.items()} == {
        "欧阳思睿": "added",
        "蔡宇轩": "removed",
        "梁宇萱": "changed",
    }
    assert all(change.explained and change.reasons for change in kept.values())


def test_a_new_telephone_of_the_mother_explains_the_childs_row(
    asked: Any, school_age: Roster, shequ: Any, difference: Any
) -> None:
    child = make.person("罗欣怡", birth=BORN)
    mother = make.person("罗燕芳", birth=dt.date(1991, 1, 1), phone="13500006637")
    make.kin(child, mother, "parent")
    publish(school_age, asked(), by=shequ)
    mother.phone = "13800000000"
    mother.save()
    emit(NewEvent("person.corrected", dt.date(2026, 8, 1), (Subject(mother.pk),), source="desk:shequ"), by="shequ")
    (change,) = difference().changes
    assert [(cell.header, cell.before, cell.after) for cell in change.cells] == [
        ("监护人电话", "135****6637", "138****0000")
    ]
    assert change.explained
    assert change.reasons[0].text == "2026-08-01 监护人资料更正"


def test_the_new_address_of_who_left_stays_out_of_the_reasons(
    asked: Any, school_age: Roster, shequ: Any, difference: Any
) -> None:
    leaves = make.person("蔡宇轩", birth=BORN)
    publish(school_age, asked(), by=shequ)
    move_away(leaves, told=True)
    Residence.objects.filter(person=leaves).update(address="天河路 1 号")
    text = difference().changes[0].reasons[0].text
    assert text.startswith("户籍在广东省广州市天河区")
    assert "天河路" not in text


def test_a_change_that_nothing_explains_is_flagged(asked: Any, school_age: Roster, shequ: Any, difference: Any) -> None:
    leaves = make.person("蔡宇轩", birth=BORN)
    publish(school_age, asked(), by=shequ)
    move_away(leaves, told=False)
    found = difference()
    assert found.unexplained == 1
    assert "没有事件解释" in found.changes[0].reasons[-1].text


def test_a_fact_that_began_since_explains_with_its_source(
    asked: Any, school_age: Roster, shequ: Any, difference: Any
) -> None:
    child = make.person("姚浩宇", birth=BORN, living=None)
    said = {"recorded_at": child.recorded_at, "recorded_by": "test", "person": child, "kind": "living"}
    move = dt.date(2026, 7, 1)
    Residence.objects.create(area_code=SANYANJING, during=(BORN, move), source="seed", **said)
    Residence.objects.create(area_code=TIANHE, during=(move, None), source="GA03:9:4", **said)
    publish(school_age, asked(day=dt.date(2026, 5, 20)), by=shequ)
    (change,) = difference().changes
    assert change.explained
    assert [(reason.text, reason.source) for reason in change.reasons] == [
        ("广东省广州市天河区，自 2026-07-01", "GA03:9:4")
    ]


def test_a_new_cut_off_explains_its_changes(asked: Any, school_age: Roster, shequ: Any, difference: Any) -> None:
    make.person("九月生", birth=dt.date(2020, 9, 5))
    publish(school_age, asked(), by=shequ)
    ParameterValue.objects.filter(key="school-age.cut-off").update(value="09-30")
    found = difference(asked())
    assert [change.kind for change in found.changes] == ["added"]
    assert "08-31 → 09-30" in found.changes[0].reasons[0].text


def test_sensitive_columns_are_masked_in_the_difference(
    asked: Any, school_age: Roster, shequ: Any, difference: Any
) -> None:
    child = make.person("新生儿", birth=BORN, number=None)
    publish(school_age, asked(), by=shequ)
    Person.objects.filter(pk=child.pk).delete()
    make.person("新生儿", birth=BORN, number="440199202003172829", id=child.pk)
    (change,) = difference().changes
    assert [(cell.header, cell.after) for cell in change.cells] == [("公民身份号码", "440199********2829")]
