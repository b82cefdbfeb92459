"""Pinyin of names: compound surnames, surnames with a reading of their own, initials."""

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin

from residents.domain.name_variants import standard_character

_READINGS = Path(__file__).resolve().parent.parent / "codes" / "surname_readings.csv"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")


@dataclass(frozen=True, slots=True)
class Pinyin:
    """Syllables without tones; ü is written v, as it is typed (吕 = lv)."""

    syllables: tuple[str, ...]

    @property
    def full(self) -> str:
        """lianghuizhen"""
        return "".join(self.syllables)

    @property
    def spaced(self) -> str:
        """liang hui zhen"""
        return " ".join(self.syllables)

    @property
    def initials(self) -> str:
        """lhz"""
        return "".join(syllable[0] for syllable in self.syllables)


def name_pinyin(name: str) -> Pinyin:
    """The pinyin of a name in the order written. Latin words count as syllables; characters
    without a known reading, dots and spaces are left out.
    """
    surname, syllables = _surname(name)
    rest = name[len(surname) :]
    given = _given_readings()
    position = 0
    out = list(syllables)
    while position < len(rest):
        latin = _LATIN.match(rest, position)
        if latin:
            out.append(latin[0].lower())
            position = latin.end()
            continue
        char = rest[position]
        reading = given.get(char) or _reading(char)
        if reading:
            out.append(reading)
        position += 1
    return Pinyin(tuple(out))


def initials(name: str) -> str:
    """lhz for 梁惠珍."""
    return name_pinyin(name).initials


def typed_pinyin(query: str) -> str:
    """A search typed in letters, made comparable with `Pinyin.full`: lower case, no spaces, ü as v."""
    return re.sub(r"[\s'·]+", "", query.lower().replace("ü", "v").replace("u:", "v"))


def _surname(name: str) -> tuple[str, tuple[str, ...]]:
    if len(name) < 2 or "·" in name:
        return "", ()
    compound = compound_surnames()
    for length in (4, 2):
        if len(name) > length and name[:length] in compound:
            return name[:length], compound[name[:length]]
    special = _table("surname").get(name[0])
    return (name[0], (special,)) if special else ("", ())


@lru_cache(maxsize=32768)
def _reading(char: str) -> str:
    """The usual reading of one character (or of the one it is a variant of), "" if there is none."""
    found: list[str] = lazy_pinyin(char, style=Style.NORMAL, errors="ignore", v_to_u=False)
    if not found:
        found = lazy_pinyin(standard_character(char), style=Style.NORMAL, errors="ignore", v_to_u=False)
    return found[0] if found else ""


@cache
def compound_surnames() -> dict[str, tuple[str, ...]]:
    """Surnames of two or more characters and their syllables."""
    return {written: _syllables(written, joined) for written, joined in _table("compound").items()}


def _syllables(written: str, joined: str) -> tuple[str, ...]:
    """Cut moqi into mo, qi: the table gives whole words, and initials need the parts."""
    parts = joined.split(" ")
    if len(parts) != len(written):
        raise ValueError(f"surname_readings.csv: {written} needs {len(written)} syllables, not {joined}")
    return tuple(parts)


def _given_readings() -> dict[str, str]:
    return _table("given")


@cache
def _table(place: str) -> dict[str, str]:
    with _READINGS.open(encoding="utf-8", newline="") as file:
        return {row["written"]: row["pinyin"] for row in csv.DictReader(file) if row["place"] == place}
