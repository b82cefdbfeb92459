"""The side bar: only what exists and what the user may open, in order, the current page marked."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory, override_settings
from django.urls import path

from core.registry import Registry
from core.ui.context import Shell
from core.ui.navigation import Badge, NavItem, _broken, entries, grouped


def _page(request: Any) -> None:
    raise AssertionError("Only the address is needed.")


urlpatterns = [
    path("", _page, name="today"),
    path("persons/", _page, name="persons"),
    path("persons/merge/", _page, name="merge"),
    path("areas/", _page, name="areas"),
]

ITEMS = [
    NavItem(key="areas", title="地区", icon="map-2", url_name="areas", group="管理", permission="area.manage"),
    NavItem(key="merge", title="待核对", icon="arrows-join", url_name="merge", group="数据"),
    NavItem(key="today", title="今天", icon="sun", url_name="today", count=lambda request: Badge(9, over=True)),
    NavItem(key="persons", title="居民", icon="user", url_name="persons", group="底册", count=lambda request: 5812),
    NavItem(key="dreams", title="还没有", icon="user", url_name="not-built", group="底册"),
]


def _request(at: str = "/", *, holds: tuple[str, ...] = (), signed_in: bool = True) -> Any:
    request = RequestFactory().get(at)
    request.user = SimpleNamespace(is_authenticated=signed_in, has_permission=lambda name: name in holds)
    return request


@override_settings(ROOT_URLCONF=__name__)
def test_order_is_by_group_and_nothing_leads_nowhere() -> None:
    shown = entries(_request(), ITEMS)
    assert [entry.item.key for entry in shown] == ["today", "persons", "merge"]
    assert [group for group, _ in grouped(shown)] == ["", "底册", "数据"]


@override_settings(ROOT_URLCONF=__name__)
def test_an_item_needs_its_permission() -> None:
    assert "areas" in [entry.item.key for entry in entries(_request(holds=("area.manage",)), ITEMS)]
    assert entries(_request(signed_in=False), ITEMS) == []


@override_settings(ROOT_URLCONF=__name__)
@pytest.mark.parametrize(
    ("at", "current"), [("/", "today"), ("/persons/7f3a/", "persons"), ("/persons/merge/9/", "merge"), ("/x/", None)]
)
def test_the_longest_address_is_current(at: str, current: str | None) -> None:
    marked = [entry.item.key for entry in entries(_request(at), ITEMS) if entry.current]
    assert marked == ([current] if current else [])


@override_settings(ROOT_URLCONF=__name__)
def test_counts_become_badges() -> None:
    badges = {entry.item.key: entry.badge for entry in entries(_request(), ITEMS)}
    assert badges == {"today": Badge(9, over=True), "persons": Badge(5812), "merge": None}


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (NavItem(key="x", title="X", icon="no-such-icon", url_name="x"), "not in the sprite"),
        (NavItem(key="x", title="X", icon="sun", url_name="x", group="别的"), "not one of"),
    ],
)
def test_a_broken_item_stops_start_up(item: NavItem, words: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=words):
        Registry[NavItem]("navigation item", check=_broken).register(item)


def test_the_area_switcher_needs_a_choice() -> None:
    request = _request()
    assert Shell(request).area is None and Shell(request).areas == []
    request.area, request.areas = "三眼井社区", ["三眼井社区"]
    assert Shell(request).areas == []
    request.areas = ["三眼井社区", "洪桥街道"]
    assert Shell(request).areas == ["三眼井社区", "洪桥街道"]
