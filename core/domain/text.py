"""Cleaning of text as it arrives from other systems (handbook D02, D05, D07, D33)."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Radicals of the supplement block that look like whole characters and have no NFKC mapping;
# they arrive by copying out of PDF files.
_RADICALS = {
    "⺠": "民", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门",
    "⻘": "青", "⻚": "页", "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼",
    "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄", "⻬": "齐", "⻮": "齿", "⻰": "龙",
}  # fmt: skip
# Full-width signs that are never right inside a code; Chinese punctuation is left alone.
_WIDE_SIGNS = "#%&*+-./=@_"
_QUOTES = "'’‘`"
_DAMAGE = frozenset("?\uff1f□■*\uff0a〓�")
# Plain text needs no look at its characters: printable ASCII and the main ideograph block.
_PLAIN = re.compile(r"[!-&(-~\u4e00-\u9fff]*\Z")

NOTE_WIDTH = "全角字符已转为半角"
NOTE_INVISIBLE = "已去掉不可见字符"
NOTE_SPACE = "已去掉多余空格或换行"
NOTE_QUOTE = "已去掉开头的单引号"
NOTE_COMPATIBLE = "兼容汉字或部首已换成规范汉字"
NOTE_COMPOSED = "组合字符已合并"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Text fit to keep, and what was changed to make it so (Chinese notes)."""

    value: str
    notes: tuple[str, ...] = ()

    @property
    def corrected(self) -> bool:
        return bool(self.notes)


def cell_text(raw: object) -> str:
    """The text a clerk sees in a cell: None is empty, 12.0 is "12", a date is ISO.

    Numbers of 1e15 and more keep their exponent, because a spreadsheet has already lost digits.
    """
    if raw is None:
        return ""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, float):
        if raw.is_integer() and abs(raw) < 1e15:
            return str(int(raw))
        return repr(raw)
    if isinstance(raw, dt.datetime):
        return raw.date().isoformat() if raw.time() == dt.time() else raw.isoformat(" ")
    if isinstance(raw, dt.date):
        return raw.isoformat()
    return str(raw)


def clean_text(raw: object) -> Cleaned:
    """Width, invisible characters, spaces, compatibility ideographs; result is NFC.

    Inner runs of white space become one space. Chinese punctuation keeps its width.
    """
    text = cell_text(raw)
    if _PLAIN.match(text):
        return Cleaned(text)
    return _clean(text)


@lru_cache(maxsize=8192)
def _clean(text: str) -> Cleaned:
    notes: list[str] = []
    out: list[str] = []
    for char in text:
        new, note = _clean_char(char)
        out.append(new)
        if note and note not in notes:
            notes.append(note)
    value = "".join(out)
    squeezed = " ".join(value.split())
    if squeezed != value and NOTE_SPACE not in notes:
        notes.append(NOTE_SPACE)
    unquoted = squeezed.lstrip(_QUOTES).lstrip() if squeezed[:1] in _QUOTES else squeezed
    if unquoted != squeezed:
        notes.append(NOTE_QUOTE)
    composed = unicodedata.normalize("NFC", unquoted)
    if composed != unquoted:
        notes.append(NOTE_COMPOSED)
    return Cleaned(composed, tuple(notes))


@lru_cache(maxsize=8192)
def _clean_char(char: str) -> tuple[str, str]:
    """The character to keep and the note it deserves ("" for none)."""
    if char.isspace():
        # Tabs, U+3000 and U+00A0 are spaces; a plain inner space needs no note.
        return " ", "" if char == " " else NOTE_SPACE
    code = ord(char)
    if _is_invisible(char, code):
        return "", NOTE_INVISIBLE
    if 0xFF01 <= code <= 0xFF5E:
        narrow = chr(code - 0xFEE0)
        if narrow.isalnum() or narrow in _WIDE_SIGNS:
            return narrow, NOTE_WIDTH
        return char, ""
    if char in _RADICALS:
        return _RADICALS[char], NOTE_COMPATIBLE
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        standard = unicodedata.normalize("NFKC", char)
        return standard, NOTE_COMPATIBLE if standard != char else ""
    return char, ""


def _is_invisible(char: str, code: int) -> bool:
    """Format and control characters, and variation selectors (they only choose a glyph)."""
    if 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return True
    return unicodedata.category(char) in ("Cf", "Cc")


def is_private_use(char: str) -> bool:
    """A code point that only the sending system could draw (U+E000–F8FF and planes 15, 16)."""
    return unicodedata.category(char) == "Co"


def damaged_name(value: str) -> bool:
    """A rare character was lost on the way: `?`, `□`, `*`, 〓 or a private-use code (D02)."""
    return any(char in _DAMAGE or is_private_use(char) for char in value)
