"""The unified social credit code of organisations, GB 32100-2015.

Eighteen characters: 1 registering department, 1 kind of body, 6 of place, 9 organisation code,
1 check. The alphabet is digits and capitals without I, O, S, V, Z. The first two characters are
not taken as proof of the kind of body (residents' committees' prefix is not verified).
"""

import re
from dataclasses import dataclass

from core.domain.reading import Problem, Reading
from core.domain.text import clean_text

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_VALUES = {char: value for value, char in enumerate(_ALPHABET)}
_SHAPE = re.compile(r"[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}\Z", re.ASCII)
NOTE_UPPER = "字母已统一为大写"


@dataclass(frozen=True, slots=True)
class CreditCode(Reading):
    """A credit code read from a cell; `value` None without a problem means empty."""

    value: str | None = None


def check_character(first17: str) -> str:
    """The 18th character for the first seventeen (weights 3^i mod 31). KeyError for a foreign letter."""
    total = sum(_VALUES[char] * pow(3, place, 31) for place, char in enumerate(first17))
    return _ALPHABET[-total % 31]


def is_valid(code: str) -> bool:
    return bool(_SHAPE.match(code)) and check_character(code[:17]) == code[17]


def read_credit_code(raw: object) -> CreditCode:
    """Read one cell. Problems: length, characters, check_digit."""
    cleaned = clean_text(raw)
    joined = re.sub(r"[\s-]", "", cleaned.value)
    text = joined.upper()
    notes = cleaned.notes + ((NOTE_UPPER,) if text != joined else ())
    if not text:
        return CreditCode(raw)
    if len(text) != 18:
        return _refuse(raw, "length", f"共{len(text)}位，应为18位")
    if not _SHAPE.match(text):
        return _refuse(raw, "characters", "含有不使用的字符（字母I、O、S、V、Z不用）")
    expected = check_character(text[:17])
    if expected != text[17]:
        return _refuse(raw, "check_digit", f"末位应为{expected}，表中为{text[17]}")
    return CreditCode(raw, notes, None, text)


def _refuse(raw: object, code: str, words: str) -> CreditCode:
    return CreditCode(raw, problem=Problem(code, f"统一社会信用代码{words}", "请按营业执照或法人证书核对"))
