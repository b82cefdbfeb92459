"""Telephone numbers (handbook D19)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.phones import mask, read_phones

MOBILE = "13800138000"


@pytest.mark.parametrize(
    "raw", [MOBILE, "19900000002", 13800138000, 13800138000.0, "020-83331234", "020-83331234转801"]
)
def test_plain_numbers_stay(raw: object) -> None:
    reading = read_phones(raw)
    assert reading.ok
    assert not reading.corrected
    assert len(reading.values) == 1


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("138 0013 8000", [MOBILE]),
        ("138-0013-8000", [MOBILE]),
        ("+86 13800138000", [MOBILE]),
        ("手机\uff1a13800138000", [MOBILE]),
        ("13800138000\uff08儿子\uff09", [MOBILE]),
        ("\uff11\uff13\uff18\uff10\uff10\uff11\uff13\uff18\uff10\uff10\uff10", [MOBILE]),
        ("\uff08020\uff0983331234", ["020-83331234"]),
        ("02083331234", ["020-83331234"]),
        ("83331234", ["020-83331234"]),
        ("020-83331234-801", ["020-83331234转801"]),
        ("13800138000/83331234", [MOBILE, "020-83331234"]),
        ("13800138000、13900139000", [MOBILE, "13900139000"]),
        ("13800138000\uff0c13900139000", [MOBILE, "13900139000"]),
        ("13800138000 13900139000", [MOBILE, "13900139000"]),
        ("13800138000\n13900139000", [MOBILE, "13900139000"]),
        ("13800138000;13800138000", [MOBILE]),
    ],
)
def test_spellings_are_mended_and_cells_split(raw: str, values: list[str]) -> None:
    reading = read_phones(raw, area_code="020")
    assert [str(phone) for phone in reading.values] == values
    assert reading.corrected


def test_the_mobile_is_called_first() -> None:
    assert read_phones("020-83331234/13800138000").value == MOBILE


@pytest.mark.parametrize("raw", ["00000000000", "11111111111", "无", "-", 0])
def test_placeholders_are_empty(raw: object) -> None:
    reading = read_phones(raw)
    assert (reading.values, reading.problem, reading.corrected) == ((), None, True)


@pytest.mark.parametrize(
    ("raw", "code", "verdict"),
    [
        ("1.38E+10", "excel_truncated", "refused"),
        ("138****8000", "masked", "review"),
        ("12345", "phone", "review"),
        ("1380013800", "phone", "review"),
        ("138001380001", "phone", "review"),
        ("0755-12345678", "phone", "review"),
    ],
)
def test_what_is_no_number_is_said(raw: str, code: str, verdict: str) -> None:
    problem = read_phones(raw).problem
    assert problem is not None
    assert (problem.code, problem.verdict) == (code, verdict)


def test_a_good_number_beside_a_bad_one_is_kept() -> None:
    reading = read_phones("13800138000/123")
    assert [str(phone) for phone in reading.values] == [MOBILE]
    assert not reading.ok


def test_masks() -> None:
    assert mask(MOBILE) == "138****8000"
    assert mask("020-83331234") == "020-******34"
    assert mask("110") == "***"


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False)))
def test_nothing_makes_it_fall_over(raw: object) -> None:
    for phone in read_phones(raw).values:
        assert read_phones(str(phone)).values == (phone,)
