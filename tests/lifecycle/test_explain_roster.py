"""Why on, why off: the explanation and the list never disagree."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFound
from core.scope import scoped
from lifecycle.domain.school_age import category, cohort
from lifecycle.roster.context import reaching
from lifecycle.roster.declaration import Roster
from lifecycle.roster.explain import explain, judge_visible
from lifecycle.roster.publish import publish
from lifecycle.roster.select import read
from residents.models import Person, Residence
from tests.support import factories as make
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
BORN = dt.date(2020, 3, 17)
TIANHE = "440106"
PLACES = st.sampled_from([None, SANYANJING, SANYANJING + "01", DEYUANLI, PANFU, YUEXIU, TIANHE, "440305", "430422"])
DAYS = st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
CHILD = st.fixed_dictionaries(
    {
        "birth": st.dates(dt.date(2019, 7, 1), dt.date(2020, 10, 31)),
        "hukou": PLACES,
        "living": PLACES,
        "died_on": st.none() | DAYS,
        "since": DAYS,
    }
)


def _about(person: Person) -> Q:
    return Q(pk=person.pk)


def test_each_value_says_where_it_comes_from(asked: Any, school_age: Roster, shequ: Any) -> None:
    child = make.person("陈梓睿", birth=dt.date(2020, 8, 31), hukou="430422", source="desk:shequ")
    found = explain(school_age, asked(), _about(child), by=shequ)
    assert found.member
    assert found.category == "随迁"
    assert found.remark == "生日正好是截止日，晚一天就归 2027 年。"
    born, _, belongs = found.criteria
    assert born.text == "2019-09-01 至 2020-08-31 出生"
    assert born.value == "出生日期 2020-08-31"
    assert born.source
    assert "第十一条" in born.clause
    assert [(part.key, part.passed) for part in belongs.children] == [("registered", False), ("lives", True)]
    assert belongs.children[0].value.startswith("湖南省")


def test_a_child_that_is_not_on_the_list_learns_why(asked: Any, school_age: Roster, shequ: Any) -> None:
    child = make.person("蔡宇轩", birth=dt.date(2018, 5, 5))
    found = explain(school_age, asked(), _about(child), by=shequ)
    assert not found.member
    assert [(c.key, c.passed) for c in found.criteria] == [("born", False), ("living", True), ("belongs", True)]
    assert "2018-05-05" in found.headline


def test_another_communitys_person_is_not_found(asked: Any, school_age: Roster, shequ: Any, panfu: Any) -> None:
    stranger = make.person("盘福的孩子", birth=BORN, hukou=PANFU, living=PANFU)
    with pytest.raises(NotFound):
        explain(school_age, asked(), _about(stranger), by=shequ)
    with pytest.raises(NotFound):
        explain(school_age, asked(PANFU), _about(stranger), by=shequ)
    assert explain(school_age, asked(PANFU), _about(stranger), by=panfu).member


def test_who_left_after_publication_can_still_be_asked_about(asked: Any, school_age: Roster, shequ: Any) -> None:
    child = make.person("蔡宇轩", birth=BORN)
    context = asked(day=dt.date(2026, 11, 21))
    publish(school_age, context, by=shequ)
    Residence.objects.filter(person=child).update(area_code=TIANHE, address="天河路 1 号")
    Person.objects.filter(pk=child.pk).update(hukou_area=TIANHE, living_area=TIANHE)
    found = explain(school_age, context, _about(child), by=shequ)
    assert not found.member
    assert found.outside
    assert "天河区" in found.headline
    assert "天河路" not in found.headline, "the new address of somebody else's resident stays theirs"


def test_on_the_persons_page_it_is_asked_under_the_second_wall(
    asked: Any, school_age: Roster, shequ: Any, django_assert_max_num_queries: Any
) -> None:
    mine = make.person("梁宇轩", birth=BORN)
    other = make.person("盘福的孩子", birth=BORN, hukou=PANFU, living=PANFU)
    context, scope = asked(), shequ.resident_scope
    with scoped(scope):
        assert judge_visible(school_age, context, other.pk) is None
        judge_visible(school_age, context, mine.pk)  # the names of areas are in memory now
        with django_assert_max_num_queries(2):  # one, and perhaps a look whether areas have changed
            found = judge_visible(school_age, context, mine.pk)
    assert found is not None
    assert found.member


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(children=st.lists(CHILD, min_size=1, max_size=6), day=DAYS, area=st.sampled_from([SANYANJING, HONGQIAO, YUEXIU]))
def test_the_list_and_the_explanation_never_disagree(
    children: list[dict[str, Any]], day: dt.date, area: str, asked: Any, school_age: Roster, quji: Any
) -> None:
    made = {}
    for given_child in children:
        fields = dict(given_child)
        since = fields["since"]
        if fields["died_on"] and fields["died_on"] <= since:
            fields["died_on"] = None
        made[make.person("甲", number=None, **fields).pk] = fields
    context = asked(area, day)
    with reaching(quji, context):
        listed = {member.person_id: member for member in read(school_age, context)}
    for pk, fields in made.items():
        try:
            found = explain(school_age, context, Q(pk=pk), by=quji)
        except NotFound:
            assert pk not in listed
            continue
        assert found.member == (pk in listed) == all(criterion.passed for criterion in found.criteria)
        there = fields["since"] <= day and not (fields["died_on"] and fields["died_on"] <= day)
        hukou, home = (fields["hukou"], fields["living"]) if there else (None, None)
        said = category(hukou or "", home or "", area=area)
        born = cohort(2026, age=6, cut_off="08-31").holds(fields["birth"])
        assert found.category == (said if born else ""), "the Qs and the pure rule are one rule"
