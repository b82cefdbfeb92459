"""Keyset paging: page 200 costs what page 1 costs."""

from __future__ import annotations

from typing import Any

from rest_framework.pagination import CursorPagination


class KeysetPagination(CursorPagination):
    """Cursor over a unique ordering; no count, since counting a district costs more than its page."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 500
    ordering = "id"

    def get_ordering(self, request: Any, queryset: Any, view: Any) -> tuple[str, ...]:
        """`ordering` of the view: one column, or several."""
        said = getattr(view, "ordering", None) or self.ordering
        return (said,) if isinstance(said, str) else tuple(said)


def whole(rows: list[Any]) -> dict[str, Any]:
    """A list that always fits on one page, in the shape of every other list."""
    return {"next": None, "previous": None, "results": rows}
