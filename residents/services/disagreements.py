"""说法不一: written down when two sources differ, closed when they agree or somebody decides.

Nothing here changes what the base says; taking the other side's word is a correction at the desk (adopt.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core import clock
from core.bulk import insert_rows
from core.crypto import keyring
from residents.domain.sources import feed_of
from residents.models import Disagreement, Person

State = Disagreement.State


@dataclass(frozen=True, slots=True)
class Claim:
    """One field on which two sources differ; values as text (`as_text`); `source` is the row that brought it to light."""

    person_id: int
    field: str
    standing: str
    standing_source: str
    other: str
    other_source: str
    source: str


def as_text(value: Any) -> str:
    """A field's value as disagreements keep it: dates in ISO form, nothing as ""."""
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def note_claims(claims: Iterable[Claim], *, by: Any, why: str = "") -> int:
    """Write disagreements that are new; an open one of the same office gets the newer words. Returns how many are new."""
    wanted = {(c.person_id, c.field, feed_of(c.other_source)): c for c in claims}
    if not wanted:
        return 0
    rows = Disagreement.objects.filter(person_id__in={key[0] for key in wanted}, state=State.OPEN)
    standing = {(row.person_id, row.field, row.other_feed): row for row in rows}
    ring, said = keyring(), (clock.now(), by.username, why)
    fresh = []
    for key, claim in wanted.items():
        row = standing.get(key)
        if row is None:
            sealed = (ring.encrypt(claim.standing), ring.encrypt(claim.other))
            fresh.append(
                (claim.person_id, claim.field, sealed[0], claim.standing_source, sealed[1], claim.other_source, key[2],
                 State.OPEN.value, "", "", *said, claim.source)
            )  # fmt: skip
        elif (row.other, row.standing) != (claim.other, claim.standing):
            row.standing, row.standing_source = claim.standing, claim.standing_source
            row.other, row.other_source = claim.other, claim.other_source
            row.save(update_fields=["standing", "standing_source", "other", "other_source"])
    return insert_rows(Disagreement, _FIELDS, fresh)


_FIELDS = (
    "person_id", "field", "standing", "standing_source", "other", "other_source", "other_feed", "state", "decided_by",
    "reason", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip


def close_agreed(agreed: Iterable[tuple[int, str]]) -> int:
    """Open disagreements of (person, id of the disagreement as text) that the sources have settled by themselves."""
    ids = [int(pk) for _, pk in agreed]
    if not ids:
        return 0
    return Disagreement.objects.filter(pk__in=ids, state=State.OPEN).update(state=State.AGREED, decided_at=clock.now())


def close_where_same(person: Person) -> int:
    """After a correction: whatever the base now says as the other source did is no disagreement any more."""
    same = [
        (person.pk, str(row.pk))
        for row in Disagreement.objects.filter(person=person, state=State.OPEN)
        if hasattr(person, row.field) and row.other == as_text(getattr(person, row.field))
    ]
    return close_agreed(same)


def known_claims(people: Sequence[int]) -> dict[tuple[int, str, str], list[Disagreement]]:
    """{(person, field, office's feed): disagreements, newest first}, for judging what a row repeats."""
    found: dict[tuple[int, str, str], list[Disagreement]] = {}
    for row in Disagreement.objects.filter(person_id__in=people).order_by("-pk"):
        found.setdefault((row.person_id, row.field, row.other_feed), []).append(row)
    return found
