"""Two records' homes, families and kin laid over each other: no day twice, the better source first, nothing invented."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from residents.domain.joining import EVER, Joined, Span, fit, free, join

LAST = dt.date.max


def day(year: int) -> dt.date:
    return dt.date(year, 1, 1)


def span(
    id_: int, start: int, end: int | None, *, rank: int = 5, kept: bool = True, says: str = "A", vague: bool = False
):
    return Span(id_, (day(start), day(end) if end else LAST), rank, kept, says, vague)


def said(joined: Joined) -> dict[int, list[tuple[int, int | None]]]:
    return {
        key: [(start.year, None if end == LAST else end.year) for start, end in periods]
        for key, periods in joined.periods.items()
    }


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        # One place told twice: the kept row carries it, and takes over the earlier beginning.
        ([span(1, 2015, None), span(2, 2012, None, kept=False)], {1: [(2012, None)], 2: []}),
        # Registered anew where the person had moved to: the later beginning is the move.
        ([span(1, 2015, None), span(2, 2020, None, kept=False, says="B")], {1: [(2015, 2020)], 2: [(2020, None)]}),
        ([span(1, 2020, None), span(2, 2015, None, kept=False, says="B")], {1: [(2020, None)], 2: [(2015, 2020)]}),
        # Police before the collection form, whatever began when.
        ([span(1, 2020, None, rank=2), span(2, 2015, None, kept=False, says="B")], {1: [], 2: [(2015, None)]}),
        # A weaker source that repeats the place does not change when it began, but may say that it went on.
        ([span(1, 2015, None), span(2, 2010, None, rank=2, kept=False)], {1: [(2015, None)], 2: []}),
        ([span(1, 2015, 2020), span(2, 2018, None, rank=2, kept=False)], {1: [(2015, 2020)], 2: [(2020, None)]}),
        # The same day in two places: the kept record's word.
        ([span(1, 2015, None), span(2, 2015, None, kept=False, says="B")], {1: [(2015, None)], 2: []}),
        # In between: what was before and after stays.
        (
            [span(1, 2005, None), span(2, 2010, 2012, kept=False, says="B")],
            {1: [(2005, 2010), (2012, None)], 2: [(2010, 2012)]},
        ),
        # The exact address carries the vague one.
        ([span(1, 2015, None, vague=True), span(2, 2018, None, kept=False)], {1: [], 2: [(2015, None)]}),
        ([span(1, 2010, 2015), span(2, 2016, None, kept=False, says="B")], {1: [(2010, 2015)], 2: [(2016, None)]}),
    ],
)
def test_who_holds_when(rows, expected) -> None:
    assert said(join(rows)) == expected


def test_nothing_holds_after_death() -> None:
    joined = join([span(1, 2015, None), span(2, 2021, None, kept=False, says="B")], until=day(2020))
    assert said(joined) == {1: [(2015, 2020)], 2: []}


def test_what_was_repeated_is_named() -> None:
    assert join([span(1, 2015, None), span(2, 2016, None, kept=False)]).repeats == {2: 1}


def test_what_comes_back_is_fitted_beside_what_stands() -> None:
    standing = [(day(2020), day(2021))]
    assert fit((day(2015), LAST), standing) == (day(2015), day(2020))
    assert fit((day(2020), LAST), standing) == (day(2021), LAST)
    assert fit((day(2020), day(2021)), standing) is None
    assert fit(EVER, []) == EVER


def _side(kept: bool):
    """Rows of one record: any periods that do not overlap."""
    days = st.lists(st.integers(2000, 2024), min_size=2, max_size=8, unique=True).map(sorted)
    rows = days.map(lambda years: list(zip(years[::2], years[1::2], strict=False)))
    facts = st.tuples(st.sampled_from([1, 2, 5]), st.sampled_from("ABC"), st.booleans())
    offset = 0 if kept else 100
    return rows.flatmap(
        lambda periods: st.lists(facts, min_size=len(periods), max_size=len(periods)).map(
            lambda drawn: [
                span(offset + place, start, None if end == 2024 else end, rank=rank, says=says, vague=vague, kept=kept)
                for place, ((start, end), (rank, says, vague)) in enumerate(zip(periods, drawn, strict=True))
            ]
        )
    )


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_side(True), _side(False))
def test_no_day_twice_and_no_day_invented(kept, lost) -> None:
    joined = join([*kept, *lost])
    periods = sorted(piece for pieces in joined.periods.values() for piece in pieces)
    assert all(before[1] <= after[0] for before, after in pairwise(periods))
    told = [row.period for row in (*kept, *lost)]
    assert all(free(piece, told) == [] for piece in periods)
    best = max(row.rank for row in (*kept, *lost))
    for row in (*kept, *lost):
        if row.rank == best:
            assert free(row.period, periods) == [], "no day of the best source is lost"
