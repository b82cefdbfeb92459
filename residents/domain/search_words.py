"""What somebody typed into the search box, word by word: a name, letters, the tail of a number, an address … Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from core.domain.phones import read_phones
from residents.domain.name_readings import typed_pinyin
from residents.domain.number_reading import read_number

WordKind = Literal["text", "letters", "last4", "phone", "number", "document"]
MOST_WORDS = 3
_LETTERS = re.compile(r"[a-züA-ZÜ':]+\Z")
_LAST4 = re.compile(r"\d{3}[\dX]\Z", re.ASCII)
_PHONE = re.compile(r"(?:\d{7,12}|0\d{2,3}-\d{7,8})\Z", re.ASCII)
# Landlines are kept with the city's code, and typed without it.
_CITY_CALL_CODE = "020"
_DOCUMENT = re.compile(r"(?=.*\d)[A-Z0-9]{5,}\Z", re.ASCII)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
_TITLES = {
    "text": "姓名或地址",
    "letters": "姓名首字母或拼音",
    "last4": "证号或电话尾号",
    "phone": "电话",
    "number": "证号",
    "document": "证件号码",
}


@dataclass(frozen=True, slots=True)
class Word:
    """One condition. `text` is comparable: letters without spaces in lower case, numbers complete (15 → 18 digits)."""

    kind: WordKind
    text: str
    typed: str

    @property
    def title(self) -> str:
        """What it is taken for, as the heading of a group of results."""
        return f"{_TITLES[self.kind]} {self.typed}"

    @property
    def is_han(self) -> bool:
        return bool(_HAN.search(self.text))


def read_words(query: str) -> list[Word]:
    """The conditions of a query, at most MOST_WORDS. Letters typed with spaces (`liang hui zhen`) are one word."""
    words: list[Word] = []
    for part in unicodedata.normalize("NFKC", query).replace("·", "·").split():
        word = _read(part)
        if word.kind == "letters" and words and words[-1].kind == "letters":
            before = words.pop()
            word = Word("letters", before.text + word.text, f"{before.typed} {part}")
        words.append(word)
    return words[:MOST_WORDS]


def _read(part: str) -> Word:
    upper = part.upper()
    if _LETTERS.match(part):
        return Word("letters", typed_pinyin(part.replace(":", "")), part)
    if _LAST4.match(upper):
        return Word("last4", upper, part)
    number = read_number(upper)
    if number.value:
        return Word("number", number.value, part)
    if _PHONE.match(part):
        return Word("phone", read_phones(part, area_code=_CITY_CALL_CODE).value or part, part)
    if _DOCUMENT.match(upper):
        return Word("document", upper, part)
    return Word("text", part, part)


def following(prefix: str) -> str:
    """The first text after all those that start with `prefix`, in "C" order: the open end of a range (张伟 → 张传)."""
    last = ord(prefix[-1]) + 1
    return prefix[:-1] + chr(0xE000 if last == 0xD800 else last)
