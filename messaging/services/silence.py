"""Silence begins and is lifted; each with who, why and the source that told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from core import clock
from core.audit import acting
from core.bulk import insert_unless_there, reserve_ids
from messaging.models import Silence

_FIELDS = (
    "id", "person_id", "area_code", "phone_digest", "phone_last4", "reason", "source", "since", "recorded_by", "lifted_why",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NewSilence:
    """A person to be left in peace; `phone_digest` and `phone_last4` of the number that was theirs, if it is known.

    `person_id` None: a number that belongs to nobody of the base.
    """

    person_id: int | None
    reason: str
    source: str
    area: str = ""
    phone_digest: bytes | None = None
    phone_last4: str = ""


def silence(people: Sequence[NewSilence], *, by: str, why: str) -> dict[int, int]:
    """Begin silence; returns {person: silence id}, the standing one for whom it was silent already for the same reason."""
    if not people:
        return {}
    wanted = list({(one.person_id or one.phone_digest, one.reason): one for one in reversed(people)}.values())[::-1]
    with acting(by=by, why=why):
        ids = reserve_ids(Silence, len(wanted))
        written = insert_unless_there(Silence, _FIELDS, _rows(wanted, ids, by))
    placed = [(one.person_id, pk) for one, pk in zip(wanted, ids, strict=True) if one.person_id is not None]
    made = {person: pk for person, pk in placed if pk in written}
    others = [person for person, pk in placed if pk not in written]
    if others:
        reasons = {one.reason for one in people}
        standing = Silence.objects.filter(person_id__in=others, reason__in=reasons, until=None)
        made |= {person: pk for person, pk in standing.values_list("person_id", "pk") if person is not None}
    return made


def _rows(people: Sequence[NewSilence], ids: Sequence[int], by: str) -> list[tuple[Any, ...]]:
    now = clock.now().isoformat()
    return [
        (pk, one.person_id, one.area, one.phone_digest, one.phone_last4, one.reason, one.source, now, by, "")
        for one, pk in zip(people, ids, strict=True)
    ]


def lift(ids: Iterable[int], *, by: str, why: str) -> list[int]:
    """End silence; returns those that were standing."""
    with acting(by=by, why=why):
        standing = list(
            Silence.objects.select_for_update().filter(pk__in=list(ids), until=None).values_list("pk", flat=True)
        )
        Silence.objects.filter(pk__in=standing).update(until=clock.now(), lifted_why=why[:200])
    return standing
