"""Column types that the scale of the base asks for."""

from __future__ import annotations

from typing import Any

from django.db import models


class CodeField(models.CharField):
    """A code or a searched text in the "C" collation: its btree serves ranges, prefixes and ORDER BY at any size."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("db_collation", "C")
        kwargs.setdefault("max_length", 24)
        super().__init__(*args, **kwargs)
