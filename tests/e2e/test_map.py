"""The map of the buildings: drawn from here alone, a point touched, its page opened."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.watching import NARROW, Visitor


def _drawn(page: Page) -> None:
    expect(page.locator("#map canvas")).to_be_visible()
    expect(page.locator("#map")).to_have_attribute("data-drawn", re.compile("[1-9]"))


def test_buildings_stand_on_the_map_and_a_point_leads_to_its_page(visit: Callable[..., Visitor]) -> None:
    clerk = visit("shequ")
    page = clerk.open("/buildings/")
    page.get_by_role("link", name="地图").click()
    _drawn(page)
    expect(page.locator(".map-name", has_text="三眼井社区")).to_be_visible()
    page.get_by_role("link", name="看列表").click()
    page.locator("#rows tbody a").first.click()
    address = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("link", name="在地图上").click()
    _drawn(page)
    box = page.locator("#map").bounding_box()
    assert box is not None
    # The one building asked for stands in the middle of its map.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    card = page.locator(".map-row")
    expect(card).to_contain_text(address)
    card.get_by_role("link", name=address).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(address)
    assert clerk.faults.seen == []


def test_the_map_fits_a_phone(visit: Callable[..., Visitor]) -> None:
    clerk = visit("shequ", size=NARROW)
    _drawn(clerk.open("/buildings/map/"))
    assert clerk.overflow() == 0


def test_a_browser_without_webgl_is_told_where_the_same_is_to_be_had(visit: Callable[..., Visitor]) -> None:
    clerk = visit("shequ")
    clerk.page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page = clerk.open("/buildings/map/")
    expect(page.locator("#map-said")).to_contain_text("画不了地图")
