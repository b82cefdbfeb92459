"""Every page, wide and on a phone: no serious axe finding, nothing from outside, no script error, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from tests.e2e.pages import Place, Shown, places, shown
from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, Visitor

_NOBODY = Shown(*["00000000-0000-0000-0000-000000000000"] * len(fields(Shown)))
NAMES = [place.name for place in places(_NOBODY)]
EXPECTED = {"not-found": {404}, "forbidden": {403}}


@pytest.fixture(scope="package")
def found(site: RunningSite) -> dict[str, Place]:
    return {place.name: place for place in places(shown(site))}


@pytest.mark.parametrize("name", NAMES)
def test_page(name: str, found: dict[str, Place], visit: Callable[..., Visitor]) -> None:
    place = found[name]
    guest = visit(place.user, expected=EXPECTED.get(name))
    page = guest.open(place.path)
    assert page.locator("h1").count() == 1
    assert page.title().endswith("· 一生") and not page.title().startswith("·")
    assert guest.axe() == []
    assert guest.overflow() <= 0, "the page scrolls sideways"
    page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
    assert guest.axe() == [], "on a phone"
    for width in (NARROW[0], 360):
        page.set_viewport_size({"width": width, "height": NARROW[1]})
        assert guest.overflow() <= 0, f"the page scrolls sideways at {width} px"
