"""Reading the export register where a file is to be made once more."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from core.models import ExportRecord


def registered_export(uid: UUID) -> ExportRecord | None:
    """One registered file, whatever its area: the caller asks whether the user may have it."""
    return ExportRecord.objects.select_related("by").filter(uid=uid).first()


def last_exports(*, area: str, formats: Sequence[str], most: int, **params: str) -> list[ExportRecord]:
    """The newest files of exactly this area and these formats whose parameters say so, and that name the moment they are of."""
    wanted = {f"params__{key}": value for key, value in params.items()}
    rows = ExportRecord.objects.select_related("by").filter(area_code=area, format__in=formats, **wanted)
    return list(rows.exclude(params__known_at=None).filter(params__has_key="known_at").order_by("-pk")[:most])
