"""Two values side by side: `{% side_by_side row as pair %}` marks the characters in which they differ."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from core.domain.differences import Part, differing_parts

register = template.Library()


@register.simple_tag
def side_by_side(row: Any) -> dict[str, SafeString]:
    """{"left", "right"} of a row of components/compare.html; in a row that `differs`, differing characters stand in <u>."""
    left, right = str(row["left"] or ""), str(row["right"] or "")
    if not (row["differs"] and left and right):
        return {"left": format_html("{}", left), "right": format_html("{}", right)}
    ours, theirs = differing_parts(left, right)
    return {"left": _html(ours), "right": _html(theirs)}


def _html(parts: list[Part]) -> SafeString:
    return format_html_join("", "{}", ((format_html("<u>{}</u>", text) if marked else text,) for text, marked in parts))
