"""How values of the base are said on every screen: codes as names, ages, masks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core import clock
from core.ui import formats
from residents.domain.codes import codebook

UNKNOWN_SEX = ("0", "9")


def sex_word(code: str) -> str:
    """男, 女, or nothing when the sex is not known."""
    return "" if code in UNKNOWN_SEX else codebook("sex").name(code).removesuffix("性")


def age_words(birth: dt.date | None, *, on: dt.date | None = None) -> str:
    """`71 岁`, `7 个月`; nothing without a birth date."""
    return formats.age_text(birth, on or clock.today()) if birth else ""


def marital_word(code: str) -> str:
    """The general word (未婚, 已婚, 丧偶, 离婚) of a code and its finer ones."""
    return codebook("marital").name(code)


def masked_number(person: dict[str, Any]) -> str:
    """`440199********0269` from the two parts that may be shown; nothing when there is no resident number."""
    return f"{person['number_head']}********{person['number_last4']}" if person["number_last4"] else ""


def masked_phone(phone: str) -> str:
    """`136****2290`."""
    return formats.masked_phone(phone)
