"""Identity numbers, GB 11643 (handbook §1.1, D04–D09, D11; golden vectors of §17)."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.domain import id_number
from residents.domain.number_reading import disagreements, read_number

TODAY = dt.date(2026, 11, 21)
MAN = "44010419850305123X"


def _code(raw: object) -> str:
    problem = read_number(raw, today=TODAY).problem
    assert problem is not None
    assert problem.reason
    assert problem.remedy
    return problem.code


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("11010519491231002X", "resident"),
        ("440524188001010014", "resident"),
        ("810000199408230021", "hmt_permit"),
        ("830000199201300022", "hmt_permit"),
        ("911124198108030024", "foreign_permit"),
        ("440104202002290012", "resident"),
    ],
)
def test_golden_numbers(number: str, kind: str) -> None:
    assert id_number.is_valid(number)
    reading = read_number(number, today=TODAY)
    assert (reading.value, reading.kind, reading.corrected) == (number, kind, False)


def test_a_number_tells_birth_sex_and_first_place() -> None:
    reading = read_number(MAN)
    assert (reading.birth_date, reading.sex, reading.region) == (dt.date(1985, 3, 5), "1", "440104")


@pytest.mark.parametrize("raw", ["110105491231002", 110105491231002, 110105491231002.0])
def test_fifteen_digits_become_eighteen(raw: object) -> None:
    reading = read_number(raw)
    assert reading.value == "11010519491231002X"
    assert reading.corrected


@pytest.mark.parametrize(
    "raw",
    [
        "44010419850305123x",
        "44010419850305123\u00d7",
        "44010419850305123\u0425",
        "44010419850305123\uff38",
        "\uff14\uff14\uff10\uff11\uff10\uff14\uff11\uff19\uff18\uff15\uff10\uff13\uff10\uff15\uff11\uff12\uff13\uff38",
        "'44010419850305123X",
        " 440104\u200b19850305123X\u3000",
        "440104 19850305 123X",
        "440104-19850305-123X",
        "\ufeff44010419850305123X\n",
    ],
)
def test_spellings_are_mended(raw: str) -> None:
    reading = read_number(raw, today=TODAY)
    assert (reading.value, reading.problem) == (MAN, None)
    assert reading.corrected


@pytest.mark.parametrize(
    "raw",
    [
        "000000000000000000",
        "111111111111111111",
        "111111111111111",
        "123456789012345678",
        "无",
        "未办",
        "待补",
        "无证件",
        "未上户口",
        "暂无",
        "-",
        "/",
        0,
        "不详",
    ],
)
def test_placeholders_are_no_number(raw: object) -> None:
    reading = read_number(raw)
    assert (reading.value, reading.problem, reading.placeholder) == (None, None, True)


@pytest.mark.parametrize("raw", [None, "", " \u3000"])
def test_an_empty_cell_is_not_a_placeholder(raw: object) -> None:
    reading = read_number(raw)
    assert (reading.value, reading.problem, reading.placeholder) == (None, None, False)


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("4.40104E+17", "excel_truncated"),
        ("440104198503051000", "excel_truncated"),
        (440104198503051000, "excel_truncated"),
        (4.40104198503051e17, "excel_truncated"),
        ("440104199002300010", "impossible_date"),
        ("440199202606063701", "check_digit"),
        ("44010419850305123", "length"),
        ("000105194912310029", "region"),
        ("440104********123X", "masked"),
        ("粤A12345", "characters"),
        ("4401042\U0001f60050305123X", "characters"),
    ],
)
def test_what_cannot_be_a_number_is_refused(raw: object, code: str) -> None:
    assert _code(raw) == code
    problem = read_number(raw, today=TODAY).problem
    assert problem is not None
    assert problem.verdict == "refused"


def test_a_wrong_check_says_what_was_expected() -> None:
    problem = read_number("440199202606063701").problem
    assert problem is not None
    assert "末位应为6" in problem.reason


def test_a_birth_in_the_future_is_refused() -> None:
    first17 = "44010420991231001"
    number = first17 + id_number.check_character(first17)
    assert _code(number) == "future"
    assert read_number(number).value == number


@pytest.mark.parametrize("raw", ["4401O419850305123X", "44010419850305l23X", "44010419850305I23x"])
def test_letters_for_digits_are_for_a_person_with_a_suggestion(raw: str) -> None:
    reading = read_number(raw)
    assert reading.problem is not None
    assert (reading.problem.code, reading.problem.verdict) == ("letters", "review")
    assert (reading.value, reading.suggestion) == (None, MAN)


def test_a_fifteen_digit_number_of_a_centenarian_is_for_a_person() -> None:
    problem = read_number("110105491231999").problem
    assert problem is not None
    assert (problem.code, problem.verdict) == ("century", "review")


def test_a_withdrawn_place_is_accepted_with_a_remark() -> None:
    first17 = "44010219700101001"
    reading = read_number(first17 + id_number.check_character(first17))
    assert reading.ok
    assert not reading.corrected
    assert "东山区" in reading.remarks[0]


def test_the_foreigners_card_of_2017_has_its_own_shape() -> None:
    reading = read_number("abc110123456789".upper())
    assert (reading.kind, reading.birth_date, reading.sex) == ("foreign_permit_2017", None, None)


def test_sex_and_birth_that_disagree_are_for_a_person() -> None:
    reading = read_number(MAN)
    assert disagreements(reading, sex="1", birth=dt.date(1985, 3, 5)) == []
    found = disagreements(reading, sex="2", birth=dt.date(1985, 5, 3))
    assert [(p.code, p.verdict) for p in found] == [("sex_disagrees", "review"), ("birth_disagrees", "review")]
    assert disagreements(reading, sex="9") == []
    assert disagreements(read_number(None), sex="1") == []


def test_masks_show_only_the_ends() -> None:
    assert id_number.mask(MAN) == "440104********123X"
    assert id_number.mask("110105491231002") == "110105*****1002"
    assert id_number.mask("H12345678") == "H1*****78"
    assert id_number.mask("123") == "***"


births = st.dates(dt.date(1900, 1, 1), dt.date(2026, 11, 20))
digits3 = st.integers(0, 999).map("{:03d}".format)


@given(births, digits3)
def test_every_made_number_reads_back(birth: dt.date, sequence: str) -> None:
    first17 = f"440199{birth:%Y%m%d}{sequence}"
    number = first17 + id_number.check_character(first17)
    reading = read_number(number.lower(), today=TODAY)
    assert (reading.value, reading.birth_date) == (number, birth)
    assert reading.sex == ("1" if int(sequence) % 2 else "2")


@given(births, digits3, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(birth: dt.date, sequence: str, place: int, step: int) -> None:
    first17 = f"440199{birth:%Y%m%d}{sequence}"
    number = first17 + id_number.check_character(first17)
    wrong = number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
    assert not id_number.is_valid(wrong)
    assert read_number(wrong).value is None


@given(st.one_of(st.text(), st.integers(), st.floats(allow_nan=False)))
def test_nothing_makes_it_fall_over(raw: object) -> None:
    reading = read_number(raw)
    assert reading.value is None or reading.problem is None
