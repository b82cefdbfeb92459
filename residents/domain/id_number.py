"""The citizen identity number, GB 11643-1999, and its cousins for permit holders.

Eighteen characters: 6 of the place that first issued it, 8 of birth, 3 of sequence (odd for men),
1 check character. The residence permits for Hong Kong, Macao and Taiwan residents (81/82/83) and
the foreigners' permanent residence card of 2023 (9) share the shape and the check.
"""

import datetime as dt
import re
from functools import lru_cache
from operator import mul
from typing import Literal

NumberKind = Literal["resident", "hmt_permit", "foreign_permit", "foreign_permit_2017"]
Sex = Literal["1", "2"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_SHAPE = re.compile(r"\d{17}[0-9X]\Z", re.ASCII)
_OLD_SHAPE = re.compile(r"\d{15}\Z", re.ASCII)
_FOREIGN_2017 = re.compile(r"[A-Z]{3}\d{12}\Z", re.ASCII)
# GB/T 2260 codes of the provinces; 71 Taiwan has residents' numbers issued on the mainland.
_PROVINCES = frozenset(
    str(code)
    for block in (range(11, 16), range(21, 24), range(31, 38), range(41, 47), range(50, 55), range(61, 66), (71,))
    for code in block
)
_HMT_PREFIXES = ("810000", "820000", "830000")
# The sequence numbers 996–999 of a 15-digit number marked people born in the 1800s.
_CENTENARIANS = ("996", "997", "998", "999")


def check_character(first17: str) -> str:
    """The 18th character for 17 digits (MOD 11-2)."""
    if len(first17) != len(_WEIGHTS):
        raise ValueError("the check character is that of seventeen digits")
    return _CHECKS[sum(map(mul, map(int, first17), _WEIGHTS)) % 11]


def digit_for_check(number: str, place: int) -> str | None:
    """The one digit in a place (0–16) with which the check character is right; None if it would have to be ten."""
    rest = sum(map(mul, map(int, f"{number[:place]}0{number[place + 1 : 17]}"), _WEIGHTS))
    digit = (_CHECKS.index(number[17]) - rest) * pow(_WEIGHTS[place], -1, 11) % 11
    return str(digit) if digit < 10 else None


def is_valid(number: str) -> bool:
    """A complete 18-character number: shape, known place, real birth date, right check."""
    return (
        bool(_SHAPE.match(number))
        and kind_of(number) is not None
        and birth_date(number) is not None
        and check_character(number[:17]) == number[17]
    )


def kind_of(number: str) -> NumberKind | None:
    """Which document a number of the right shape belongs to; None for an unknown place."""
    if _FOREIGN_2017.match(number):
        return "foreign_permit_2017"
    if number.startswith("9") and len(number) == 18:
        return "foreign_permit" if number[1:3] in _PROVINCES else None
    if number.startswith(_HMT_PREFIXES) and len(number) == 18:
        return "hmt_permit"
    return "resident" if number[:2] in _PROVINCES else None


def is_old(number: str) -> bool:
    """A first-generation number of fifteen digits."""
    return bool(_OLD_SHAPE.match(number))


def may_be_born_before_1900(old: str) -> bool:
    """A 15-digit number whose sequence was kept for people born before 1900."""
    return old.endswith(_CENTENARIANS)


def upgrade(old: str) -> str:
    """15 → 18 digits: the century 19 after the place, then the check character.

    Raises ValueError when `old` is not fifteen digits.
    """
    if not is_old(old):
        raise ValueError("a first-generation number has fifteen digits")
    first17 = f"{old[:6]}19{old[6:]}"
    return first17 + check_character(first17)


def birth_date(number: str) -> dt.date | None:
    """The date inside an 18-character number; None if no calendar has it."""
    return _date(number[6:14])


@lru_cache(maxsize=65536)
def _date(digits: str) -> dt.date | None:
    try:
        day = dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
    return day if day.year >= 1850 else None


def sex(number: str) -> Sex:
    """GB/T 2261.1 code from the 17th digit: odd "1" (男), even "2" (女)."""
    return "1" if int(number[16]) % 2 else "2"


def region(number: str) -> str:
    """The six digits of the place of first issue: neither birthplace nor present registration."""
    return number[:6]


def mask(number: str) -> str:
    """First 6, eight stars, last 4; a shorter document keeps only its ends."""
    if len(number) >= 15:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    if len(number) > 4:
        return f"{number[:2]}{'*' * (len(number) - 4)}{number[-2:]}"
    return "*" * len(number)
