"""Every page, wide and on a phone: no serious axe finding, nothing from outside, no script error, no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.e2e.pages import Place, Shown, places, shown
from tests.e2e.running import RunningSite
from tests.e2e.watching import NARROW, WIDE, Visitor

_NOBODY = Shown(*["00000000-0000-0000-0000-000000000000"] * 5)
NAMES = [place.name for place in places(_NOBODY)]
EXPECTED = {"not-found": {404}, "forbidden": {403}}


@pytest.fixture(scope="package")
def found(site: RunningSite) -> dict[str, Place]:
    return {place.name: place for place in places(shown(site))}


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "phone"])
@pytest.mark.parametrize("name", NAMES)
def test_page(name: str, size: tuple[int, int], found: dict[str, Place], visit: Callable[..., Visitor]) -> None:
    place = found[name]
    guest = visit(place.user, size=size, expected=EXPECTED.get(name))
    page = guest.open(place.path)
    assert page.locator("h1").count() == 1
    assert page.title().endswith("· 一生") and not page.title().startswith("·")
    assert guest.axe() == []
    assert guest.overflow() <= 0, "the page scrolls sideways"
    if size == NARROW:
        page.set_viewport_size({"width": 360, "height": 780})
        assert guest.overflow() <= 0, "the page scrolls sideways at 360 px"
