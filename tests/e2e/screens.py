"""Photographs every page at 1440 and 390 px: python -m tests.e2e.screens SITE_FOLDER OUT [NAME …].

SITE_FOLDER is where `python -m tests.e2e.running SITE_FOLDER` keeps a site with demo data.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.e2e.pages import places, shown
from tests.e2e.running import browser_program, site_at
from tests.e2e.watching import NARROW, WIDE, visitor


def main(folder: Path, out: Path, names: list[str]) -> None:
    """Write NAME-1440.png and NAME-390.png, and print what each page did wrong."""
    out.mkdir(parents=True, exist_ok=True)
    with site_at(folder) as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_program(), args=["--no-sandbox"])
        kept = {}
        for place in places(shown(site)):
            if names and place.name not in names:
                continue
            if place.user and place.user not in kept:
                somebody = visitor(browser, site.url)
                somebody.sign_in(place.user)
                somebody.page.wait_for_url(f"{site.url}/")
                kept[place.user] = somebody.page.context.storage_state()
            for size in (WIDE, NARROW):
                guest = visitor(browser, site.url, size=size, state=kept.get(place.user))
                guest.open(place.path)
                guest.page.wait_for_load_state("networkidle")
                guest.page.screenshot(path=out / f"{place.name}-{size[0]}.png", full_page=True)
                faults = [*guest.faults.seen, *guest.axe()]
                if guest.overflow() > 0:
                    faults.append(f"{guest.overflow()} px too wide")
                sys.stdout.write("\n    ".join([f"{place.name} {size[0]}", *faults]) + "\n")
                guest.page.context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
