"""The rows of a list as HTML, made in Python: fifty rows of ten cells would cost a template more than their query."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from django.urls import reverse
from django.utils.safestring import SafeData, SafeString, mark_safe

from core.register.declaration import Register, Row


def row_url(register: Register, row: Row) -> str:
    """The page of a row: its own, or the derived detail."""
    return reverse(register.page or f"{register.key}-detail", args=[row[register.identify]])


def rows_html(register: Register, rows: Iterable[Row]) -> SafeString:
    """`<tr>` after `<tr>`. Every text is escaped unless its column made it as HTML."""
    rows = list(rows)
    if not rows:
        return SafeString()
    before, after = _around(register, rows[0])
    identify = register.identify
    cells = [
        (f'<td class="{column.align}" data-col="{column.key}">', column.show, column.link)
        for column in register.columns
    ]
    parts: list[str] = []
    for row in rows:
        parts.append("<tr>")
        for opening, show, link in cells:
            text = show(row)
            shown = text if isinstance(text, SafeData) else escape(text)
            if link:
                shown = f'<a class="b" href="{before}{quote(str(row[identify]))}{after}">{shown}</a>'
            parts.append(f"{opening}{shown}</td>")
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 - every text above is escaped


def _around(register: Register, row: Row) -> tuple[str, str]:
    """What stands before and after a row's identity in its address: working the address out costs as much as a row."""
    url, identity = row_url(register, row), quote(str(row[register.identify]))
    before, _, after = url.rpartition(identity)
    return escape(before), escape(after)
