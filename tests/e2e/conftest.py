"""Browser journeys on the running site: one site for each test process, so that journeys run side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.e2e.running import RunningSite, browser_program, running_site, site_at
from tests.e2e.watching import WIDE, Visitor, visitor

RESIDENTS = 1500
# Two sites, two browsers and their workers share two cores.
expect.set_options(timeout=15_000)


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[RunningSite]:
    """The running site with a small demo population."""
    if kept := os.environ.get("E2E_SITE"):
        with site_at(Path(kept)) as running:
            yield running
        return
    database = f"{os.environ.get('YISHENG_TEST_DB', 'test_yisheng')}_e2e_{worker_id}"
    with running_site(tmp_path_factory.mktemp("site"), database=database, residents=RESIDENTS) as running:
        yield running


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window, and without calls to its maker."""
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_program(), args=quiet)
        yield chromium
        chromium.close()


@pytest.fixture(scope="package")
def signed_in(site: RunningSite, browser: Browser) -> Callable[[str], Any]:
    """`signed_in("shequ")`: the cookies of a sign-in, made once per name."""
    kept: dict[str, Any] = {}

    def cookies(username: str) -> Any:
        if username not in kept:
            somebody = visitor(browser, site.url)
            somebody.sign_in(username)
            somebody.page.wait_for_url(f"{site.url}/")
            kept[username] = somebody.page.context.storage_state()
            somebody.page.context.close()
        return kept[username]

    return cookies


@pytest.fixture
def visit(site: RunningSite, browser: Browser, signed_in: Callable[[str], Any]) -> Iterator[Callable[..., Visitor]]:
    """`visit("shequ", size=NARROW)`: a signed-in visitor ("" = nobody). After the test none of them may have met a fault."""
    made: list[Visitor] = []

    def come(username: str = "", *, size: tuple[int, int] = WIDE, expected: set[int] | None = None) -> Visitor:
        somebody = visitor(browser, site.url, size=size, state=signed_in(username) if username else None)
        somebody.faults.expected |= expected or set()
        made.append(somebody)
        return somebody

    yield come
    for somebody in made:
        somebody.page.context.close()
    assert not [fault for somebody in made for fault in somebody.faults.seen]
