"""Why a person was found: which value a word fits, and which letters of it to mark. Pure; agrees with the search by ranges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from residents.domain.name_readings import name_pinyin
from residents.domain.search_words import Word

Field = Literal["name", "pinyin", "number", "phone", "address", "former"]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """The values of a person that a word can fit; `elsewhere` = former names and other documents that were found."""

    name: str
    pinyin: str
    initials: str
    number_last4: str
    phone_last4: str
    addresses: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """`label`: how it was found, in words. `spans`: half-open ranges to mark in the value of `field`."""

    field: Field
    label: str
    spans: tuple[Span, ...] = ()
    rank: int = 0
    text: str = ""


def match(candidate: Candidate, word: Word) -> Match | None:
    """The best way in which a word fits a person, or None."""
    if word.kind == "letters":
        return _letters(candidate, word.text) or _elsewhere(candidate)
    if word.kind == "last4":
        return _tail(candidate, word.text) or _text(candidate, word.text) or _elsewhere(candidate)
    if word.kind == "phone":
        return Match("phone", "电话")
    if word.kind in ("number", "document"):
        return Match("number", "证号") if candidate.number_last4 == word.text[-4:] else _elsewhere(candidate)
    return _text(candidate, word.text) or _elsewhere(candidate)


def _letters(candidate: Candidate, letters: str) -> Match | None:
    syllables = name_pinyin(candidate.name).syllables
    if candidate.initials.startswith(letters):
        return Match("pinyin", "首字母", _initial_spans(syllables, len(letters)))
    if candidate.pinyin.startswith(letters):
        return Match(
            "pinyin", "拼音", _pinyin_spans(syllables, len(letters)), rank=1 if _whole(syllables, letters) else 2
        )
    return None


def _whole(syllables: tuple[str, ...], letters: str) -> bool:
    """Do the letters end where a syllable ends? Then 陈 comes before 程 for `chen`."""
    return letters in {"".join(syllables[:count]) for count in range(1, len(syllables) + 1)}


def _initial_spans(syllables: tuple[str, ...], count: int) -> tuple[Span, ...]:
    spans, start = [], 0
    for syllable in syllables[:count]:
        spans.append((start, start + 1))
        start += len(syllable) + 1
    return tuple(spans)


def _pinyin_spans(syllables: tuple[str, ...], count: int) -> tuple[Span, ...]:
    spans, start = [], 0
    for syllable in syllables:
        taken = min(count, len(syllable))
        if taken <= 0:
            break
        spans.append((start, start + taken))
        start, count = start + len(syllable) + 1, count - taken
    return tuple(spans)


def _tail(candidate: Candidate, tail: str) -> Match | None:
    if candidate.number_last4 == tail:
        return Match("number", "证号后四位")
    if candidate.phone_last4 == tail:
        return Match("phone", "电话尾号")
    return None


def _text(candidate: Candidate, text: str) -> Match | None:
    at = candidate.name.find(text)
    if at >= 0:
        rank = 0 if candidate.name == text else 1 if at == 0 else 2
        return Match("name", "姓名", ((at, at + len(text)),), rank)
    for address in candidate.addresses:
        at = address.find(text)
        if at >= 0:
            return Match("address", "地址", ((at, at + len(text)),), 3, address)
    return None


def _elsewhere(candidate: Candidate) -> Match | None:
    return Match("former", candidate.elsewhere[0], rank=2) if candidate.elsewhere else None
