"""Every template keeps the promises of the content security policy, and uses only icons that the sprite holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from core.ui.navigation import SPRITE, sprite_icons

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))
STYLESHEET = Path(settings.BASE_DIR, "core", "static", "core", "app.css")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_template(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\sstyle=", text), "inline style: the policy drops it; use a class"
    assert not re.search(r"\son[a-z]+=\"", text), "inline handler: the policy drops it; use app.js"
    assert not re.search(r"<script(?![^>]*\bsrc=)", text), "inline script: the policy drops it"
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text), "loaded from outside: offices have no internet"
    assert not re.search(r"\{#(?:(?!#\})[^\n])*\n", text), "{# … #} ends with its line; use {% comment %}"
    assert 'type="date"' not in text, "no native date picker; use DayField"
    unknown = set(re.findall(r"\{% icon \"([^\"]+)\"", text)) - sprite_icons()
    assert not unknown, f"not in the sprite (assets/icons.mjs): {unknown}"


def test_the_sprite_is_one_line_per_icon_and_loads_nothing() -> None:
    lines = SPRITE.read_text(encoding="utf-8").splitlines()[1:-1]
    assert len(lines) == len(sprite_icons())
    assert all(line.startswith('<symbol id="i-') and line.endswith("</symbol>") for line in lines)


def test_the_stylesheet_loads_nothing_from_outside() -> None:
    text = STYLESHEET.read_text(encoding="utf-8")
    assert "@import" not in text and "url(" not in text
    assert text.count("{") == text.count("}")
