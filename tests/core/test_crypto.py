"""Sealed values: unreadable at rest, found by digest, readable through a change of keys."""

from __future__ import annotations

import base64
import os

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from core.crypto import Keyring, digest
from residents.models import IdentityDocument
from tests.support import factories


def _key(name: str) -> str:
    return f"{name}:{base64.b64encode(os.urandom(32)).decode()}"


def test_a_value_comes_back_and_no_two_seals_are_alike() -> None:
    ring = Keyring(_key("k1"))
    assert ring.decrypt(ring.encrypt("44019920200229001X")) == "44019920200229001X"
    assert ring.encrypt("a") != ring.encrypt("a")


def test_old_keys_still_open_what_they_sealed() -> None:
    old, new = _key("k1"), _key("k2")
    sealed = Keyring(old).encrypt("三眼井")
    both = Keyring(f"{new},{old}")
    assert both.decrypt(sealed) == "三眼井" and both.key_id(sealed) == "k1" and both.key_id(both.encrypt("x")) == "k2"
    with pytest.raises(ImproperlyConfigured, match="lacks the key “k1”"):
        Keyring(new).decrypt(sealed)


def test_a_changed_seal_is_noticed() -> None:
    ring = Keyring(_key("k1"))
    sealed = bytearray(ring.encrypt("19900000001"))
    sealed[-1] ^= 1
    with pytest.raises(ValueError, match="changed outside the system"):
        ring.decrypt(bytes(sealed))


@pytest.mark.parametrize("text", ["", "k1:???", "k1:" + base64.b64encode(b"short").decode()])
def test_bad_keys_are_refused_in_words(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="FIELD_KEYS"):
        Keyring(text)


def test_a_digest_depends_on_purpose() -> None:
    assert digest("19900000001", "phone") != digest("19900000001", "document")
    assert len(digest("x", "phone")) == 32


@pytest.mark.django_db
def test_the_base_holds_no_plain_number(areas: None) -> None:
    person = factories.person("何丽容", phone="19900000001")
    number = IdentityDocument.objects.get(person=person).number
    assert len(number) == 18
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number, phone FROM residents_identitydocument d JOIN residents_person p ON p.id = d.person_id"
        )
        sealed_number, sealed_phone = (bytes(value) for value in cursor.fetchone())
    assert number.encode() not in sealed_number and b"19900000001" not in sealed_phone
    assert IdentityDocument.objects.get(digest=digest(number, "document")).person_id == person.pk
