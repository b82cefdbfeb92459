"""Which characters are one character: traditional forms and variants (D13)."""

import csv
from functools import cache, lru_cache
from pathlib import Path

from opencc import OpenCC

_VARIANTS = Path(__file__).resolve().parent.parent / "codes" / "name_variants.csv"


@lru_cache(maxsize=16384)
def standard_character(char: str) -> str:
    """The simplified standard form of one character; itself when it has none."""
    if char.isascii():
        return char
    standard = _variants().get(char, char)
    simplified: str = _simplifier().convert(standard)
    return _variants().get(simplified, simplified)


@cache
def _variants() -> dict[str, str]:
    with _VARIANTS.open(encoding="utf-8", newline="") as file:
        return {row["variant"]: row["standard"] for row in csv.DictReader(file)}


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")
