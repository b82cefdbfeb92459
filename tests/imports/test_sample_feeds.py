"""The sample feeds deserve exactly the verdicts that their README states (tests/data/feeds)."""

from __future__ import annotations

import json

import pytest

from core.models import ImportRow
from residents.models import HouseholdMembership, Kinship, Person, Residence
from tests.imports.support import FEEDS, bring, verdicts
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db

FORMS = ("SQ01-440104001007.xlsx", "SQ01-440104004107.xlsx")


@pytest.mark.parametrize(("file", "rows"), [(FORMS[0], 111), (FORMS[1], 93)])
def test_collection_forms_enter_whole(quji, file, rows):
    batch = bring(file, "SQ01", quji)
    assert (batch.counts["rows"], batch.counts["accepted"], batch.counts["corrected"]) == (rows, rows, 0)
    assert Person.objects.count() == rows


def test_second_import_changes_nothing(quji):
    for file in FORMS:
        bring(file, "SQ01", quji)
    bring("GA05.xlsx", "GA05", quji)
    before = {model: model.objects.count() for model in (Person, Residence, HouseholdMembership, Kinship)}
    for file, code in ((FORMS[0], "SQ01"), (FORMS[1], "SQ01"), ("GA05.xlsx", "GA05")):
        batch = bring(file, code, quji)
        assert batch.counts["unchanged"] == batch.counts["rows"], verdicts(batch)
    assert before == {model: model.objects.count() for model in before}


def test_newborns_follow_their_mothers(quji):
    for file in FORMS:
        bring(file, "SQ01", quji)
    batch = bring("GA05.xlsx", "GA05", quji)
    assert batch.counts["accepted"] == batch.counts["rows"] == 8
    child = Person.objects.get(name="田芷萱")
    assert (child.sex, str(child.birth_date), child.hukou_area, child.living_area) == (
        "2",
        "2026-01-03",
        SANYANJING,
        SANYANJING,
    )
    hukou = child.residences.get(kind="hukou")
    assert str(hukou.during.lower) == "2026-01-12"
    mother = Person.objects.get(name="苏雨")
    assert child.living_address == mother.living_address == "三眼井东街1号1栋101"
    assert set(Kinship.objects.filter(person=child, kind="parent").values_list("relative__name", flat=True)) == {
        "苏雨",
        "田俊杰",
    }
    membership = child.memberships.get()
    assert (membership.relation, membership.household.number) == ("30", "00100700000")


def test_dirty_list_line_by_line(quji):
    for file in FORMS:
        bring(file, "SQ01", quji)
    batch = bring("GA05-dirty.xlsx", "GA05", quji)
    expected = {item["line"]: item["verdict"] for item in json.loads((FEEDS / "GA05-dirty.expected.json").read_text())}
    assert verdicts(batch) == expected
    assert batch.counts["rows"] == 15 and batch.counts["skipped"] == 2


def test_sealed_rows_hold_no_plain_number(quji):
    batch = bring("GA05-dirty.xlsx", "GA05", quji)
    for row in ImportRow.objects.filter(batch=batch):
        text = json.dumps([row.problems, row.fixes, row.note, row.label], ensure_ascii=False)
        assert not any(part.isdigit() and len(part) >= 15 for part in text.replace("*", " ").split()), text


def test_clerk_brings_only_what_touches_the_community(shequ):
    batch = bring(FORMS[1], "SQ01", shequ)
    here = Person.objects.filter(living_area=SANYANJING) | Person.objects.filter(hukou_area=SANYANJING)
    assert batch.counts["accepted"] == here.count() == Person.objects.count()
    assert batch.counts["refused"] == batch.counts["rows"] - here.count()
    assert not Person.objects.filter(hukou_area=PANFU, living_area=PANFU).exists()
