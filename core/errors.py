"""Errors that a person reads. Each says what is wrong and how to mend it, in plain Chinese."""

from __future__ import annotations


class UserError(Exception):
    """Something the user can mend. `field` names the input at fault, `remedy` says how to mend it."""

    def __init__(self, message: str, *, field: str = "", remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}{self.remedy}"


class NotFound(UserError):
    """Does not exist, or lies outside the user's scope: the two read alike."""


class NotAllowed(UserError):
    """The user's grants do not include this act."""


class Conflict(UserError):
    """The base says something that this act would contradict."""


class FileRefused(UserError):
    """A whole file that cannot be judged: unreadable, encrypted, columns missing or shifted. Nothing was written."""
