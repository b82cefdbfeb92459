"""Reads a past moment as people type it: a day as in core/ui/dates.py, then a time; machines write ISO 8601."""

from __future__ import annotations

import datetime as dt
import re

from core.clock import SHANGHAI
from core.domain.text import clean_text
from core.ui.dates import NotADay, parse_day

_TIME = re.compile(r"(.*\S)[\sT]+(\d{1,2})[:：点时](\d{1,2})?(?::(\d{1,2}))?[分]?")
EXAMPLE = "例如 2026-04-05 09:00"


def parse_moment(text: str, *, today: dt.date) -> dt.datetime:
    """`2026-04-05 09:00`, `2026年4月5日 9点`, `4-5 9:00`, ISO with or without a zone (then China's); a day alone means its
    end. Raises NotADay."""
    try:
        moment = dt.datetime.fromisoformat(text.strip()) if len(text.strip()) > len("2026-04-05") else None
    except ValueError:
        moment = None
    if moment is not None:
        return (moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)).astimezone(SHANGHAI)
    plain = clean_text(text).value
    timed = _TIME.fullmatch(plain)
    day = parse_day(timed[1] if timed else plain, today=today)
    if timed is None:
        return dt.datetime.combine(day, dt.time.max, SHANGHAI)
    hour, minute, second = (int(part or 0) for part in timed.groups()[1:])
    if hour > 23 or minute > 59 or second > 59:
        raise NotADay(f"没有 {hour:02d}:{minute:02d} 这个时间，{EXAMPLE}。")
    return dt.datetime.combine(day, dt.time(hour, minute, second), SHANGHAI)


def moment_words(moment: dt.datetime) -> str:
    """`2026-04-05 09:00`; the end of a day is said as the day: `2026-04-05 24:00`. Seconds only where there are some."""
    moment = moment.astimezone(SHANGHAI)
    if moment.time() == dt.time.max:
        return f"{moment:%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second or moment.microsecond else f"{moment:%Y-%m-%d %H:%M}"
