"""The words for dates that cannot be taken: what is wrong and how to mend it."""

import datetime as dt

from core.domain.reading import Problem

_WRITE = "请写成 2026-07-01 的样子"


def two_digit_year(text: str) -> Problem:
    return Problem("two_digit_year", f"日期“{text}”的年份只有两位，无法确定是哪个世纪", f"{_WRITE}，年份写足四位")


def impossible(year: str, month: str, day: str | None) -> Problem:
    said = f"{year}年{int(month)}月{int(day)}日" if day is not None else f"{year}年{int(month)}月"
    return Problem("impossible", f"日期不存在：没有{said}", "请按证件或原始材料改正年月日")


def unreadable(raw: object) -> Problem:
    return Problem("unreadable", f"看不懂日期“{raw}”", _WRITE)


def year_only(text: str) -> Problem:
    return Problem("year_only", f"日期“{text}”只有年份", "请补上月和日")


def year_last(text: str) -> Problem:
    return Problem("year_last", f"日期“{text}”的年份写在最后，分不清哪个是月、哪个是日", _WRITE)


def ambiguous_month(text: str) -> Problem:
    return Problem(
        "ambiguous_month",
        f"“{text}”可能是1月，也可能是10月（数字格式的单元格会丢掉末尾的0）",
        "请把单元格改为文本格式，写成 1985-01 或 1985-10",
        "review",
    )


def lunar(text: str) -> Problem:
    return Problem("lunar", f"“{text}”像是农历日期", "请换成身份证或户口簿上的公历日期")


def too_early(day: dt.date) -> Problem:
    return Problem("too_early", f"日期{day.isoformat()}太早，不可能属于在册居民", "请核对年份")


def future(day: dt.date, today: dt.date) -> Problem:
    return Problem("future", f"日期{day.isoformat()}在今天({today.isoformat()})之后", "请改成实际发生的日期")
