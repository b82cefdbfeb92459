"""The sample files of GA01, GA02 and WJ02 deserve exactly the verdicts that their README states."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from core import clock
from core.services.parameters import load_shipped_parameters
from residents.models import Disagreement, Person, PossibleExit
from tests.imports.support import FEEDS, bring, verdicts

pytestmark = pytest.mark.django_db
FORMS = ("SQ01-440104001007.xlsx", "SQ01-440104004107.xlsx")


@pytest.fixture(autouse=True)
def forms(quji):
    with clock.travel(dt.date(2026, 11, 21)):
        load_shipped_parameters(by="test")
        for file in FORMS:
            bring(file, "SQ01", quji)
        yield


def test_clean_files_enter_whole_and_say_nothing_new_the_second_time(quji, shequ):
    for code, rows in (("GA01", 96), ("WJ02", 8), ("GA02", 5), ("GA05", 8)):
        by = shequ if code.startswith("GA0") and code != "GA05" else quji
        counts = bring(f"{code}.xlsx", code, by).counts
        assert (counts["rows"], counts["accepted"], counts["corrected"]) == (rows, rows, 0), code
        assert bring(f"{code}.xlsx", code, by).counts["unchanged"] == rows, code
    assert PossibleExit.objects.filter(state="open").count() == 6
    assert not Disagreement.objects.exists()
    assert not Person.objects.filter(temporary_name=True).exists(), "every newborn got its name and is there once"


@pytest.mark.parametrize("code", ["GA01", "WJ02", "GA02"])
def test_dirty_lists_line_by_line(shequ, code):
    batch = bring(f"{code}-dirty.xlsx", code, shequ)
    expected = {
        item["line"]: item["verdict"] for item in json.loads((FEEDS / f"{code}-dirty.expected.json").read_text())
    }
    assert verdicts(batch) == expected
