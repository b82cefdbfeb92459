"""Whoever refers to a person says what merging, retention and privacy do to it (residents/linking.py)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from pghistory.models import Event as HistoryRow

from residents.linking import OnMerge, PersonLink, Privacy, Retention, person_links
from residents.models import Person


def _references() -> set[str]:
    """`app.Model.field` of every foreign key to Person and every plain `person_id` column, history tables apart."""
    found = set()
    for model in apps.get_models():
        if issubclass(model, HistoryRow):
            continue
        for field in model._meta.concrete_fields:
            if field.related_model is Person or field.name == "person_id":
                found.add(f"{model._meta.label}.{field.name}")
    return found


def test_every_reference_to_a_person_is_declared() -> None:
    silent = sorted(_references() - set(person_links.keys()))
    assert not silent, "\n".join(
        f"{key} names a person and says nothing: register a PersonLink(“{key}”, …) in {key.split('.')[0]}/links.py"
        " (docs/how-to/add-a-link.md tells how to choose)."
        for key in silent
    )


def test_no_declaration_speaks_of_a_column_that_is_gone() -> None:
    assert set(person_links.keys()) <= _references()


def test_each_says_all_three_in_words() -> None:
    for link in person_links:
        assert link.title and link.on_merge.label and link.retention.label and link.privacy.label, link.key


@pytest.mark.parametrize(
    ("key", "on_merge"),
    [
        ("residents.Nothing.person", OnMerge.MOVE),
        ("residents.Residence.nobody", OnMerge.MOVE),
        ("residents.Residence", OnMerge.MOVE),
        ("residents.Residence.person", OnMerge.MOVE_UNLESS_REPEATED),
    ],
)
def test_a_broken_declaration_stops_start_up(key: str, on_merge: OnMerge) -> None:
    kept = person_links._items.pop(key, None)
    try:
        with pytest.raises(ImproperlyConfigured):
            person_links.register(PersonLink(key, "词", on_merge, Retention.WITH_PERSON, Privacy.ERASE))
    finally:
        if kept is not None:
            person_links._items[key] = kept


def test_a_new_reference_without_words_is_noticed() -> None:
    """The test itself: with one declaration taken away, it must fail and name the file."""
    taken = person_links._items.pop("residents.Residence.person")
    try:
        with pytest.raises(AssertionError, match=r"residents/links\.py"):
            test_every_reference_to_a_person_is_declared()
    finally:
        person_links._items["residents.Residence.person"] = taken
