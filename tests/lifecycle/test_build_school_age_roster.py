"""Who is on the school-age roster, under which category."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from core.errors import NotFound
from core.models import ParameterValue
from lifecycle.domain.school_age import APART, MIGRANT, TOGETHER, UNKNOWN
from lifecycle.roster.context import Unconfirmed, open_context, reaching
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.select import Member, counts, read
from residents.models import Residence
from tests.support import factories as make
from tests.support.areas import DEYUANLI, HONGQIAO, PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
BORN = dt.date(2020, 3, 17)
SHENZHEN = "440305"
TIANHE = "440106"
HUNAN = "430422"


@pytest.fixture
def listed(school_age: Roster) -> Callable[..., list[Member]]:
    def of(context: Context, by: Any) -> list[Member]:
        with reaching(by, context):
            return read(school_age, context)

    return of


@pytest.mark.parametrize(
    ("birth", "year"),
    [
        (dt.date(2020, 8, 31), 2026),
        (dt.date(2020, 9, 1), 2027),
        (dt.date(2020, 2, 29), 2026),
        (dt.date(2019, 9, 1), 2026),
        (dt.date(2019, 8, 31), 2025),
    ],
)
def test_a_child_is_on_the_list_of_one_year(birth: dt.date, year: int, asked: Any, listed: Any, shequ: Any) -> None:
    make.person("陈梓睿", birth=birth)
    years = [y for y in range(2024, 2029) if listed(asked(day=dt.date(y, 5, 1)), shequ)]
    assert years == [year]


@pytest.mark.parametrize(
    ("hukou", "living", "area", "category"),
    [
        (SANYANJING, SANYANJING, SANYANJING, TOGETHER),
        (SANYANJING, DEYUANLI, SANYANJING, APART),
        (SANYANJING, HUNAN, SANYANJING, APART),
        (DEYUANLI, SANYANJING, SANYANJING, APART),
        (TIANHE, SANYANJING, SANYANJING, APART),
        (SHENZHEN, SANYANJING, SANYANJING, MIGRANT),
        (HUNAN, SANYANJING, SANYANJING, MIGRANT),
        (SANYANJING, None, SANYANJING, UNKNOWN),
        (None, SANYANJING, SANYANJING, UNKNOWN),
        (SANYANJING, DEYUANLI, YUEXIU, APART),
        (SANYANJING, SANYANJING, YUEXIU, TOGETHER),
        (YUEXIU, SANYANJING, YUEXIU, APART),
        (DEYUANLI, PANFU, SANYANJING, None),
        (HUNAN, TIANHE, YUEXIU, None),
    ],
)
def test_category(
    hukou: str | None, living: str | None, area: str, category: str | None, asked: Any, listed: Any, quji: Any
) -> None:
    make.person("李奕辰", birth=BORN, hukou=hukou, living=living)
    assert [member.category for member in listed(asked(area), quji)] == ([category] if category else [])


def test_the_dead_are_not_listed_from_the_day_they_died(asked: Any, listed: Any, shequ: Any) -> None:
    make.person("苏一诺", birth=BORN, died_on=dt.date(2026, 6, 1))
    assert listed(asked(day=dt.date(2026, 5, 31)), shequ)
    assert not listed(asked(day=dt.date(2026, 6, 1)), shequ)


def test_as_of_a_past_and_a_future_day(asked: Any, listed: Any, shequ: Any) -> None:
    child = make.person("欧阳思睿", birth=BORN, hukou=None, living=None)
    said = {"recorded_at": child.recorded_at, "recorded_by": "test", "source": "seed", "person": child}
    Residence.objects.create(
        kind="living", area_code=SANYANJING, during=(dt.date(2026, 3, 1), dt.date(2026, 6, 1)), **said
    )
    Residence.objects.create(kind="living", area_code=DEYUANLI, during=(dt.date(2026, 6, 1), None), **said)
    on = [listed(asked(day=dt.date(2026, month, 1)), shequ) != [] for month in (2, 3, 5, 6, 12)]
    assert on == [False, True, True, False, False]


def test_counts_agree_with_the_list(asked: Any, listed: Any, jiedao: Any, school_age: Roster) -> None:
    make.person("一", birth=BORN)
    make.person("二", birth=BORN, living=DEYUANLI)
    make.person("三", birth=BORN, hukou=HUNAN)
    context = asked(HONGQIAO)
    with reaching(jiedao, context):
        assert counts(school_age, context) == {UNKNOWN: 0, TOGETHER: 1, APART: 1, MIGRANT: 1}
    assert len(listed(context, jiedao)) == 3


def test_the_guardian_is_a_parent_of_the_same_household_first(asked: Any, listed: Any, shequ: Any) -> None:
    child = make.person("罗欣怡", birth=BORN, number="440199202003172829")
    father = make.person("罗志豪", birth=dt.date(1990, 1, 1), sex="1", living=DEYUANLI, phone="13800000001")
    mother = make.person("罗燕芳", birth=dt.date(1991, 1, 1), sex="2", phone="13500006637")
    make.kin(child, father, "parent")
    make.kin(child, mother, "parent")
    make.household(mother, (child, "30"))
    (row,) = listed(asked(), shequ)
    assert row.values["guardian_name"] == "罗燕芳"
    assert row.values["guardian_relation"] == "母"
    assert row.values["guardian_phone"] == "13500006637"
    assert len(row.values["guardian_id"]) == 18
    assert row.values["id_number"] == "440199202003172829"


def test_without_parents_the_grandfather_who_heads_the_household(asked: Any, listed: Any, shequ: Any) -> None:
    child = make.person("钟语桐", birth=BORN)
    grandfather = make.person("钟伟文", birth=dt.date(1955, 1, 1), sex="1")
    make.household(grandfather, (child, "41"))
    (row,) = listed(asked(), shequ)
    assert (row.values["guardian_name"], row.values["guardian_relation"]) == ("钟伟文", "祖父")


def test_a_child_without_guardian_has_empty_cells(asked: Any, listed: Any, shequ: Any) -> None:
    make.person("许诗琪", birth=BORN, number=None)
    (row,) = listed(asked(), shequ)
    assert [row.values[key] for key in ("guardian_name", "guardian_relation", "guardian_phone", "id_number")] == [
        ""
    ] * 4


def test_an_area_outside_the_grant_is_not_there(asked: Any, listed: Any, shequ: Any) -> None:
    with pytest.raises(NotFound):
        listed(asked(HONGQIAO), shequ)
    with pytest.raises(NotFound):
        listed(asked(DEYUANLI), shequ)


def test_an_unconfirmed_parameter_warns_instead_of_guessing(school_age: Roster, numbers: None) -> None:
    ParameterValue.objects.filter(key="school-age.cut-off").update(value=None)
    with pytest.raises(Unconfirmed, match="入学年龄截止日"):
        open_context(school_age, area=SANYANJING, as_of=dt.date(2026, 8, 31))


def test_columns_are_those_of_the_layout(asked: Any, listed: Any, shequ: Any, school_age: Roster) -> None:
    home = make.dwelling()
    make.person("麦可欣", birth=BORN, home=home, ethnicity="01")
    (row,) = listed(asked(), shequ)
    assert len(school_age.columns) == 23, "and 序号"
    shown = {column.header: row.values.get(column.key, "") for column in school_age.columns}
    assert shown["社区"] == "三眼井社区"
    assert shown["性别"] == "女"
    assert shown["民族"] == "汉族"
    assert shown["户籍地址"] == shown["现居住地址"] == home.address
    assert shown["入户日期"] == "2020-03-17"
    assert shown["人户是否一致"] == "是"
    assert shown["户籍类别"] == TOGETHER
    assert shown["房屋性质"] == shown["对口学校"] == "", "what no duty keeps yet stays empty"
