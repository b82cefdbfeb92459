"""Where a value comes from, in words: `GA05:17:42` → 公安 GA05 2026-11 批次第 42 行."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.urls import reverse

from core import clock
from core.imports.feed import feeds
from core.models import ImportBatch
from core.registry import Registry


@dataclass(frozen=True)
class SourceWords:
    """What the screen says of a source, the page that shows it (None: there is none), and of a file: who brought it, when."""

    text: str
    url: str | None = None
    on: dt.date | None = None
    by: str = ""


@dataclass(frozen=True)
class SourceKind:
    """Sources that another room writes (`area-change:12`): key = what stands before the colon, words for many at once."""

    key: str
    describe: Callable[[list[str]], Mapping[str, SourceWords]]


source_kinds: Registry[SourceKind] = Registry("kind of source")


def describe(sources: Iterable[str]) -> dict[str, SourceWords]:
    """Words for each source string: one query for batches, one for users."""
    wanted = {source: source.split(":") for source in sources if source}
    pks = {int(parts[1]) for parts in wanted.values() if _of_a_batch(parts)}
    names = {parts[-1] for parts in wanted.values() if parts[0] == "desk"}
    batches = ImportBatch.objects.select_related("uploaded_by").in_bulk(pks) if pks else {}
    users = dict(get_user_model().objects.filter(username__in=names).values_list("username", "name")) if names else {}
    found = {source: _words(source, parts, batches, users) for source, parts in wanted.items()}
    others: dict[str, list[str]] = defaultdict(list)
    for source, parts in wanted.items():
        if parts[0] in source_kinds:
            others[parts[0]].append(source)
    for key, named in others.items():
        found |= source_kinds[key].describe(named)
    return found


def _of_a_batch(parts: list[str]) -> bool:
    return (
        len(parts) in (2, 3)
        and parts[0] != "desk"
        and parts[0] not in source_kinds
        and all(part.isdigit() for part in parts[1:])
    )


def _words(source: str, parts: list[str], batches: dict[int, ImportBatch], users: dict[str, str]) -> SourceWords:
    if _of_a_batch(parts):
        feed, batch = feeds.get(parts[0]), batches.get(int(parts[1]))
        # A batch of a wider area lies outside a clerk's sight: the line is named, the batch cannot be opened.
        when = f" {batch.uploaded_at:%Y-%m}" if batch else ""
        line = f"第 {parts[2]} 行" if len(parts) == 3 else ""
        text = f"{feed.bureau if feed else ''} {parts[0]}{when} 批次{line}".strip()
        if batch is None:
            return SourceWords(text)
        url = reverse("import-line", args=[batch.uid, parts[2]]) if line else reverse("import", args=[batch.uid])
        return SourceWords(text, url, batch.uploaded_at.astimezone(clock.SHANGHAI).date(), batch.uploaded_by.name)
    if parts[0] == "desk":
        return SourceWords(f"柜台登记，{users.get(parts[-1]) or parts[-1]}")
    return SourceWords("演示数据" if parts[0] == "seed" else source)
