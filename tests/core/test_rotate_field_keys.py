"""Changing the keys of sealed fields: values, their history and their digests."""

from __future__ import annotations

import base64
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from core.crypto import digest, keyring
from core.errors import UserError
from core.sealed_files import SealedFolder, reseal_files
from core.services import keys
from core.services.keys import key_use, redigest, reseal, sealed_columns, verify_keys
from residents.models import IdentityDocument, Person
from tests.support import factories

pytestmark = pytest.mark.django_db
OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()


@pytest.fixture
def people(areas: None, settings: Any) -> list[Person]:
    """Three people sealed with the old key; one has a history row."""
    settings.FIELD_KEYS = OLD
    made = [factories.person(name, phone=f"1380000000{n}") for n, name in enumerate(("何丽容", "何子轩", "黎敏仪"))]
    Person.objects.filter(pk=made[0].pk).update(note="x")
    return made


def test_every_sealed_column_is_known() -> None:
    found = {(column.table, column.column): column.digest for column in sealed_columns()}
    assert found["residents_identitydocument", "number"] == ("digest", "document")
    assert found["residents_identitydocumentevent", "number"] == ("digest", "document")
    assert found["residents_person", "phone"] == ("phone_digest", "phone")
    assert found["core_importrow", "raw"] is None
    assert all(column.key for column in sealed_columns())


def test_values_move_to_the_new_key_and_may_be_resumed(people: list[Person], settings: Any) -> None:
    settings.FIELD_KEYS = f"{NEW},{OLD}"
    history = Person.pgh_event_model.objects.count()
    ring, column = keyring(), next(c for c in sealed_columns() if c.table == "residents_person")
    assert len(keys._reseal_batch(ring, column, None, 2)) == 2  # stopped after the first batch
    assert dict(key_use()) == {"new": 2, "old": 5}
    assert reseal(batch=2) == 5
    assert dict(key_use()) == {"new": 7}
    assert reseal() == 0
    assert Person.pgh_event_model.objects.count() == history
    assert sorted(Person.objects.values_list("phone", flat=True)) == [f"1380000000{n}" for n in range(3)]


def test_digests_follow_in_one_step(people: list[Person], settings: Any, monkeypatch: Any) -> None:
    number = IdentityDocument.objects.get(person=people[0]).number
    settings.FIELD_KEYS = f"{NEW},{OLD}"
    with pytest.raises(UserError, match="run rotate_field_keys first"):
        redigest()
    reseal()
    verify_keys()
    assert redigest(batch=2) == 7  # three numbers, three phones, one phone in the history
    with pytest.raises(UserError, match="does not fit the digests"):
        verify_keys()  # the old key is still last
    settings.FIELD_KEYS = NEW
    verify_keys()
    assert IdentityDocument.objects.get(digest=digest(number, "document")).person == people[0]
    assert Person.objects.get(phone_digest=digest("13800000001", "phone")) == people[1]


def test_a_key_taken_away_too_early_is_noticed(people: list[Person], settings: Any) -> None:
    settings.FIELD_KEYS = f"{NEW},{OLD}"
    reseal()
    settings.FIELD_KEYS = NEW
    with pytest.raises(CommandError, match="Put that key back"):
        call_command("load_areas")


def test_the_command_reports(people: list[Person], settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    file = SealedFolder("imports").keep(b"a workbook")  # sealed with the old key
    settings.FIELD_KEYS = f"{NEW},{OLD}"
    out = StringIO()
    call_command("rotate_field_keys", "--digests", "--batch", "2", stdout=out, stderr=StringIO())
    assert json.loads(out.getvalue()) == {
        "key": "new",
        "resealed": 7,
        "digests": 7,
        "by_key": {"new": 7},
        "archives": 0,
        "files": 1,
    }
    assert SealedFolder("imports").fetch(file) == b"a workbook" and reseal_files() == 0


def test_digests_wait_for_the_site_to_be_down(people: list[Person], settings: Any, monkeypatch: Any) -> None:
    settings.FIELD_KEYS = f"{NEW},{OLD}"

    def company(cursor: Any) -> None:
        raise UserError("2 other sessions use the database; stop the site first.")

    monkeypatch.setattr(keys, "_refuse_company", company)
    with pytest.raises(CommandError, match="stop the site first"):
        call_command("rotate_field_keys", "--digests", stdout=StringIO(), stderr=StringIO())
