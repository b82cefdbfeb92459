"""Field encryption and keyed digests.

Values are sealed with AES-256-GCM; the key's id stands in front of the ciphertext, so several keys can be in use while
`rotate_field_keys` re-encrypts. A value is found by its digest (HMAC-SHA256), never by decrypting. Keys come from
FIELD_KEYS = "id:base64,id:base64": the first encrypts, all decrypt; the *last* (oldest) one keys the digests. Digests of
two keys never stand side by side: they are recomputed in one transaction while the site is down, and every start compares
a stored digest with its value (core/services/keys.py, SEC13).
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models

NONCE = 12


class Keyring:
    """The keys of this installation, read once from a FIELD_KEYS text."""

    def __init__(self, text: str) -> None:
        keys: dict[str, bytes] = {}
        for part in filter(None, text.split(",")):
            key_id, _, encoded = part.strip().partition(":")
            try:
                key = base64.b64decode(encoded, validate=True)
            except binascii.Error as error:
                raise ImproperlyConfigured(f"FIELD_KEYS: the key “{key_id}” is not base64.") from error
            if len(key) != 32 or not 1 <= len(key_id) <= 8:
                raise ImproperlyConfigured(
                    f"FIELD_KEYS: the key “{key_id}” must have an id of 1–8 letters and 32 bytes."
                )
            keys[key_id] = key
        if not keys:
            raise ImproperlyConfigured("FIELD_KEYS is empty; it must hold at least one key (id:base64 of 32 bytes).")
        self.active, self.oldest = next(iter(keys)), list(keys)[-1]
        self._ciphers = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._digest_key = HKDF(SHA256(), 32, None, b"yisheng digest").derive(keys[self.oldest])

    def seal(self, content: bytes) -> bytes:
        nonce = os.urandom(NONCE)
        head = bytes([len(self.active)]) + self.active.encode()
        return head + nonce + self._ciphers[self.active].encrypt(nonce, content, None)

    def encrypt(self, text: str) -> bytes:
        return self.seal(text.encode())

    def decrypt(self, sealed: bytes | memoryview) -> str:
        return self.unseal(sealed).decode()

    def unseal(self, sealed: bytes | memoryview) -> bytes:
        sealed = bytes(sealed)
        end = 1 + sealed[0]
        cipher = self._ciphers.get(sealed[1:end].decode())
        if cipher is None:
            raise ImproperlyConfigured(
                f"FIELD_KEYS lacks the key “{sealed[1:end].decode()}” that a stored value needs."
            )
        try:
            return cipher.decrypt(sealed[end : end + NONCE], sealed[end + NONCE :], None)
        except InvalidTag as error:
            raise ValueError("A stored value does not fit its key: it was changed outside the system.") from error

    def key_id(self, sealed: bytes | memoryview) -> str:
        sealed = bytes(sealed)
        return sealed[1 : 1 + sealed[0]].decode()

    def digest(self, value: str, purpose: str) -> bytes:
        """32 bytes; the same value with another purpose gives another digest."""
        return hmac.new(self._digest_key, f"{purpose}\0{value}".encode(), hashlib.sha256).digest()


@lru_cache(maxsize=4)
def _keyring(text: str) -> Keyring:
    return Keyring(text)


def keyring() -> Keyring:
    return _keyring(settings.FIELD_KEYS)


def encrypt(text: str) -> bytes:
    return keyring().encrypt(text)


def decrypt(sealed: bytes | memoryview) -> str:
    return keyring().decrypt(sealed)


def digest(value: str, purpose: str) -> bytes:
    return keyring().digest(value, purpose)


def digests(values: Iterable[str], purpose: str) -> dict[str, bytes]:
    ring = keyring()
    return {value: ring.digest(value, purpose) for value in values if value}


class EncryptedTextField(models.BinaryField):
    """Text that is sealed at rest; Python sees the text. It cannot be searched: keep a digest beside it.

    `digest_in` = (column, purpose) names that digest, so that a rotation of keys can recompute it.
    """

    if TYPE_CHECKING:
        _pyi_private_set_type: str
        _pyi_private_get_type: str  # type: ignore[assignment]

    def __init__(self, *args: Any, digest_in: tuple[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.digest_in = digest_in

    def get_prep_value(self, value: Any) -> Any:
        if value is None or isinstance(value, bytes | memoryview):
            return value
        return encrypt(value) if value else b""

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(self.get_prep_value(value), connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        if value is None:
            return None
        return decrypt(value) if len(value) else ""

    def to_python(self, value: Any) -> Any:
        return value
