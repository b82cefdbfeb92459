"""Taking an event back: voided, or corrected by another one told in its stead. Both stay on the timeline, with the reason."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.event_views import EventView, close_events, event_view, event_views, events_caused_by
from core.scope import EVERYWHERE, as_system
from lifecycle.models import Statement
from lifecycle.telling.declaration import LifeEvent, Reverting, life_events, not_told
from lifecycle.telling.persons import Named
from lifecycle.telling.tell import Told, tell

PERMISSION = "event.void"
NO_EVENT = "没有这件事，或者不在你的范围里。"
WALL = "what an event did may lie with people of another area; whether this user may void it was asked before"


@dataclass(frozen=True)
class Said:
    """What was said when an event was told: to prefill its correction. Empty for events of files and of older pages."""

    subjects: Mapping[str, list[str]] = field(default_factory=dict)
    payload: Mapping[str, Any] = field(default_factory=dict)


def void_event(*, uid: UUID, reason: str, by: Any) -> EventView:
    """The event never happened: its effect on the base is taken back, the rules take back theirs.

    NotFound outside the area; Conflict when it is closed already, or names what rests on it.
    """
    reason = _reason(reason, "作废")
    with acting(by=by.username, why=reason, source=f"desk:{by.username}"):
        event = _standing(uid, by)
        _revert(event, reason, by, corrected=False)
        return event_views([event.id])[0]


def correct_event(
    *,
    uid: UUID,
    reason: str,
    subjects: Mapping[str, Sequence[Named]],
    occurred_on: dt.date,
    payload: Mapping[str, Any],
    source: str,
    by: Any,
    source_key: str = "",
    evidence: Mapping[str, str] | None = None,
) -> Told:
    """The event happened otherwise: the old one is taken back and marked as corrected, the new one told, in one transaction."""
    reason = _reason(reason, "更正")
    with acting(by=by.username, why=reason, source=source):
        event = _standing(uid, by)
        _revert(event, reason, by, corrected=True)
        return tell(
            kind=event.kind,
            subjects=subjects,
            occurred_on=occurred_on,
            payload=payload,
            source=source,
            source_key=source_key,
            evidence=evidence,
            corrects=event.id,
            by=by,
        )


def why_not_voided(event: EventView, *, by: Any) -> str:
    """Why this user cannot void or correct the event; empty when nothing is in the way before trying."""
    own = event.recorded_by == by.username
    if not by.has_permission(PERMISSION) or not (own or event.within(by.scope(PERMISSION))):
        return "作废和更正不在你的职责里。"
    if not event.stands:
        return f"这件事{event.status_word}。"
    declared = life_events.get(event.kind)
    if declared is None:
        rest = not_told.get(event.kind)
        return f"这类事不单独作废：{rest.words}" if rest else "这类事不单独作废。"
    return declared.never_voided if declared.revert is None else ""


def said_of(event: EventView) -> Said:
    """What was said when it was told."""
    statement = Statement.objects.filter(event_id=event.id).first()
    if statement is None or not statement.said:
        return Said()
    said = json.loads(statement.said)
    return Said(said.get("subjects", {}), said.get("payload", {}))


def _reason(reason: str, act: str) -> str:
    reason = reason.strip()
    if not reason:
        raise UserError(f"请写为什么{act}。", field="reason", remedy="例如：报错了人；证件上是另一天。")
    if len(reason) > 120:
        raise UserError("事由太长。", field="reason", remedy="最多 120 字。")
    return reason


def _standing(uid: UUID, by: Any) -> EventView:
    if not by.has_permission(PERMISSION):
        raise NotAllowed("作废和更正不在你的职责里。", remedy="请找所在社区的专干。")
    event = event_view(uid, scope=by.scope(PERMISSION), teller=by.username, lock=True)
    if event is None:
        raise NotFound(NO_EVENT)
    if words := why_not_voided(event, by=by):
        raise Conflict(words)
    return event


def _revert(event: EventView, reason: str, by: Any, *, corrected: bool) -> None:
    """The base first: when something rests on the event, nothing at all is changed."""
    declared: LifeEvent = life_events[event.kind]
    with as_system(WALL):
        statement = Statement.objects.filter(event_id=event.id).first()
        along = list(statement.along) if statement else []
        # What the same act told beside it: a widowing beside the death. What rules told later is theirs to take back.
        along += [one.id for one in events_caused_by(event.id, scope=EVERYWHERE) if one.source == event.source]
        gone = Reverting(
            event.id, event.uid, event.kind, event.occurred_on, event.recorded_at, event.source, event.payload,
            tuple((subject.person_id, subject.role) for subject in event.subjects), reason, by,
            statement.footprint if statement else None, (event.id, *along),
        )  # fmt: skip
        if declared.revert is not None:
            declared.revert(gone)
        if not close_events([event.id], reason=reason, corrected=corrected):
            raise Conflict("这件事刚刚已经作废或更正。", remedy="请刷新后再看。")
        close_events(along, reason=reason, corrected=corrected)
