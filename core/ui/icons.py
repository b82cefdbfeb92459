"""Icons from the sprite (assets/icons.mjs)."""

from __future__ import annotations

from functools import cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString


@cache
def drawn_icon(name: str, size: str = "") -> SafeString:
    """The icon's markup, made once: a page has thirty of them."""
    look = f"i i-{size}" if size else "i"
    href = f"{static('core/icons.svg')}#i-{name}"
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', look, href)
