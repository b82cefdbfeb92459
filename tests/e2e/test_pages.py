"""Every page, wide and on a phone: no serious axe finding, nothing from outside, no script error, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.pages import Place, Shown, places, shown
from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, OF_LAYOUT, WIDE, Visitor, visitor

_NOBODY = Shown(*["00000000-0000-0000-0000-000000000000"] * len(fields(Shown)))
NAMES = [place.name for place in places(_NOBODY)]
# Pages made for a phone, and one of each shell: judged whole at both widths.
ON_A_PHONE = {"login", "today", "visits", "visit-to", "person", "tasks", "supplies"}
EXPECTED = {"not-found": {404}, "forbidden": {403}}


@pytest.fixture(scope="package")
def found(site: RunningSite) -> dict[str, Place]:
    return {place.name: place for place in places(shown(site))}


@pytest.fixture(scope="module")
def guests(site: RunningSite, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[Callable[[str], Visitor]]:
    """One window for each user, kept open from page to page: styles and scripts are loaded once, as by a person at work."""
    kept: dict[str, Visitor] = {}

    def guest(username: str) -> Visitor:
        if username not in kept:
            kept[username] = visitor(browser, site.url, state=signed_in(username) if username else None)
        return kept[username]

    yield guest
    for somebody in kept.values():
        somebody.page.context.close()


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str, found: dict[str, Place], guests: Callable[[str], Visitor]) -> None:
    place = found[name]
    guest = guests(place.user)
    guest.faults.seen.clear()
    guest.faults.expected = EXPECTED.get(name, set())
    resized(guest.page, *WIDE)
    page = guest.open(place.path)
    assert page.locator("h1").count() == 1
    assert page.title().endswith("· 一生") and not page.title().startswith("·")
    assert guest.axe() == []
    assert guest.overflow() <= 0, "the page scrolls sideways"
    resized(page, *NARROW)
    assert guest.axe(None if name in ON_A_PHONE else OF_LAYOUT) == [], "on a phone"
    for width in (NARROW[0], 360):
        resized(page, width, NARROW[1])
        assert guest.overflow() <= 0, f"the page scrolls sideways at {width} px"
    assert guest.faults.seen == []


def resized(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
