"""Codes that people copy by hand: secrets in groups for a phone, recovery codes for a drawer."""

from __future__ import annotations

import base64
import secrets

SECRET_BYTES = 20  # RFC 4226 R6: 160 bits
CODES, CODE_LENGTH = 10, 12
# Without signs that look alike on paper (0 o, 1 l i): 31 signs, 59 bits a code.
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def new_secret() -> str:
    """A shared secret in base32, as phones take it."""
    return base64.b32encode(secrets.token_bytes(SECRET_BYTES)).decode()


def secret_bytes(secret: str) -> bytes:
    """The same, as the algorithm takes it."""
    return base64.b32decode(secret)


def in_groups(text: str, size: int = 4, between: str = " ") -> str:
    """`JBSWY3DP` → `JBSW Y3DP`."""
    return between.join(text[start : start + size] for start in range(0, len(text), size))


def new_recovery_codes() -> list[str]:
    """Ten codes like `k3mp-7qxa-9dhr`."""
    return [in_groups("".join(secrets.choice(_SIGNS) for _ in range(CODE_LENGTH)), between="-") for _ in range(CODES)]


def plain(typed: str) -> str:
    """What was typed, without what people put between: small letters and digits."""
    return "".join(sign for sign in typed.lower() if sign.isalnum())
