"""Numbers of each kind of document (handbook §1.1, §1.3)."""

import pytest

from residents.domain.documents import disability_of, read_document

MAN = "44010419850305123X"


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("", MAN.lower(), MAN),
        ("01", MAN, MAN),
        ("08", "810000199408230021", "810000199408230021"),
        ("09", "911124198108030024", "911124198108030024"),
        ("03", "e12345678", "E12345678"),
        ("06", "H12345678", "H12345678"),
        ("07", "12345678", "12345678"),
        ("11", "t440123456", "T440123456"),
        ("12", f"{MAN}43", f"{MAN}43"),
        ("99", "粤字第1号", "粤字第1号"),
    ],
)
def test_each_kind_by_its_rule(kind: str, raw: str, value: str) -> None:
    reading = read_document(kind, raw)
    assert (reading.value, reading.problem) == (value, None)


@pytest.mark.parametrize(
    ("kind", "raw", "code"),
    [
        ("01", "810000199408230021", "kind_disagrees"),
        ("08", MAN, "kind_disagrees"),
        ("01", "440104198503051231", "check_digit"),
        ("06", "12345678", "document"),
        ("11", "12345", "document"),
        ("12", "44010419850305123143", "document"),
    ],
)
def test_wrong_numbers(kind: str, raw: str, code: str) -> None:
    reading = read_document(kind, raw)
    assert reading.value is None
    assert reading.problem is not None
    assert reading.problem.code == code


@pytest.mark.parametrize("kind", ["01", "06", "11"])
def test_a_placeholder_is_no_number(kind: str) -> None:
    reading = read_document(kind, "未办")
    assert (reading.value, reading.problem, reading.placeholder) == (None, None, True)


def test_a_disability_card_tells_category_and_grade() -> None:
    assert disability_of(f"{MAN}43") == (MAN, "4", "3")
