"""Where a value comes from, in words: `GA05:17:42` → 公安 GA05 2026-10 批次第 42 行."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.models import ImportBatch


@dataclass(frozen=True)
class SourceWords:
    """What the screen says of a source, and the page that shows it (None: there is none)."""

    text: str
    url: str | None = None


def describe(sources: Iterable[str]) -> dict[str, SourceWords]:
    """Words for each source string, in one query."""
    wanted = set(filter(None, sources))
    batches = {int(parts[1]) for parts in (source.split(":") for source in wanted) if _names_a_line(parts)}
    found = {batch.pk: batch for batch in ImportBatch.objects.filter(pk__in=batches)} if batches else {}
    return {source: SourceWords(_words(source, found)) for source in wanted}


def _names_a_line(parts: list[str]) -> bool:
    return len(parts) == 3 and parts[1].isdigit()


def _words(source: str, batches: dict[int, ImportBatch]) -> str:
    parts = source.split(":")
    if _names_a_line(parts) and int(parts[1]) in batches:
        batch = batches[int(parts[1])]
        return f"{parts[0]} {batch.uploaded_at:%Y-%m} 批次第 {parts[2]} 行"
    if parts[0] == "desk":
        return f"柜台登记，{parts[-1]}"
    return "演示数据" if parts[0] == "seed" else source
