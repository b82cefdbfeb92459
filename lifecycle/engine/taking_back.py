"""What a rule did because of an event that was voided: taken back, handed on to another event, or put before a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from core import clock
from core.audit import acting
from core.dispatching import EventRow, read_events
from lifecycle.engine.declaration import Applying, TakenBack, effect_kinds
from lifecycle.engine.reacting import apply_all
from lifecycle.models import Effect

_HANDED_ON = "由后来的同一件事接着"
_NEVER_DONE = "同一件事先前已办，这一次没有另办"


def take_back(rule: str, events: list[EventRow]) -> Counter[int]:
    """Take back what a rule did because of these events, all or nothing; returns effects by event id.

    Where a later event that stands had planned the same, the effect passes on to it.
    """
    with acting(by="system", why="收回", source=f"rule:{rule}"):
        told = {event.id: event for event in events}
        rows = list(Effect.objects.filter(rule=rule, event_id__in=list(told)).order_by("id").select_for_update())
        _close([row for row in rows if row.state == Effect.State.REPEATED], _NEVER_DONE)
        applied = [row for row in rows if row.state == Effect.State.APPLIED]
        heirs = _heirs(rule, applied)
        same = [row for row in applied if row.key in heirs and _alike(row, heirs[row.key])]
        others = [row for row in applied if row not in same]
        _hand_on(same, heirs)
        _undo(others, told, heirs)
    return Counter(row.event_id for row in applied)


def _heirs(rule: str, rows: Iterable[Effect]) -> dict[str, Effect]:
    """Key → the earliest effect that another event planned as well."""
    keys = [row.key for row in rows]
    repeated = Effect.objects.filter(rule=rule, key__in=keys, state=Effect.State.REPEATED).order_by("-id")
    return {row.key: row for row in repeated} if keys else {}


def _alike(row: Effect, heir: Effect) -> bool:
    return (row.kind, row.data, row.person_id, row.area_code) == (heir.kind, heir.data, heir.person_id, heir.area_code)


def _close(rows: Iterable[Effect], words: str, state: str = Effect.State.UNDONE) -> None:
    Effect.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=state, undone_at=clock.now(), undone_words=words
    )


def _hand_on(rows: list[Effect], heirs: Mapping[str, Effect]) -> None:
    """The effect stays as it is and stands under the later event."""
    _close(rows, _HANDED_ON)
    inherited = []
    for row in rows:
        heir = heirs[row.key]
        heir.state, heir.target = Effect.State.APPLIED, row.target
        inherited.append(heir)
    Effect.objects.bulk_update(inherited, ["state", "target"], batch_size=500)


def _undo(rows: list[Effect], told: Mapping[int, EventRow], heirs: Mapping[str, Effect]) -> None:
    answers = _answers(rows, told)
    stuck = [row for row in rows if not answers[row.pk].done]
    _hand_on([row for row in stuck if row.key in heirs], heirs)
    now = clock.now()
    changed = [row for row in rows if answers[row.pk].done or row.key not in heirs]
    for row in changed:
        answer = answers[row.pk]
        row.state = Effect.State.UNDONE if answer.done else Effect.State.ASKED
        row.undone_at, row.undone_words = now, answer.words[:300]
    Effect.objects.bulk_update(changed, ["state", "undone_at", "undone_words"], batch_size=500)
    _begin([heirs[row.key] for row in rows if answers[row.pk].done and row.key in heirs])


def _answers(rows: list[Effect], told: Mapping[int, EventRow]) -> dict[int, TakenBack]:
    groups: dict[tuple[str, str], list[Applying]] = defaultdict(list)
    for row in rows:
        event = told[row.event_id]
        groups[row.kind, event.reason or "事件已作废"].append(_applying(row, event))
    answers: dict[int, TakenBack] = {}
    for (kind, reason), effects in groups.items():
        answers |= effect_kinds[kind].undo(effects, reason)
    silent = TakenBack(False, "没有说明收回了没有")
    return {row.pk: answers.get(row.pk, silent) for row in rows}


def _begin(heirs: list[Effect]) -> None:
    """What another event planned as well is done now, in its name."""
    if not heirs:
        return
    events = {event.id: event for event in read_events([row.event_id for row in heirs])}
    by_kind: dict[str, list[Applying]] = defaultdict(list)
    for row in heirs:
        by_kind[row.kind].append(_applying(row, events[row.event_id]))
    targets = apply_all(by_kind)
    for row in heirs:
        row.state, row.target, row.at = Effect.State.APPLIED, targets.get(row.pk, ""), clock.now()
    Effect.objects.bulk_update(heirs, ["state", "target", "at"], batch_size=500)


def _applying(row: Effect, event: EventRow) -> Applying:
    return Applying(
        id=row.pk,
        rule=row.rule,
        event=row.event_id,
        source=event.source,
        person=row.person_id,
        area=row.area_code,
        key=row.key,
        words=row.words,
        data=row.data,
        occurred_on=event.occurred_on,
        target=row.target,
    )
