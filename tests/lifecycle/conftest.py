"""Rosters need the parameters they count by."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import Context, Roster, rosters
from tests.support.areas import SANYANJING


@pytest.fixture
def school_age() -> Roster:
    return rosters["school-age"]


@pytest.fixture
def asked(numbers: None, school_age: Roster) -> Callable[..., Context]:
    """`asked(area, day)`: the context of the school-age roster."""

    def ask(area: str = SANYANJING, day: dt.date = dt.date(2026, 8, 31)) -> Context:
        return open_context(school_age, area=area, as_of=day)

    return ask
