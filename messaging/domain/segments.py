"""How long a message is, as operators count it: UCS-2 units, 70 in a single one, 67 in each part of a long one (handbook §14, G).

A sign outside the Basic Multilingual Plane (𠮷) takes two units: a surrogate pair.
"""

from __future__ import annotations

from math import ceil

SINGLE = 70
PART = 67
LONGEST = 500  # signs of a whole message (Aliyun SendSms)


def units(text: str) -> int:
    """UCS-2 units of a text."""
    return len(text.encode("utf-16-le")) // 2


def segments(text: str) -> int:
    """How many messages are charged; 0 for an empty text."""
    length = units(text)
    return min(length, 1) if length <= SINGLE else ceil(length / PART)
