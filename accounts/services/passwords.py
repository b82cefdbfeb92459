"""Temporary passwords: shown once to the administrator who made them, changed at the next sign-in (SEC05)."""

from __future__ import annotations

import secrets

# Without signs that look alike on paper: 0 O, 1 l I, 2 Z, 5 S.
_LETTERS = "abcdefghijkmnpqrtuvwxyACDEFGHJKLMNPQRTUVWXY"
_DIGITS = "346789"


def temporary_password() -> str:
    """Ten signs, letters and digits mixed, easy to read out."""
    signs = [secrets.choice(_LETTERS) for _ in range(6)] + [secrets.choice(_DIGITS) for _ in range(4)]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)
