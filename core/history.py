"""Change history by database trigger: bulk statements and raw SQL are caught too.

One history row per changed row holds the state *before* the change, with who, why, source and request (core.audit.acting).
An insert leaves no row: the new row itself says who, when and why, so that COPY keeps its speed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
from django.db import models

M = TypeVar("M", bound=type[models.Model])


def tracked(*, exclude: Sequence[str] = ()) -> Callable[[M], M]:
    """Class decorator: keep the history of a table's updates and deletes."""
    # Made afresh for each model: pghistory's defaults from settings are deep copies, which statement triggers reject.
    return pghistory.track(
        pghistory.UpdateEvent("changed", row=pghistory.Old),
        pghistory.DeleteEvent("deleted", row=pghistory.Old),
        exclude=list(exclude) or None,
    )
