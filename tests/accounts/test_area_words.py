"""Codes into words, and words into communities."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Area
from accounts.selectors import area_name, area_path, area_words, community_by_name
from core.audit import Request, current_request
from tests.support.areas import SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("areas")]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (SANYANJING, "广东省广州市越秀区洪桥街道三眼井社区"),
        ("421002", "湖北省荆州市沙市区"),
        ("421003", "湖北省荆州市荆州区"),
        ("440104001999", "广东省广州市越秀区洪桥街道"),
        ("44010400100701", "广东省广州市越秀区洪桥街道三眼井社区"),
        ("110101", "北京市东城区"),
        ("441900", "广东省东莞市"),
        ("429004", "湖北省仙桃市"),
        ("810000", "香港特别行政区"),
        ("710000", "台湾省"),
        ("999999", "999999"),
        ("", ""),
    ],
)
def test_any_code_of_the_country_has_words(code: str, words: str) -> None:
    assert area_words(code) == words


def test_path_and_name() -> None:
    assert area_path(SANYANJING) == "洪桥街道 ▸ 三眼井社区"
    assert area_path("440104") == "越秀区"
    assert area_path("421002") == "湖北省 ▸ 荆州市 ▸ 沙市区"
    assert area_name(SANYANJING) == "三眼井社区"


@pytest.mark.parametrize(
    "text",
    [
        "三眼井",
        "三眼井居委会",
        "越秀区洪桥街道三眼井社区居民委员会",
        "越秀区洪桥街三眼井社区",
        " 三眼井社区 ",
        SANYANJING,
    ],
)
def test_spellings_of_a_community(text: str) -> None:
    found = community_by_name(text, within="440104")
    assert found is not None and found.code == SANYANJING


def test_a_community_elsewhere_is_not_found() -> None:
    assert community_by_name("三眼井社区", within="440104004") is None
    assert community_by_name("六榕街道三眼井社区") is None
    assert community_by_name("无此社区") is None


def test_one_query_a_request_and_changes_are_seen_by_the_next() -> None:
    token = current_request.set(Request("first"))
    assert area_name(SANYANJING) == "三眼井社区"
    with CaptureQueriesContext(connection) as asked:
        assert [area_name(SANYANJING) for _ in range(100)] == ["三眼井社区"] * 100
    assert len(asked) == 0
    Area.objects.filter(code=SANYANJING).update(name="新三眼井社区")
    current_request.set(Request("second"))
    with CaptureQueriesContext(connection) as asked:
        assert area_name(SANYANJING) == "新三眼井社区"
    assert len(asked) == 2  # has it changed? and the new rows
    current_request.reset(token)
