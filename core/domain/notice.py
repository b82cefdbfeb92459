"""Reading a yearly holiday notice as an office pastes it: one day a line, `2027-01-01 休 元旦`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.domain.dates import parse_date
from core.domain.text import clean_text

_KINDS = {"休": False, "放假": False, "休息": False, "班": True, "上班": True, "调休上班": True, "补班": True}
_SPLIT = re.compile(r"[\t,，;；]+|\s+")
_HEADING = {"日期", "date", "类型", "休班"}


@dataclass(frozen=True, slots=True)
class NoticeDay:
    """One line of a notice."""

    day: dt.date
    works: bool
    name: str = ""

    @property
    def doubt(self) -> str:
        """What looks odd, in words: a weekday is never made up, a weekend day off needs no notice unless it is a holiday."""
        if self.works and self.day.weekday() < 5:
            return "平常就上班，不用补班"
        return ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What was read; `problems` are sentences with line numbers. Nothing may be stored while there are any."""

    days: tuple[NoticeDay, ...]
    problems: tuple[str, ...]

    @property
    def years(self) -> list[int]:
        return sorted({day.day.year for day in self.days})


def read_notice(lines: Iterable[Sequence[object]], *, today: dt.date) -> Notice:
    """Cells of each line: date, 休 or 班, name. Blank lines and a heading are passed over."""
    days: dict[dt.date, NoticeDay] = {}
    problems: list[str] = []
    for number, cells in enumerate(lines, start=1):
        texts = [clean_text(cell).value for cell in cells]
        if not any(texts) or texts[0].lower() in _HEADING:
            continue
        found = _read_line(texts, today)
        if isinstance(found, str):
            problems.append(f"第 {number} 行：{found}")
        elif found.day in days:
            problems.append(f"第 {number} 行：{found.day} 写了两次，请删掉一行。")
        else:
            days[found.day] = found
    if not days and not problems:
        problems.append("没有读到任何一天。每行写 日期、休或班、名称，例如 2027-01-01 休 元旦。")
    return Notice(tuple(sorted(days.values(), key=lambda day: day.day)), tuple(problems))


def split_lines(text: str) -> list[list[str]]:
    """Pasted text as cells: tabs, commas or spaces between them."""
    return [_SPLIT.split(line.strip(), maxsplit=2) for line in text.splitlines()]


def _read_line(texts: list[str], today: dt.date) -> NoticeDay | str:
    parsed = parse_date(texts[0])
    if parsed.value is None:
        return f"“{texts[0]}”看不出是哪一天，请写成 {today.year + 1}-01-01 的样子。"
    kind = next((text for text in texts[1:] if text in _KINDS), "")
    if not kind:
        return f"{parsed.value} 没有写“休”或“班”。"
    name = next((text for text in texts[1:] if text and text not in _KINDS), "")
    return NoticeDay(parsed.value, _KINDS[kind], name)
