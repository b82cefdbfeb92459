"""Ages by the civil code, and the cohorts that duties count by."""

import datetime as dt


def birthday(birth: dt.date, age: int) -> dt.date:
    """The day on which somebody born on `birth` turns `age`.

    民法典 第二百零二条: a period of years ends on the corresponding day, and where the month has
    no such day, on its last. So 29 February turns a year older on 28 February of common years
    (PostgreSQL's `birth + interval 'n years'` agrees). The birthday itself counts: a man may
    register marriage on the day he turns 22.
    """
    year = birth.year + age
    try:
        return birth.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


def age_on(birth: dt.date, on: dt.date) -> int:
    """Completed years on a day; negative before birth."""
    years = on.year - birth.year
    return years if on >= birthday(birth, years) else years - 1


def has_turned(birth: dt.date, age: int, on: dt.date) -> bool:
    """满 `age` 周岁 on that day."""
    return birthday(birth, age) <= on


def born_by(age: int, on: dt.date) -> dt.date:
    """The latest birth date that has turned `age` on a day: `birth <= born_by(age, on)` is the test in SQL."""
    year = on.year - age
    # On 28 February of a common year the leap-day children have their birthday too.
    if (on.month, on.day) == (2, 28) and not _is_leap(on.year) and _is_leap(year):
        return dt.date(year, 2, 29)
    try:
        return on.replace(year=year)
    except ValueError:
        return dt.date(year, 2, 28)


def born_between(youngest: int, oldest: int, on: dt.date) -> tuple[dt.date, dt.date]:
    """Birth dates, both inclusive, of those aged `youngest` … `oldest` full years on a day."""
    return born_by(oldest + 1, on) + dt.timedelta(days=1), born_by(youngest, on)


def school_cohort(year: int, *, age: int = 6, cut_off: tuple[int, int] = (8, 31)) -> tuple[dt.date, dt.date]:
    """Birth dates, both inclusive, of the children who enter primary school in `year`.

    义务教育法 第十一条: 年满六周岁; Guangzhou counts by 31 August, so 2026 is
    2019-09-01 … 2020-08-31. `cut_off` is (month, day); `age` 7 where entry is put off.
    """
    last = _day_or_month_end(year - age, *cut_off)
    return _day_or_month_end(year - age - 1, *cut_off) + dt.timedelta(days=1), last


def school_entry_year(birth: dt.date, *, age: int = 6, cut_off: tuple[int, int] = (8, 31)) -> int:
    """The year whose cohort holds this child."""
    year = birth.year + age
    return year if birth <= school_cohort(year, age=age, cut_off=cut_off)[1] else year + 1


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day_or_month_end(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        following = dt.date(year + month // 12, month % 12 + 1, 1)
        return following - dt.timedelta(days=1)
