"""A due date as a list says it: 逾期 1 个工作日, 今天到期, 11-25 周三; and whether it needs attention."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil

from core.domain.working_days import WorkingCalendar

NEAR = 1  # working days left from which a due date is near (handbook §12: 预警 = 剩 ≤ 1 个工作日)
_WEEKDAYS = "一二三四五六日"
_HOUR = dt.timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class DueWords:
    """What is said of a due date; `tone`: r overdue, a near, empty otherwise."""

    text: str
    tone: str = ""


def due_words(
    due_on: dt.date | None, due_at: dt.datetime | None, *, now: dt.datetime, calendar: WorkingCalendar
) -> DueWords:
    """Words for a running task. `now` is local; a limit by the clock is said in hours or minutes as long as it is near."""
    if due_at is not None:
        return _by_clock(due_at, now, calendar)
    return _in_days(due_on, now.date(), calendar) if due_on else DueWords("")


def _in_days(due: dt.date, today: dt.date, calendar: WorkingCalendar) -> DueWords:
    if due < today:
        late = calendar.count(due, today)
        return DueWords(f"逾期 {late} 个工作日" if late else f"逾期 {(today - due).days} 天", "r")
    if due == today:
        return DueWords("今天到期", "a")
    if due == today + dt.timedelta(days=1):
        return DueWords("明天到期", "a")
    return DueWords(day_words(due, today), "a" if calendar.count(today, due) <= NEAR else "")


def _by_clock(due: dt.datetime, now: dt.datetime, calendar: WorkingCalendar) -> DueWords:
    left = (due - now) / _HOUR
    if -1 < left < 1:
        minutes = ceil(abs(left) * 60)
        return DueWords(f"逾期 {minutes} 分钟", "r") if left < 0 else DueWords(f"还剩 {minutes} 分钟", "a")
    if left < 0:
        return DueWords(f"逾期 {ceil(-left)} 小时" if left > -48 else f"逾期 {int(-left // 24)} 天", "r")
    if left < 24:
        return DueWords(f"还剩 {int(left)} 小时", "a")
    local = due.astimezone(now.tzinfo)
    return DueWords(f"{day_words(local.date(), now.date())} {local:%H:%M}")


def day_words(day: dt.date, today: dt.date) -> str:
    """`11-25 周三`, with the year when it is another one."""
    text = f"{day:%m-%d}" if day.year == today.year else day.isoformat()
    return f"{text} 周{_WEEKDAYS[day.weekday()]}"


def weekday(day: dt.date) -> str:
    """`周三`."""
    return f"周{_WEEKDAYS[day.weekday()]}"
