"""A page under watch: whatever a visitor would call a fault is written down while the journey goes on."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.e2e.running import PASSWORD, ROOT

AXE = ROOT / "assets" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = (1440, 900), (390, 844)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What another width may change: a page is one document, its words and colours were judged at the first width.
OF_LAYOUT = ["target-size", "scrollable-region-focusable", "aria-hidden-focus", "tabindex", "bypass"]


@dataclass
class Faults:
    """What went wrong on the pages of one visitor. `expected`: statuses that the journey provokes on purpose."""

    expected: set[int] = field(default_factory=set)
    seen: list[str] = field(default_factory=list)

    def watch(self, page: Page, home: str) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.seen.append(f"script error: {error}"))
        page.on("request", lambda request: self._request(request, home))
        page.on("response", self._response)

    def _console(self, message: ConsoleMessage) -> None:
        # Chromium repeats each failed response on the console; those are judged by their status.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.seen.append(f"console: {message.text}")

    def _request(self, request: Request, home: str) -> None:
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(home):
            self.seen.append(f"leaves the house: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 400 and response.status not in self.expected:
            self.seen.append(f"{response.status} {response.url}")


@dataclass
class Visitor:
    """Somebody at a browser: `page` is theirs, `faults` what they would complain about."""

    page: Page
    faults: Faults
    home: str

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.home}{path}")
        return self.page

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        self.open("/login/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("main button")

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window."""
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        return int(self.page.evaluate(width))

    def axe(self, rules: list[str] | None = None) -> list[str]:
        """Serious and critical findings of axe-core, one line each; `rules`: by these alone."""
        if not self.page.evaluate("'axe' in window"):  # half a megabyte, once a page
            self.page.evaluate(AXE.read_text(encoding="utf-8"))
        judged = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
        found = self.page.evaluate("by => axe.run({runOnly: by, resultTypes: ['violations']})", judged)
        return [
            f"{rule['id']} ({rule['impact']}): {node['target']} {node['failureSummary']}"
            for rule in found["violations"]
            if rule["impact"] in ("serious", "critical")
            for node in rule["nodes"][:4]
        ]


def visitor(browser: Browser, home: str, *, size: tuple[int, int] = WIDE, state: Any = None) -> Visitor:
    """A fresh browser window of a size; `state` is what another visitor's sign-in left (cookies)."""
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, locale="zh-CN", timezone_id="Asia/Shanghai", storage_state=state
    )
    context.set_default_timeout(20_000)
    page, faults = context.new_page(), Faults()
    faults.watch(page, home)
    return Visitor(page, faults, home)


def keep(download: Any, folder: Path) -> Path:
    """Store what the browser downloads."""
    target = folder / download.suggested_filename
    download.save_as(target)
    return target
