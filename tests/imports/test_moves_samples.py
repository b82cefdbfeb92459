"""The sample files of MZ01, GA03, GA04 and CL01 deserve exactly the verdicts that their README states."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from core import clock
from core.services.parameters import load_shipped_parameters
from tests.imports.support import FEEDS, bring, verdicts

pytestmark = pytest.mark.django_db
FORMS = ("SQ01-440104001007.xlsx", "SQ01-440104004107.xlsx")
CODES = ("MZ01", "GA03", "GA04", "CL01")


@pytest.fixture(autouse=True)
def forms(quji):
    with clock.travel(dt.date(2026, 11, 21)):
        load_shipped_parameters(by="test")
        for file in FORMS:
            bring(file, "SQ01", quji)
        yield


def test_clean_files_enter_whole_and_say_nothing_new_the_second_time(quji):
    for code, rows in (("MZ01", 4), ("GA03", 3), ("GA04", 3), ("CL01", 5)):
        counts = bring(f"{code}.xlsx", code, quji).counts
        assert (counts["rows"], counts["accepted"], counts["corrected"]) == (rows, rows, 0), code
    for code in CODES:
        counts = bring(f"{code}.xlsx", code, quji).counts
        assert counts["unchanged"] == counts["rows"], code


@pytest.mark.parametrize("code", CODES)
def test_dirty_lists_line_by_line(shequ, code):
    batch = bring(f"{code}-dirty.xlsx", code, shequ)
    expected = json.loads((FEEDS / f"{code}-dirty.expected.json").read_text())
    assert verdicts(batch) == {item["line"]: item["verdict"] for item in expected}
