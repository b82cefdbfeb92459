"""From a sheet's lines to rows: what is no row, merged household cells, shifted columns (D21, D22, D25)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from core.domain.text import cell_text
from core.errors import FileRefused
from core.imports.feed import Feed, Fix, Row, header_key
from core.imports.layout import Layout

_FOOT = re.compile(
    r"\s*(?:合\s*计|小\s*计|总\s*计|共\s*计|总人数|填\s*表|制\s*表|填\s*报|上\s*报|审\s*核|复\s*核|经办人|负责人|联系人|单位负责人|盖章"
    r"|打印|说\s*明|备\s*注\s*[:：]|注\s*[:：、\d]|注$|第\s*\d+\s*页)"
)
_SAMPLE = 1000
MERGED = "合并的单元格已向下补齐"


@dataclass
class Skipped:
    """A line that is no row: its number, its words, why it is passed over."""

    line: int
    words: str
    reason: str


@dataclass
class Lines:
    """The rows of one layout. Iterate once; `skipped` and `filled` grow on the way."""

    feed: Feed
    layout: Layout
    skipped: list[Skipped] = field(default_factory=list)
    filled: int = 0

    def __post_init__(self) -> None:
        self._width = len(self.layout.headers)
        self._heads = {*self.layout.headers, *map(header_key, self.layout.headers)} - {""}
        self._merged = self._merged_cells()
        self._blanks_mean_above = not self._merged and self._household_style()
        self._holes = self.layout.sheet.formulas_without_value()

    def __iter__(self) -> Iterator[Row]:
        blank: list[int] = []
        above: Row | None = None
        for line, cells in self.layout.sheet.rows():
            if line <= self.layout.header_line:
                continue
            if all(_empty(cell) for cell in cells):
                blank.append(line)
                continue
            # Blank lines below the last row are only formatting, not lines of the list.
            self.skipped += [Skipped(number, "", "空行") for number in blank]
            blank.clear()
            if reason := self._no_row(cells):
                words = next(cell_text(cell) for cell in cells if not _empty(cell))
                self.skipped.append(Skipped(line, words, reason))
                continue
            row = Row(line, cells)
            self._fill(row, above)
            self._formulas(row)
            above = row
            yield row

    def _no_row(self, cells: list[Any]) -> str:
        filled = [cell_text(cell) for cell in cells if not _empty(cell)]
        if filled[0] in self._heads and all(header_key(text) in self._heads for text in filled):
            return "重复的表头"
        if _FOOT.match(filled[0]) and len(filled) * 2 <= max(self._width, 4):
            return "合计、填表人或说明"
        return ""

    def _merged_cells(self) -> dict[tuple[int, int], int]:
        """(line, column) of cells covered by a vertical merge → line of the cell that holds the value."""
        covered: dict[tuple[int, int], int] = {}
        for first, last, left, right in self.layout.sheet.merges:
            if first > self.layout.header_line and last > first:
                for line in range(first + 1, last + 1):
                    for column in range(left, right + 1):
                        covered[line, column] = first
        return covered

    def _household_style(self) -> bool:
        """Only the first row of each household carries its number: most rows leave it blank, and blanks mean "as above"."""
        column = self.layout.columns.get(self.feed.household_column)
        if column is None:
            return False
        blank = total = 0
        for line, cells in islice(self.layout.sheet.rows(), _SAMPLE):
            if line > self.layout.header_line and not all(map(_empty, cells)):
                total += 1
                blank += column >= len(cells) or _empty(cells[column])
        return total >= 3 and blank * 3 >= total

    def _fill(self, row: Row, above: Row | None) -> None:
        if above is None:
            return
        if self._merged:
            wanted = [c for c in self.layout.columns.values() if (row.line, c) in self._merged]
        elif self._blanks_mean_above:
            household = self.layout.columns[self.feed.household_column]
            if household < len(row.cells) and not _empty(row.cells[household]):
                return
            wanted = [
                self.layout.columns[c.field]
                for c in self.feed.columns
                if c.fill_down and c.field in self.layout.columns
            ]
        else:
            return
        for column in wanted:
            if column >= min(len(row.cells), len(above.cells)) or _empty(above.cells[column]):
                continue
            if _empty(row.cells[column]):
                row.cells[column] = above.cells[column]
                row.fixes.append(Fix(self.layout.headers[column], MERGED))
        self.filled += bool(row.fixes)

    def _formulas(self, row: Row) -> None:
        for column in self.layout.columns.values():
            if (row.line, column) in self._holes:
                row.refuse(
                    self.layout.headers[column],
                    "formula",
                    "单元格里是公式，没有存下计算结果",
                    "请用 Excel 打开、重新计算并保存，或粘贴成数值后再传",
                )


def _empty(cell: Any) -> bool:
    return cell is None or cell == "" or (isinstance(cell, str) and not cell.strip())


def refuse_shifted(feed: Feed, layout: Layout) -> None:
    """D25: fewer than half of the typed cells have the shape of their column → the whole file goes back."""
    tests = [
        (layout.columns[column.field], column.looks_right)
        for column in feed.columns
        if column.looks_right and column.field in layout.columns
    ]
    fits = total = 0
    for line, cells in islice(layout.sheet.rows(), layout.header_line + _SAMPLE):
        if line <= layout.header_line or sum(not _empty(cell) for cell in cells) < 3:
            continue
        for index, looks_right in tests:
            if index < len(cells) and not _empty(cells[index]):
                total += 1
                fits += looks_right(cell_text(cells[index]))
    if total and fits * 2 < total:
        raise FileRefused(
            f"列错位了：应是证号、日期的格子里，{total} 个只有 {fits} 个像。",
            remedy="多半缺了一列或多了一列，请对齐表头后再传。",
        )
