"""Told events as a reader may see them: their people by name where the reader may see those, kinds that are nobody else's left out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.errors import NotFound
from core.event_views import (
    EventView,
    Wanted,
    corrections_of_event,
    event_view,
    event_views,
    events_caused_by,
    events_page,
)
from core.outbox import event_kinds
from core.scope import Scope
from lifecycle.models import Statement
from lifecycle.telling.closing import NO_EVENT
from lifecycle.telling.declaration import life_events
from residents.selectors.someone import Someone, people_by_id

PERMISSION = "event.view"
# What services call people in events that no declaration names.
_ROLES = {
    "subject": "当事人", "mother": "母亲", "father": "父亲", "parent": "生父母", "spouse": "配偶", "child": "子女", "ward": "被监护人",
    "guardian": "监护人", "relative": "亲属", "head": "户主", "member": "户成员", "joined": "入户的人", "left": "离户的人",
    "husband": "男方", "wife": "女方", "adopter": "收养人", "kept": "保留的记录", "lost": "并入的记录",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A person's part in an event; `person` None: lies outside the reader's area."""

    role: str
    title: str
    person: Someone | None


@dataclass(frozen=True)
class Shown:
    """An event with its people, for a list or a page."""

    event: EventView
    title: str
    icon: str
    parts: tuple[Part, ...]

    @property
    def first(self) -> Part | None:
        return self.parts[0] if self.parts else None


def private_kinds(user: Any) -> tuple[str, ...]:
    """The kinds of which this user may not read at all."""
    return tuple(kind.key for kind in event_kinds if kind.permission and not user.has_permission(kind.permission))


def shown(events: Iterable[EventView], *, user: Any) -> list[Shown]:
    """The events that the user may read, in their order, in one statement."""
    scope = user.scope("person.view")
    own = [event for event in events if _may_read(event, user)]
    people = people_by_id({subject.person_id for event in own for subject in event.subjects}, scope=scope)
    return [_shown(event, people) for event in own]


def _may_read(event: EventView, user: Any) -> bool:
    kind = event_kinds.get(event.kind)
    return not kind or not kind.permission or event.within(user.scope(kind.permission))


def _shown(event: EventView, people: dict[int, Someone]) -> Shown:
    declared, kind = life_events.get(event.kind), event_kinds.get(event.kind)
    title = declared.title if declared else kind.title if kind else event.kind
    titles = _ROLES | ({role.key: role.title for role in declared.roles} if declared else {})
    # A title that asks (谁退休) reads oddly where it answers.
    parts = tuple(
        Part(one.role, _ROLES.get(one.role) or titles.get(one.role, one.role), people.get(one.person_id))
        for one in event.subjects
    )
    return Shown(event, title, kind.icon if kind else "calendar-event", parts)


def list_told(
    user: Any, scope: Scope, wanted: Wanted, *, before: int | None = None, limit: int = 50
) -> tuple[list[Shown], int | None]:
    """A page of events, last told first, and where the next one begins (None: this was the last)."""
    page = events_page(scope, wanted, before=before, limit=limit + 1, teller=user.username)
    return shown(page[:limit], user=user), page[limit - 1].id if len(page) > limit else None


@dataclass(frozen=True)
class Page:
    """Everything that the page of an event says of other events."""

    shown: Shown
    cause: Shown | None
    caused: list[Shown]
    corrects: Shown | None
    corrected_by: list[Shown]


def told_page(uid: UUID, *, user: Any) -> Page:
    """The event with what it came from and what it led to. NotFound outside the user's area."""
    scope = user.scope(PERMISSION)
    event = event_view(uid, scope=scope, teller=user.username)
    seen = shown([event] if event else [], user=user)
    if not seen or event is None:
        raise NotFound(NO_EVENT)
    before = {
        one.event.id: one for one in shown(event_views(_ids(event.cause, event.corrects), scope=scope), user=user)
    }
    return Page(
        seen[0],
        before.get(event.cause or 0),
        shown(events_caused_by(event.id, scope=scope), user=user),
        before.get(event.corrects or 0),
        shown(corrections_of_event(event.id, scope=scope), user=user),
    )


def _ids(*ids: int | None) -> list[int]:
    return [pk for pk in ids if pk is not None]


def keys_of(events: Collection[EventView]) -> dict[int, str]:
    """{event: the source key under which it was told}, for those that a program or a desk told."""
    rows = Statement.objects.filter(event_id__in=[event.id for event in events])
    return dict(rows.values_list("event_id", "source_key"))


def uids_of(events: Sequence[Shown]) -> list[str]:
    return [str(one.event.uid) for one in events]
