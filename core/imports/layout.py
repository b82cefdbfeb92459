"""Where the table begins and which column is which: title lines, two-level headings, synonyms (D21, D24)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from core.domain.text import cell_text
from core.errors import FileRefused
from core.imports.feed import Feed, feeds, header_key, spellings
from core.imports.workbook import Book, Cells, Sheet

LOOK_AT = 30  # lines in which a heading is looked for
KNOWN = 3  # so many known names make a heading


@dataclass
class Layout:
    """The sheet that is read, its heading and the position of each field. `missing` names required columns not found."""

    sheet: Sheet
    header_line: int = 0
    headers: list[str] = field(default_factory=list)
    columns: dict[str, int] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    synonyms: list[tuple[str, str]] = field(default_factory=list)  # (as written, official)

    @property
    def header_of(self) -> dict[str, str]:
        return {name: self.headers[index] for name, index in self.columns.items()}


def find_layout(book: Book, feed: Feed, *, sheet: str = "", remembered: Mapping[str, str] | None = None) -> Layout:
    """The one sheet that holds this feed. FileRefused when none is there, or several match and none is named.

    A layout with `missing` columns is returned, not refused: a person may still match the columns by hand.
    """
    known = spellings(feed) | {header_key(text): name for text, name in (remembered or {}).items()}
    if sheet:
        found = [candidate for candidate in book.sheets if candidate.name == sheet]
        if not found:
            names = "、".join(f"「{candidate.name}」" for candidate in book.sheets)
            raise FileRefused(f"工作簿里没有名叫「{sheet}」的表。", remedy=f"现有的表是 {names}。")
        return _layout(found[0], feed, known)
    layouts = [_layout(candidate, feed, known) for candidate in book.sheets if not candidate.hidden]
    matching = [layout for layout in layouts if layout.header_line and not layout.missing]
    if len(matching) > 1:
        names = "、".join(f"「{layout.sheet.name}」" for layout in matching)
        raise FileRefused(f"工作簿里有 {len(matching)} 张表都像{feed.title}：{names}。", remedy="请指明要导入哪一张。")
    if matching:
        return matching[0]
    best = max(layouts, key=lambda layout: len(layout.columns), default=None)
    if best is None or not best.header_line:
        wanted = "、".join(column.header for column in feed.columns if column.column_required)
        raise FileRefused(f"没有找到{feed.title}的表头。", remedy=f"表头至少要有：{wanted}。")
    return best


def refuse_missing(layout: Layout, feed: Feed) -> None:
    """FileRefused when required columns were not recognised."""
    if layout.missing:
        said = "、".join(f"「{header}」" for header in layout.missing)
        raise FileRefused(f"{feed.title}缺少必需的列：{said}。", remedy="请补上这些列，或在网页上指明哪一列就是它。")


def guess_feed(book: Book) -> tuple[Feed, Layout] | None:
    """The feed whose heading fits best, or None; for an upload that does not say what it is."""
    best: tuple[tuple[int, float], Feed, Layout] | None = None
    for feed in feeds:
        for sheet in book.sheets:
            layout = _layout(sheet, feed, spellings(feed)) if not sheet.hidden else None
            if layout is None or not layout.header_line:
                continue
            score = (-len(layout.missing), len(layout.columns) / len(feed.columns))
            if best is None or score > best[0]:
                best = (score, feed, layout)
    return (best[1], best[2]) if best else None


def _layout(sheet: Sheet, feed: Feed, known: Mapping[str, str]) -> Layout:
    top: list[tuple[int, Cells]] = []
    for line, cells in sheet.rows():
        top.append((line, cells))
        if len(top) >= LOOK_AT:
            break
    hits = [sum(header_key(cell) in known for cell in cells) for _, cells in top]
    if not hits or max(hits) < KNOWN:
        return _two_level_from_scratch(sheet, feed, known, top)
    index = hits.index(max(hits))
    return _joined(sheet, feed, known, top, index)


def _joined(sheet: Sheet, feed: Feed, known: Mapping[str, str], top: list[tuple[int, Cells]], index: int) -> Layout:
    """The heading at `index`, completed from the level above or below when the heading has two."""
    line, lower = top[index]
    headers = [_shown(cell) for cell in lower]
    if index and _is_heading_part(top[index - 1][1], headers, known):
        headers = _two_levels(top[index - 1][1], lower, known)
    elif index + 1 < len(top) and _is_heading_part(top[index + 1][1], [], known, alone=True):
        headers, line = _two_levels(lower, top[index + 1][1], known), top[index + 1][0]
    return _mapped(sheet, feed, known, headers, line)


def _two_level_from_scratch(sheet: Sheet, feed: Feed, known: Mapping[str, str], top: list[tuple[int, Cells]]) -> Layout:
    """父亲 | 母亲 above 姓名 身份证号 姓名 身份证号: neither line alone has enough known names."""
    best = Layout(sheet)
    for (_, upper), (line, lower) in pairwise(top):
        found = _mapped(sheet, feed, known, _two_levels(upper, lower, known), line)
        if len(found.columns) >= KNOWN and len(found.columns) > len(best.columns):
            best = found
    return best


def _is_heading_part(cells: Cells, headers: list[str], known: Mapping[str, str], *, alone: bool = False) -> bool:
    """Does this line belong to the heading? Above: it names what the lower line leaves blank. Below: only known names."""
    filled = [(place, header_key(cell)) for place, cell in enumerate(cells) if header_key(cell)]
    if alone:
        return bool(filled) and len(filled) < len(cells) and all(name in known for _, name in filled)
    blank = [name for place, name in filled if place >= len(headers) or not header_key(headers[place])]
    spread = len(filled) >= 2 and any(place < len(headers) and header_key(headers[place]) for place, _ in filled)
    return any(name in known for name in blank) or spread


def _two_levels(upper: Cells, lower: Cells, known: Mapping[str, str]) -> list[str]:
    headers, group = [], ""
    for place in range(max(len(upper), len(lower))):
        above = _shown(upper[place]) if place < len(upper) else ""
        below = _shown(lower[place]) if place < len(lower) else ""
        group = above or group
        if below and header_key(group + below) in known:
            headers.append(group + below)
        else:
            headers.append(below or above)
    return headers


def _shown(cell: Any) -> str:
    return " ".join(cell_text(cell).split())


def _mapped(sheet: Sheet, feed: Feed, known: Mapping[str, str], headers: list[str], line: int) -> Layout:
    layout = Layout(sheet, line, headers)
    # Official names first: with 身份证号 and 证件号 both in a file, the official one is the column.
    official = {header_key(column.header): column.field for column in feed.columns}
    for names in (official, known):
        for index, header in enumerate(headers):
            name = names.get(header_key(header))
            if name and name not in layout.columns and index not in layout.columns.values():
                layout.columns[name] = index
                if header_key(header) not in official:
                    layout.synonyms.append((header, feed.column(name).header))
    required = [column for column in feed.columns if column.column_required]
    layout.missing = [column.header for column in required if column.field not in layout.columns]
    return layout


def with_mapping(layout: Layout, feed: Feed, mapping: Mapping[str, str]) -> Layout:
    """The layout after a person said which header is which field ({header as written: field})."""
    for index, header in enumerate(layout.headers):
        name = mapping.get(header)
        if name:
            layout.columns[name] = index
    required = [column for column in feed.columns if column.column_required]
    layout.missing = [column.header for column in required if column.field not in layout.columns]
    return layout
