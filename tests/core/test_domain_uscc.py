"""The unified social credit code, GB 32100-2015 (handbook §1.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.uscc import check_character, is_valid, read_credit_code

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", ["91350100M000100Y43", "91110000600037341L"])
def test_golden_codes(code: str) -> None:
    assert is_valid(code)
    assert read_credit_code(code).value == code
    assert not read_credit_code(code).corrected


def test_small_letters_and_spaces_are_corrected() -> None:
    reading = read_credit_code(" 91350100 m000100y43")
    assert reading.value == "91350100M000100Y43"
    assert reading.corrected


@pytest.mark.parametrize(
    ("raw", "code"),
    [("91350100M000100Y44", "check_digit"), ("91350100M000100Y4", "length"), ("91350100I000100Y43", "characters")],
)
def test_wrong_codes_are_refused(raw: str, code: str) -> None:
    problem = read_credit_code(raw).problem
    assert problem is not None
    assert problem.code == code


def test_empty_is_no_problem() -> None:
    assert read_credit_code(None).ok


@given(st.text(ALPHABET, min_size=9, max_size=9), st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(body: str, place: int, other: str) -> None:
    first17 = f"91440104{body}"
    code = first17 + check_character(first17)
    if other == code[place]:
        assert is_valid(code)
    else:
        assert not is_valid(code[:place] + other + code[place + 1 :])
