"""Finding people from any page, opening them, looking at a number, and what stays closed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from residents.domain.name_readings import name_pinyin
from tests.e2e.pages import Shown, shown
from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, Visitor


@pytest.fixture(scope="package")
def who(site: RunningSite) -> Shown:
    return shown(site)


def test_slash_initials_arrows_enter(visit: Callable[..., Visitor], who: Shown) -> None:
    clerk = visit("shequ")
    page = clerk.open("/")
    page.keyboard.press("/")
    expect(page.locator("#omni")).to_be_visible()
    page.keyboard.type(name_pinyin(who.name).initials, delay=40)
    expect(page.locator("#hits [role=option]", has_text=who.name).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#hits [aria-selected=true]")
    expect(chosen).to_have_count(1)
    address = chosen.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_escape_closes_the_search_and_gives_the_focus_back(visit: Callable[..., Visitor]) -> None:
    page = visit("shequ").open("/")
    page.locator("a.find").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#omni")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#omni")).to_be_hidden()


def test_a_number_shows_for_a_reason_and_is_masked_again(visit: Callable[..., Visitor], who: Shown) -> None:
    page = visit("shequ").open("/")
    page.clock.install()
    page.goto(page.url + f"persons/{who.person}/")
    number = page.locator("#idn")
    masked = number.inner_text()
    assert "********" in masked
    page.get_by_text("显示全号").first.click()
    page.locator("[data-reveal=idn] button").click()
    expect(number).not_to_contain_text("*")
    assert len(number.inner_text().strip()) == 18
    page.clock.fast_forward(21_000)
    expect(number).to_have_text(masked)
    page.goto(page.url + "looks/")
    expect(page.locator("main")).to_contain_text("黎敏仪")


def test_the_family_graph_moves_through_time(visit: Callable[..., Visitor], who: Shown) -> None:
    page = visit("shequ").open(f"/households/{who.household}/")
    slider = page.locator("input[type=range]")
    expect(slider).to_be_visible()
    before = page.locator("svg.fam").inner_html()
    slider.focus()
    page.keyboard.press("Home")
    expect(page.locator("svg.fam")).to_be_visible()
    assert page.locator("svg.fam").inner_html() != before


def test_a_stranger_reads_as_not_there(visit: Callable[..., Visitor], who: Shown) -> None:
    page = visit("shequ", expected={404}).open(f"/persons/{who.other}/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("没有")
    assert who.other not in page.locator("main").inner_text()


def test_the_street_looks_at_one_community(visit: Callable[..., Visitor]) -> None:
    page = visit("jiedao").open("/persons/")
    page.locator("summary.area").click()
    page.get_by_role("button", name="三眼井社区").click()
    expect(page.locator("summary.area")).to_contain_text("三眼井社区")
    expect(page.get_by_role("heading", level=1)).to_contain_text("居民")


def test_a_phone_has_everything_under_more(visit: Callable[..., Visitor]) -> None:
    page = visit("shequ", size=NARROW).open("/")
    page.locator(".tabs-b summary").click()
    page.locator(".side-pane").get_by_role("link", name="导入").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("导入")


@pytest.mark.parametrize("path", ["/", "/persons/", "/rosters/school-age/", "/imports/"])
def test_main_actions_are_reached_by_keyboard_alone(path: str, visit: Callable[..., Visitor]) -> None:
    page = visit("shequ").open(path)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('main') ? document.activeElement.outerHTML : ''"))
    first = page.locator("main :is(a.btn, button.btn, summary.btn, .btn-primary, .q):visible:not([disabled])").first
    assert first.evaluate("element => element.outerHTML") in reached
