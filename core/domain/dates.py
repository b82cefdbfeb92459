"""Reading dates as people and spreadsheets write them (handbook D15–D18)."""

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from core.domain.date_problems import (
    ambiguous_month,
    future,
    impossible,
    lunar,
    too_early,
    two_digit_year,
    unreadable,
    year_last,
    year_only,
)
from core.domain.reading import Problem, Reading
from core.domain.text import cell_text, clean_text

Precision = Literal["day", "month"]

EARLIEST_YEAR = 1850
# Excel's serial 1 is 1900-01-01, and it believes in 29 February 1900 (serial 60).
_SERIAL_BASE = dt.date(1899, 12, 30)
_SERIAL_LAST = 73_050  # 2099-12-31
DAYS_1904 = 1462

_PLACEHOLDER_DATES = frozenset(
    {dt.date(1900, 1, 1), dt.date(1899, 12, 30), dt.date(1899, 12, 31), dt.date(1, 1, 1), dt.date(9999, 12, 31)}
)
_PLACEHOLDER_TEXT = re.compile(
    r"(?:[-—/\\0.:年月日\s]+|1900[-/.]0?1[-/.]0?0|无|不详|未知|空|暂无|待补|null|none|n/a)\Z", re.IGNORECASE
)
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_TIME = re.compile(
    r"(?<=\d|日)[ T]\d{1,2}[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?)?(?:Z|[+-]\d\d:?\d\d)?\Z"
    r"|(?<=\d{8})\d{6}\Z"
)
_SEPARATED = re.compile(r"(\d{1,4})[-/.、,\uff0c\\~·年 ]{1,2}(\d{1,2})[-/.、,\uff0c\\~·月 ]{1,2}(\d{1,4})[日号]?\Z")
_MONTH = re.compile(r"(\d{1,4})[-/.年](\d{1,2})月?(?:份)?\Z")
_ISO_MONTH = re.compile(r"\d{4}-\d\d\Z")
_YEAR = re.compile(r"(\d{4})年?\Z")
_CHINESE = re.compile(
    r"([〇○零一二三四五六七八九Oo0]{2,4})年([一二三四五六七八九十元]{1,3})月(?:([一二三四五六七八九十廿卅]{1,4})[日号]?)?\Z"
)
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"○": 0, "零": 0, "O": 0, "o": 0, "0": 0}

NOTE_FORM = "日期写法已统一"
NOTE_SERIAL = "表格日期序列号已换成日期"
NOTE_TIME = "已去掉时间部分"
NOTE_MONTH = "只有年月，日期精确到月"
NOTE_PLACEHOLDER = "占位日期视为空"


@dataclass(frozen=True, slots=True)
class ParsedDate(Reading):
    """A date read from a cell. With precision "month", `value` is the first of that month.

    `value` None without a `problem` means empty (or a placeholder, D16: see `placeholder`).
    """

    value: dt.date | None = None
    precision: Precision = "day"
    placeholder: bool = False


def parse_date(raw: object, *, today: dt.date | None = None) -> ParsedDate:
    """Read one cell. With `today`, a later date is the problem "future" (D18).

    Problems: two_digit_year, impossible, unreadable, year_only, year_last, ambiguous_month,
    lunar, too_early, future. The forms `2026-07-01`, `2026-07` (month precision) and a real date
    cell are canonical; every other form is noted as a correction.
    """
    parsed = _read(raw)
    if parsed.value is None:
        return parsed
    if parsed.value.year < EARLIEST_YEAR:
        return ParsedDate(raw, problem=too_early(parsed.value))
    if today is not None and parsed.value > today:
        return ParsedDate(raw, problem=future(parsed.value, today))
    return parsed


def _read(raw: object) -> ParsedDate:
    if isinstance(raw, dt.datetime):
        return _from_day(raw, raw.date(), NOTE_TIME if raw.time() != dt.time() else "")
    if isinstance(raw, dt.date):
        return _from_day(raw, raw)
    if isinstance(raw, dt.time):
        # A cell holding 0 that is formatted as a date reaches us as midnight.
        return ParsedDate(raw, notes=(NOTE_PLACEHOLDER,), placeholder=True)
    if isinstance(raw, bool):
        return ParsedDate(raw, problem=unreadable(raw))
    if isinstance(raw, (int, float)):
        return _read_number(raw)
    return _read_text(cell_text(raw))


def _from_day(raw: object, day: dt.date, note: str = "") -> ParsedDate:
    if day in _PLACEHOLDER_DATES:
        return ParsedDate(raw, notes=(NOTE_PLACEHOLDER,), placeholder=True)
    return ParsedDate(raw, (note,) if note else (), None, day)


def _read_number(raw: int | float) -> ParsedDate:
    """A numeric cell: 19850305, 198503, 1985.3, or a serial day number."""
    text = cell_text(raw)
    if not math.isfinite(raw):
        return ParsedDate(raw, problem=unreadable(raw))
    if isinstance(raw, float) and not raw.is_integer():
        month = re.match(r"(\d{4})\.(\d{1,2})\Z", text)
        if month and _plausible_year(int(month[1])):
            if month[2] == "1":
                # 1985.10 typed into a numeric cell is kept as 1985.1.
                return ParsedDate(raw, problem=ambiguous_month(text))
            return _build(raw, month[1], month[2], None, NOTE_MONTH)
        return _read_serial(raw, int(raw), NOTE_TIME) if raw > 366 else ParsedDate(raw, problem=unreadable(raw))
    number = int(raw)
    if number in (0, 1, 2_958_465):
        return ParsedDate(raw, notes=(NOTE_PLACEHOLDER,), placeholder=True)
    if _plausible_year(number):
        return ParsedDate(raw, problem=year_only(text))
    if 366 < number <= _SERIAL_LAST:
        return _read_serial(raw, number)
    return _read_text(text)


def _read_serial(raw: object, serial: int, extra: str = "") -> ParsedDate:
    if serial > _SERIAL_LAST:
        return ParsedDate(raw, problem=unreadable(raw))
    day = _SERIAL_BASE + dt.timedelta(days=serial)
    return ParsedDate(raw, (NOTE_SERIAL, extra) if extra else (NOTE_SERIAL,), None, day)


@lru_cache(maxsize=16384)
def _read_text(raw: str) -> ParsedDate:
    cleaned = clean_text(raw)
    text, notes = cleaned.value, cleaned.notes
    if not text:
        return ParsedDate(raw)
    if _PLACEHOLDER_TEXT.match(text):
        return ParsedDate(raw, notes=(NOTE_PLACEHOLDER,), placeholder=True)
    iso = _ISO.match(text)
    if iso:
        return _build(raw, iso[1], iso[2], iso[3], *notes)
    if "农历" in text or "阴历" in text or re.search(r"[正冬腊]月|月初|闰", text):
        return ParsedDate(raw, problem=lunar(text))
    timeless = _TIME.sub("", text)
    if timeless != text:
        text, notes = timeless, (*notes, NOTE_TIME)
        iso = _ISO.match(text)
        if iso:
            return _build(raw, iso[1], iso[2], iso[3], *notes)
    return _read_digits(raw, text, notes) if text.isascii() and text.isdigit() else _read_words(raw, text, notes)


def _read_digits(raw: str, text: str, notes: tuple[str, ...]) -> ParsedDate:
    """Eight digits, six digits, a year, or a serial number kept as text."""
    if len(text) == 8:
        return _build(raw, text[:4], text[4:6], text[6:], *notes, NOTE_FORM)
    if len(text) == 6:
        if _plausible_year(int(text[:4])) and 1 <= int(text[4:]) <= 12:
            return _build(raw, text[:4], text[4:], None, *notes, NOTE_MONTH)
        return ParsedDate(raw, problem=two_digit_year(text))
    if len(text) == 5 and 10_000 <= int(text) <= _SERIAL_LAST:
        return _read_serial(raw, int(text))
    if len(text) == 4 and _plausible_year(int(text)):
        return ParsedDate(raw, problem=year_only(text))
    return ParsedDate(raw, problem=unreadable(text))


def _read_words(raw: str, text: str, notes: tuple[str, ...]) -> ParsedDate:
    """Separated by signs or by 年月日, in Arabic or Chinese numerals."""
    compact = re.sub(r"\s*([-/.年月日])\s*", r"\1", text).rstrip("-/.、,\uff0c。")
    if found := _SEPARATED.match(compact):
        first, middle, last = found.groups()
        if len(first) == 4:
            if len(last) > 2:
                return ParsedDate(raw, problem=unreadable(text))
            return _build(raw, first, middle, last, *notes, NOTE_FORM)
        return ParsedDate(raw, problem=year_last(text) if len(last) == 4 else two_digit_year(text))
    if found := _MONTH.match(compact):
        if len(found[1]) == 4:
            form = () if _ISO_MONTH.match(text) else (NOTE_MONTH,)
            return _build(raw, found[1], found[2], None, *notes, *form)
        return ParsedDate(raw, problem=two_digit_year(text) if len(found[1]) == 2 else unreadable(text))
    if found := _YEAR.match(compact):
        return ParsedDate(raw, problem=year_only(text))
    if found := _CHINESE.match(compact):
        return _read_chinese(raw, text, notes, *found.groups())
    return ParsedDate(raw, problem=unreadable(text))


def _read_chinese(raw: str, text: str, notes: tuple[str, ...], year: str, month: str, day: str | None) -> ParsedDate:
    if len(year) != 4:
        return ParsedDate(raw, problem=two_digit_year(text))
    digits = "".join(str(_DIGITS[c]) for c in year)
    form = NOTE_FORM if day else NOTE_MONTH
    return _build(raw, digits, str(_chinese_number(month)), str(_chinese_number(day)) if day else None, *notes, form)


def _chinese_number(words: str) -> int:
    """一 … 三十一, 廿五, 卅一. Zero for what is no number, which no calendar has."""
    spelled = words.replace("廿", "二十").replace("卅", "三十").replace("元", "一")
    tens, mark, ones = spelled.partition("十")
    if not mark:
        return _DIGITS.get(spelled, 0)
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def _build(raw: object, year: str, month: str, day: str | None, *notes: str) -> ParsedDate:
    precision: Precision = "day" if day is not None else "month"
    try:
        value = dt.date(int(year), int(month), int(day) if day is not None else 1)
    except ValueError:
        return ParsedDate(raw, problem=impossible(year, month, day))
    if value in _PLACEHOLDER_DATES:
        return ParsedDate(raw, notes=(NOTE_PLACEHOLDER,), placeholder=True)
    return ParsedDate(raw, notes, None, value, precision)


def _plausible_year(number: int) -> bool:
    return 1880 <= number <= 2100


@dataclass(frozen=True, slots=True)
class Shift1904:
    """Whether a file's dates come from a workbook that counts from 1904 (D17).

    `extent` "all": add `days` to every date of the file (a correction). "some": only the rows
    listed are off (positions in the given pairs); they need a person. "none": nothing to do.
    """

    extent: Literal["none", "some", "all"]
    days: int = 0
    rows: tuple[int, ...] = ()


def shifted_1904(pairs: Iterable[tuple[dt.date, dt.date]]) -> Shift1904:
    """Compare (date in the cell, date inside the document number) row by row.

    "all" asks that no row agrees as it stands and that the shift explains most of them; rows
    that differ by anything else are ordinary disagreements (D11), judged on their own.
    """
    gaps = [(number - cell).days for cell, number in pairs]
    for days in (DAYS_1904, -DAYS_1904):
        rows = tuple(i for i, gap in enumerate(gaps) if gap == days)
        if not rows:
            continue
        if 0 not in gaps and len(rows) * 2 > len(gaps):
            return Shift1904("all", days, rows)
        return Shift1904("some", days, rows)
    return Shift1904("none")


def born_on_or_before(birth: dt.date, other: dt.date, what: str) -> Problem | None:
    """D18: what happens to a person cannot precede the birth. `what` names the other date."""
    if other >= birth:
        return None
    return Problem(
        "before_birth",
        f"{what}{other.isoformat()}早于出生日期{birth.isoformat()}",
        "请核对两个日期，改正填错的一个",
    )
