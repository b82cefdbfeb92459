"""个人身份 (GB/T 2261.4): which codes say that somebody works, has no work, has retired."""

from __future__ import annotations

RETIRED, UNEMPLOYED = "80", "70"
# Students and others do not stand in a working relation, and are told by their own events.
_NOT_WORK = (RETIRED, UNEMPLOYED, "31", "90")


def is_work(code: str) -> bool:
    """Does the code name a way of earning a living?"""
    return bool(code) and code not in _NOT_WORK
