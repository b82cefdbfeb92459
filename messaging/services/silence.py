"""Silence begins and is lifted; each with who, why and the source that told it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core import clock
from core.audit import acting
from messaging.models import Silence


@dataclass(frozen=True, slots=True)
class NewSilence:
    """A person to be left in peace; `phone_digest` and `phone_last4` of the number that was theirs, if it is known."""

    person_id: int
    reason: str
    source: str
    area: str = ""
    phone_digest: bytes | None = None
    phone_last4: str = ""


def silence(people: Sequence[NewSilence], *, by: str, why: str) -> dict[int, int]:
    """Begin silence; returns {person: silence id}, the standing one for whom it was silent already for the same reason."""
    if not people:
        return {}
    reasons = {one.reason for one in people}
    with acting(by=by, why=why):
        Silence.objects.bulk_create(
            [
                Silence(
                    person_id=one.person_id,
                    area_code=one.area,
                    phone_digest=one.phone_digest,
                    phone_last4=one.phone_last4,
                    reason=one.reason,
                    source=one.source,
                    since=clock.now(),
                    recorded_by=by,
                )
                for one in people
            ],
            batch_size=2000,
            ignore_conflicts=True,
        )
    standing = Silence.objects.filter(
        person_id__in=[one.person_id for one in people], reason__in=reasons, until=None
    ).values_list("person_id", "pk")
    return dict(standing)


def lift(ids: Iterable[int], *, by: str, why: str) -> list[int]:
    """End silence; returns those that were standing."""
    with acting(by=by, why=why):
        standing = list(
            Silence.objects.select_for_update().filter(pk__in=list(ids), until=None).values_list("pk", flat=True)
        )
        Silence.objects.filter(pk__in=standing).update(until=clock.now(), lifted_why=why[:200])
    return standing
