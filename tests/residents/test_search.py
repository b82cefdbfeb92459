"""Finding people: every kind of query, as the web role under row-level security."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection

from accounts.models import User
from core import clock
from core.crypto import digest
from core.scope import EVERYWHERE, Scope, scoped
from residents.domain.name_readings import name_pinyin
from residents.models import FormerName, IdentityDocument, Person
from residents.selectors.search import search_people
from tests.support.areas import HONGQIAO, PANFU, SANYANJING
from tests.support.factories import dwelling, id_number, person

SANYANJING_ONLY = Scope.of([SANYANJING])
LIANG = id_number(dt.date(1939, 7, 2), "2", order=11)


@pytest.fixture
def people(areas: None) -> dict[str, Person]:
    home = dwelling(road="九龙里", house="6号", room="302")
    made = {
        "梁惠珍": person("梁惠珍", birth=dt.date(1939, 7, 2), number=LIANG, home=home, phone="13612342290"),
        "刘海舟": person("刘海舟", birth=dt.date(1992, 1, 9), sex="1", phone="13911110023"),
        "欧阳俊杰": person("欧阳俊杰", birth=dt.date(1988, 5, 1), sex="1"),
        "单丽容": person("单丽容", birth=dt.date(1970, 2, 3)),
        "梁惠珊": person("梁惠珊", birth=dt.date(1950, 2, 3), hukou=PANFU, living=PANFU),
    }
    said = {"recorded_at": clock.now(), "recorded_by": "test", "source": "seed"}
    pinyin = name_pinyin("何桂香")
    FormerName.objects.create(
        person=made["单丽容"], name="何桂香", pinyin=pinyin.full, initials=pinyin.initials, **said
    )
    IdentityDocument.objects.create(
        person=made["欧阳俊杰"],
        type="14",
        number="E12345678",
        digest=digest("E12345678", "document"),
        last4="5678",
        **said,
    )
    return made


def names(query: str, scope: Scope = SANYANJING_ONLY) -> list[str]:
    return [found.person["name"] for group in search_people(query, scope=scope) for found in group.found]


@pytest.mark.parametrize(
    ("query", "name", "why"),
    [
        ("梁惠珍", "梁惠珍", "姓名"),
        ("梁", "梁惠珍", "姓名"),
        ("惠珍", "梁惠珍", "姓名"),
        ("阳俊", "欧阳俊杰", "姓名"),
        ("lianghuizhen", "梁惠珍", "拼音"),
        ("liang hui", "梁惠珍", "拼音"),
        ("lhz", "梁惠珍", "首字母"),
        ("OYJJ", "欧阳俊杰", "首字母"),
        ("slr", "单丽容", "首字母"),
        ("何桂香", "单丽容", "曾用名 何桂香"),
        ("hgx", "单丽容", "曾用名 何桂香"),
        (LIANG, "梁惠珍", "证号"),
        ("E12345678", "欧阳俊杰", "证号"),
        ("5678", "欧阳俊杰", "其他证件后四位"),
        (LIANG[-4:], "梁惠珍", "证号后四位"),
        ("13612342290", "梁惠珍", "电话"),
        ("2290", "梁惠珍", "电话尾号"),
        ("九龙里", "梁惠珍", "地址"),
        ("6号302", "梁惠珍", "地址"),
        ("lhz " + LIANG[-4:], "梁惠珍", "首字母 + 证号后四位"),
        ("九龙 lhz", "梁惠珍", "地址 + 首字母"),
        ("梁 2290", "梁惠珍", "姓名 + 电话尾号"),
        ("珍 九龙里", "梁惠珍", "姓名 + 地址"),
    ],
)
def test_each_kind_of_query_finds_and_says_why(people: dict[str, Person], query: str, name: str, why: str) -> None:
    group = search_people(query, scope=SANYANJING_ONLY)[0]
    assert {found.person["name"]: found.why for found in group.found}.get(name) == why


def test_words_fit_together_first_and_then_each_alone(people: dict[str, Person]) -> None:
    person("黎浩哲", birth=dt.date(2014, 1, 1), sex="1", number="440199201401012234")
    person("冼伟强", birth=dt.date(1974, 1, 1), sex="1", phone="13800000023")
    both, letters, tail = search_people("lhz 0023", scope=SANYANJING_ONLY)
    assert both.word is None
    assert [found.person["name"] for found in both.found] == ["刘海舟"]
    assert both.found[0].why == "首字母 + 电话尾号"
    assert [found.person["name"] for found in letters.found] == ["梁惠珍", "黎浩哲"]
    assert tail.word is not None
    assert tail.word.title == "证号或电话尾号 0023"
    assert [found.person["name"] for found in tail.found] == ["冼伟强"]


def test_nobody_of_another_community_is_found(people: dict[str, Person]) -> None:
    assert names("梁惠") == ["梁惠珍"]
    assert names("惠珊") == names("珊") == []
    assert names("梁惠", Scope.of([PANFU])) == ["梁惠珊"]
    assert sorted(names("梁惠", EVERYWHERE)) == ["梁惠珊", "梁惠珍"]
    assert names("九龙里", Scope.of([PANFU])) == []
    assert names("九龙里", Scope.of([HONGQIAO])) == ["梁惠珍"]
    assert names("梁惠", Scope()) == []


def test_a_percent_sign_is_a_character_like_any_other(people: dict[str, Person]) -> None:
    assert names("%") == names("_") == names("九%里") == []


def test_the_function_tells_nothing_without_a_scope(people: dict[str, Person]) -> None:
    with scoped(Scope()), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM residents_containing('梁', NULL, NULL, NULL, NULL, 2, 10)")
        assert cursor.fetchone() == (0,)


def test_search_page_answers_a_fragment_with_marks(people: dict[str, Person], shequ: User, client_as: Callable) -> None:
    answer = client_as(shequ).get("/search/", {"q": "lhz"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "<mark>L</mark>iang <mark>H</mark>ui <mark>Z</mark>hen" in html
    assert f"/persons/{people['梁惠珍'].uid}/" in html
    assert LIANG not in html
    assert "毫秒" in html


def test_a_system_administrator_finds_no_resident(people: dict[str, Person], admin: User, client_as: Callable) -> None:
    html = client_as(admin).get("/search/", {"q": "梁惠珍"}).content.decode()
    assert "/persons/" not in html
