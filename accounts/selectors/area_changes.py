"""Changes of areas as pages show them, and in words where a row names one as its source."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import AreaChange
from core.errors import NotFound
from core.scope import Scope
from core.sources import SourceWords


def changes(within: Scope) -> QuerySet[AreaChange]:
    """Changes inside these areas, the latest day first. What changed is public knowledge; whom it moved is not here."""
    return AreaChange.objects.filter(within.q("area_code")).select_related("recorded_by")


def change_named(uid: UUID) -> AreaChange:
    """One of them, wherever it was."""
    found = AreaChange.objects.select_related("recorded_by").filter(uid=uid).first()
    if found is None:
        raise NotFound("没有这项地区变更。")
    return found


def describe(sources: list[str]) -> Mapping[str, SourceWords]:
    """`area-change:12` → 地区变更：盘福社区并入三眼井社区."""
    pks = {source: source.split(":")[1] for source in sources}
    found: dict[int, Any] = AreaChange.objects.in_bulk([int(pk) for pk in pks.values() if pk.isdigit()])
    return {source: _words(found.get(int(pk)) if pk.isdigit() else None) for source, pk in pks.items()}


def _words(change: AreaChange | None) -> SourceWords:
    if change is None:
        return SourceWords("地区变更")
    return SourceWords(f"地区变更：{change.words}", reverse("area-change", args=[change.uid]))
