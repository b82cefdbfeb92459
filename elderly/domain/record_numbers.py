"""How an elder record is numbered: `440104001007-2026-00042`.

The community that opened it (12 digits), the year, and a sequence of that community and year. elder_record_fields.csv asks for a
number and gives no scheme (certainty P): this one follows how 国家基本公共卫生服务规范（第三版）2017 《居民健康档案管理服务规范》 numbers
health records, by residents' committee. A number is given once: it stays when the person moves, and rests with the record.
"""

from __future__ import annotations

import datetime as dt
import re

COMMUNITY = 12  # digits
SEQUENCE = 5  # digits: more than any community has inhabitants

_NUMBER = re.compile(rf"\d{{{COMMUNITY}}}-\d{{4}}-\d{{{SEQUENCE}}}")


def prefix(area: str, opened_on: dt.date) -> str:
    """What the numbers of a community and year begin with."""
    return f"{area[:COMMUNITY]}-{opened_on.year}"


def number(area: str, opened_on: dt.date, sequence: int) -> str:
    """The whole number. ValueError when the sequence of the community and year is used up."""
    if not 0 < sequence < 10**SEQUENCE:
        raise ValueError(f"a community gives at most {10**SEQUENCE - 1} numbers a year")
    return f"{prefix(area, opened_on)}-{sequence:0{SEQUENCE}d}"


def read_number(typed: str) -> str:
    """The number as stored, from what somebody typed (spaces, missing hyphens, full-width digits); "" when it is none."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    found = f"{digits[:COMMUNITY]}-{digits[COMMUNITY : COMMUNITY + 4]}-{digits[COMMUNITY + 4 :]}"
    return found if _NUMBER.fullmatch(found) else ""
