"""Good rows make the same base in whatever order they stand in the file."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from core.imports.undoing import undo_batch
from residents.models import Household, HouseholdMembership, Kinship, Person
from tests.imports.support import FEEDS, bring, text_csv

ROWS = CalamineWorkbook.from_path(str(FEEDS / "SQ01-440104001007.xlsx")).get_sheet_by_index(0).to_python()[:16]


def base():
    """The base without what names rows of the file."""
    people = Person.objects.values_list(
        "name", "birth_date", "sex", "hukou_area", "living_area", "living_address", "phone"
    )
    members = HouseholdMembership.objects.values_list(
        "household__number", "person__name", "relation", "shares_registration"
    )
    kin = Kinship.objects.values_list("person__name", "relative__name", "kind")
    heads = Household.objects.values_list("number", "kind", "head__name", "address")
    return [sorted(map(str, rows)) for rows in (people, members, kin, heads)]


@pytest.mark.django_db
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, len(ROWS))))
def test_any_order_of_good_rows(quji, order):
    first = bring(text_csv(*ROWS), "SQ01", quji)
    expected = base()
    undo_batch(first, by=quji)
    shuffled = bring(text_csv(ROWS[0], *(ROWS[line] for line in order)), "SQ01", quji)
    assert base() == expected
    undo_batch(shuffled, by=quji)
    assert not Person.objects.exists() and not Household.objects.exists()
