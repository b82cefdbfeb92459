"""Reading dates (handbook D15–D18)."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.domain.dates import born_on_or_before, parse_date, shifted_1904

TODAY = dt.date(2026, 11, 21)
MARCH = dt.date(1985, 3, 5)


@pytest.mark.parametrize(
    "raw",
    [
        "1985-3-5",
        "1985/03/05",
        "1985.3.5",
        "19850305",
        "1985年3月5日",
        "31111",
        31111,
        31111.0,
        19850305,
        "一九八五年三月五日",
        "1985-03-05 00:00:00",
        "1985/3/5 12:30",
        "19850305000000",
        "１９８５－３－５",
        " 1985-03-05 ",
        "1985 - 3 - 5",
        "1985.03.05.",
        "1985年3月5",
        "1985、3、5",
    ],
)
def test_every_form_reads_as_the_same_day_and_is_a_correction(raw: object) -> None:
    parsed = parse_date(raw, today=TODAY)
    assert (parsed.value, parsed.precision, parsed.problem) == (MARCH, "day", None)
    assert parsed.corrected


@pytest.mark.parametrize("raw", ["1985-03-05", MARCH, dt.datetime(1985, 3, 5)])  # noqa: DTZ001
def test_canonical_forms_need_no_correction(raw: object) -> None:
    parsed = parse_date(raw, today=TODAY)
    assert parsed.value == MARCH
    assert not parsed.corrected


@pytest.mark.parametrize("raw", ["1985.3", "198503", "1985年3月", "1985-3", "1985/03", 1985.3, 198503])
def test_year_and_month_keep_the_precision_of_a_month(raw: object) -> None:
    parsed = parse_date(raw)
    assert (parsed.value, parsed.precision, parsed.corrected) == (dt.date(1985, 3, 1), "month", True)


def test_the_education_bureaus_month_is_canonical() -> None:
    parsed = parse_date("2019-09")
    assert (parsed.precision, parsed.corrected) == ("month", False)


@pytest.mark.parametrize(
    "raw",
    [
        "1900-01-00",
        "1900-01-01",
        "1899-12-30",
        "0001-01-01",
        "9999-12-31",
        "1900/1/0",
        0,
        1,
        2958465,
        dt.time(0),
        "无",
        "不详",
        "-",
        "0000-00-00",
        dt.datetime(1900, 1, 1),  # noqa: DTZ001
    ],
)
def test_placeholders_are_empty(raw: object) -> None:
    parsed = parse_date(raw, today=TODAY)
    assert (parsed.value, parsed.problem, parsed.placeholder) == (None, None, True)


@pytest.mark.parametrize("raw", [None, "", "  ", "\u200b"])
def test_empty_is_empty_and_no_placeholder(raw: object) -> None:
    parsed = parse_date(raw)
    assert (parsed.value, parsed.problem, parsed.placeholder, parsed.corrected) == (None, None, False, False)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("85.3.5", "two_digit_year"),
        ("85-03-05", "two_digit_year"),
        ("85年3月5日", "two_digit_year"),
        ("850305", "two_digit_year"),
        ("八五年三月五日", "two_digit_year"),
        ("1990-02-30", "impossible"),
        ("19900230", "impossible"),
        ("2026-13-01", "impossible"),
        ("3/5/1985", "year_last"),
        ("1985", "year_only"),
        (1985, "year_only"),
        ("农历1985年三月初五", "lunar"),
        ("1985年腊月", "lunar"),
        ("2099-07-01", "future"),
        ("2026-11-22", "future"),
        ("1750-01-01", "too_early"),
        ("昨天", "unreadable"),
        (True, "unreadable"),
    ],
)
def test_what_cannot_be_taken_is_refused_with_words(raw: object, code: str) -> None:
    parsed = parse_date(raw, today=TODAY)
    assert parsed.value is None
    assert parsed.problem is not None
    assert (parsed.problem.code, parsed.problem.verdict) == (code, "refused")
    assert parsed.problem.reason
    assert parsed.problem.remedy


def test_a_numeric_cell_that_lost_its_zero_is_for_a_person() -> None:
    """1985.10 in a numeric cell is kept as 1985.1: January or October."""
    problem = parse_date(1985.1).problem
    assert problem is not None
    assert (problem.code, problem.verdict) == ("ambiguous_month", "review")
    assert parse_date(1985.11).value == dt.date(1985, 11, 1)
    assert parse_date("1985.10").value == dt.date(1985, 10, 1)


def test_today_is_not_the_future() -> None:
    assert parse_date("2026-11-21", today=TODAY).value == TODAY


@given(st.dates(dt.date(1900, 3, 1), dt.date(2099, 12, 31)))
def test_every_day_survives_every_form(day: dt.date) -> None:
    serial = (day - dt.date(1899, 12, 30)).days
    forms: list[object] = [day.isoformat(), f"{day:%Y%m%d}", f"{day.year}.{day.month}.{day.day}", day]
    forms.append(f"{day.year}年{day.month}月{day.day}日")
    if not (1880 <= serial <= 2100 or serial <= 366):
        forms.append(serial)
    for form in forms:
        assert parse_date(form).value == day


@example(float("inf"))
@example(float("nan"))
@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False)))
def test_nothing_makes_it_fall_over(raw: object) -> None:
    parsed = parse_date(raw, today=TODAY)
    assert parsed.value is None or parsed.value <= TODAY


SHIFT = dt.timedelta(days=1462)
BIRTHS = [dt.date(2020, 1, 1) + dt.timedelta(days=30 * n) for n in range(5)]


def test_a_file_from_the_1904_system_is_off_in_every_row() -> None:
    shift = shifted_1904([(day - SHIFT, day) for day in BIRTHS])
    assert (shift.extent, shift.days) == ("all", 1462)
    assert BIRTHS[0] - SHIFT + dt.timedelta(days=shift.days) == BIRTHS[0]


def test_some_rows_off_by_1462_days_are_named() -> None:
    pairs = [(day, day) for day in BIRTHS]
    pairs[2] = (BIRTHS[2] - SHIFT, BIRTHS[2])
    shift = shifted_1904(pairs)
    assert (shift.extent, shift.rows) == ("some", (2,))


def test_ordinary_disagreements_are_no_shift() -> None:
    assert shifted_1904([(BIRTHS[0], BIRTHS[1]), (BIRTHS[2], BIRTHS[2])]).extent == "none"
    assert shifted_1904([]).extent == "none"


def test_nothing_happens_to_a_person_before_birth() -> None:
    problem = born_on_or_before(MARCH, dt.date(1985, 3, 4), "死亡日期")
    assert problem is not None
    assert problem.reason.startswith("死亡日期1985-03-04早于出生日期")
    assert born_on_or_before(MARCH, MARCH, "死亡日期") is None
