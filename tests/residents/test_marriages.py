"""The law of marriage, registrations and certificates as pure functions (handbook §4, §17)."""

from __future__ import annotations

import datetime as dt

import pytest

from residents.domain.disability import is_severe, read_certificate_number, take_apart
from residents.domain.marriages import cooling_off, status_after_marriage, too_young
from residents.domain.registrations import Stay, arrive, leave

D = dt.date


@pytest.mark.parametrize(
    ("applied", "ends", "claim_from", "until"),
    [
        (D(2025, 5, 12), D(2025, 6, 11), D(2025, 6, 12), D(2025, 7, 11)),
        (D(2026, 1, 20), D(2026, 2, 19), D(2026, 2, 20), D(2026, 3, 21)),
    ],
)
def test_the_cooling_off_counts_from_the_day_after(applied: D, ends: D, claim_from: D, until: D) -> None:
    found = cooling_off(applied)
    assert (found.ends_on, found.claim_from, found.claim_until) == (ends, claim_from, until)


def test_the_legal_age_counts_on_the_birthday() -> None:
    assert too_young("1", D(2004, 2, 29), D(2026, 2, 27)) == 22
    assert too_young("1", D(2004, 2, 29), D(2026, 2, 28)) is None
    assert too_young("2", D(2006, 6, 1), D(2026, 5, 31)) == 20
    assert too_young("2", None, D(2026, 5, 31)) is None


@pytest.mark.parametrize(
    ("before", "said", "earlier", "same", "code"),
    [
        ("10", "", False, False, "21"),
        ("20", "10", False, False, "21"),
        ("", "", False, False, "20"),
        ("30", "10", False, False, "22"),
        ("20", "40", False, False, "22"),
        ("10", "", True, False, "22"),
        ("40", "40", True, True, "23"),
        ("22", "", False, False, "22"),
    ],
)
def test_what_a_marriage_makes_of_a_status(before: str, said: str, earlier: bool, same: bool, code: str) -> None:
    assert status_after_marriage(before=before, said=said, married_before=earlier, same_again=same) == code


def stay(area: str, start: D, end: D | None = None, source: str = "seed") -> Stay:
    return Stay(1, area, start, end, source)


HERE, THERE, DISTRICT = "440104001007", "440104004107", "440104"


@pytest.mark.parametrize(
    ("stays", "says"),
    [
        ([], "question"),
        ([stay(HERE, D(2020, 1, 1))], "act"),
        ([stay(HERE, D(2026, 11, 1))], "question"),
        ([stay(HERE, D(2026, 11, 1), source="SQ01:1:3")], "act"),
        ([stay(THERE, D(2020, 1, 1))], "question"),
        ([stay(HERE, D(2020, 1, 1), D(2026, 10, 12))], "known"),
        ([stay(HERE, D(2020, 1, 1), D(2019, 10, 12))], "question"),
        ([stay(HERE, D(2020, 1, 1), D(2026, 10, 20)), stay(THERE, D(2026, 10, 20), source="GA04:1:2")], "known"),
    ],
)
def test_when_a_registration_may_leave(stays: list[Stay], says: str) -> None:
    assert leave(stays, area=HERE, on=D(2026, 10, 12)).says == says


def test_an_arrival_ends_what_was_on_the_way() -> None:
    before = stay(HERE, D(2020, 1, 1), D(2026, 10, 12))
    on_the_way = stay(DISTRICT, D(2026, 10, 12), source="GA03:1:2")
    step = arrive([before, on_the_way], area=THERE, on=D(2026, 10, 20))
    assert (step.says, step.closes, step.drops, step.former, step.joins) == ("act", before, (on_the_way,), HERE, True)
    assert arrive([stay(THERE, D(2026, 10, 20))], area=THERE, on=D(2026, 10, 20)).says == "known"
    assert arrive([stay(HERE, D(2026, 10, 25), source="desk:shequ")], area=THERE, on=D(2026, 10, 20)).says == "question"


def test_a_certificate_number_carries_holder_category_and_grade() -> None:
    parts = take_apart(read_certificate_number("11010519491231002x43b1").value or "")
    assert parts and (parts.holder, parts.category, parts.grade, parts.reissue) == (
        "11010519491231002X",
        "4",
        "3",
        "B1",
    )
    assert read_certificate_number("11010519491231002X").problem
    assert [is_severe(*pair) for pair in ("12", "43", "53", "64", "74")] == [True, False, True, True, False]
