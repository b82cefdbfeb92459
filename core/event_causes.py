"""What had caused an event."""

from __future__ import annotations

from core.models import Event


def cause_chain(event: int, *, most: int = 8) -> list[Event]:
    """An event and what had caused it, back to the first cause: the death behind a widowing behind a task."""
    found: list[Event] = []
    following: int | None = event
    while following is not None and len(found) < most:
        row = Event.objects.filter(pk=following).first()
        if row is None:
            break
        found.append(row)
        following = row.cause_id
    return found
