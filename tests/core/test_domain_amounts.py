"""Amounts of money (handbook D20)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.amounts import read_amount


@pytest.mark.parametrize(
    ("raw", "header", "value", "corrected"),
    [
        ("1300", "", "1300.00", False),
        (1300, "", "1300.00", False),
        (1238.5, "", "1238.50", False),
        ("1,300.50", "", "1300.50", True),
        ("\uffe51300", "", "1300.00", True),
        ("\uff11\uff13\uff10\uff10", "", "1300.00", True),
        ("1300元", "", "1300.00", True),
        ("1.5万元", "", "15000.00", True),
        ("1.5", "年收入(万元)", "15000.00", True),
        ("1.5", "年收入\uff08万元\uff09", "15000.00", True),
        ("1500元", "年收入(万元)", "1500.00", True),
        ("1500", "月保障金额(元)", "1500.00", False),
    ],
)
def test_amounts_become_yuan(raw: object, header: str, value: str, corrected: bool) -> None:
    reading = read_amount(raw, header=header)
    assert (reading.value, reading.corrected) == (Decimal(value), corrected)


@pytest.mark.parametrize(
    ("raw", "code", "verdict"),
    [
        ("-300", "negative", "review"),
        ("免", "waived", "review"),
        ("9999999999", "implausible", "review"),
        ("9" * 60, "implausible", "review"),
        ("约三百", "unreadable", "refused"),
    ],
)
def test_doubtful_amounts(raw: str, code: str, verdict: str) -> None:
    problem = read_amount(raw).problem
    assert problem is not None
    assert (problem.code, problem.verdict) == (code, verdict)


@pytest.mark.parametrize("raw", [None, "", "-", "无"])
def test_empty_amounts(raw: object) -> None:
    reading = read_amount(raw)
    assert (reading.value, reading.problem) == (None, None)


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False)))
def test_nothing_makes_it_fall_over(raw: object) -> None:
    value = read_amount(raw).value
    assert value is None or value >= 0
