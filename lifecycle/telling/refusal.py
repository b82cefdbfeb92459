"""What is wrong with something told: several places at once, each with its sentence."""

from __future__ import annotations

from collections.abc import Mapping

from core.errors import UserError


class TellingRefused(UserError):
    """`errors`: {place: sentences}; a place reads `occurred_on`, `subjects.wife`, `payload.registry`, `evidence.text`."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        place, sentences = next(iter(errors.items()))
        super().__init__(sentences[0], field=place)
        self.errors = dict(errors)


def place_of_role(role: str) -> str:
    return f"subjects.{role}"


def place_of_field(key: str) -> str:
    return f"payload.{key}"
