"""No table with people's data stands outside the second wall, and no personal data travels where the wall is not."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection

from core.crypto import EncryptedTextField
from core.models.fields import CodeField

pytestmark = pytest.mark.django_db

# Tables that name people only by id and area; their payloads hold ids and codes (core/outbox.py).
WITHOUT_A_WALL = {
    "core_event": "what happened, without names: read through the people it is about",
    "core_eventsubject": "person id, role and area of an event",
    "core_readlog": "for auditors, who have no residents' scope; the web role may only add and read",
    "compliance_rightsrequest": "kept by the privacy officer, who has no residents' scope; the contact is sealed",
    "compliance_rightsrequestevent": "its history",
    "core_exportrecord": "for auditors; says how many rows went where, holds none of them",
    "accounts_authenticator": "the sealed secret of somebody who signs in, not of a resident",
}
NAMES_A_PERSON = {"person", "person_id", "relative", "head", "kept", "lost"}


def _tables_about_people() -> set[str]:
    found = set()
    for model in apps.get_models():
        fields = model._meta.get_fields()
        names = {field.name for field in fields}
        sealed = any(isinstance(field, EncryptedTextField) for field in fields)
        if model.__name__.startswith("Person") or sealed or names & NAMES_A_PERSON:
            found.add(model._meta.db_table)
    return found


def _behind_the_wall() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity")
        return {row[0] for row in cursor.fetchall()}


def test_every_table_about_people_is_behind_the_wall() -> None:
    open_tables = _tables_about_people() - _behind_the_wall() - WITHOUT_A_WALL.keys()
    assert open_tables == set(), "add ScopeRows in the app's migration, or say in WITHOUT_A_WALL why not"


def test_each_policy_compares_ranges_or_follows_a_parent() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, qual FROM pg_policies WHERE policyname = 'in_scope'")
        policies = dict(cursor.fetchall())
    assert policies.keys() == _behind_the_wall()
    assert all("yisheng.lo1" in text or "EXISTS" in text for text in policies.values())
    assert not any("~~" in text for text in policies.values()), "LIKE would lose the index"


def test_searched_codes_are_in_the_c_collation() -> None:
    """A range on a column in another collation costs half a second at ten million rows (docs/adr/0003)."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if getattr(field, "name", "").endswith(("_area", "area_code")):
                assert isinstance(field, CodeField), f"{model.__name__}.{field.name}"
