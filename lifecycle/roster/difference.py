"""What changed between a roster of before (published, or as known then) and now, and why: each change with the fact or
event that explains it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from core.event_log import Told, told_about
from lifecycle.models import RosterVersion
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.explain import Explanation, explain_many
from lifecycle.roster.select import Member
from lifecycle.selectors.versions import Frozen, frozen_rows

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
# Tells the reader about the others; not a fact of its own.
_NOT_COMPARED = {"remark"}


@dataclass(frozen=True)
class Cell:
    """A column that changed, in words; sensitive values masked."""

    header: str
    before: str
    after: str


@dataclass(frozen=True)
class Reason:
    """Why, in words, with the source string of the row that says so."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Change:
    """One person added, removed or changed; `explained` is False when no event or parameter accounts for it."""

    kind: str
    person_id: int
    uid: UUID
    name: str
    area: str
    cells: list[Cell] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    explained: bool = False


@dataclass(frozen=True)
class Before:
    """The roster that now is compared with: its rows, the moment it was made of, its day, the parameter values it used."""

    rows: Mapping[int, Frozen | Member]
    known: dt.datetime
    as_of: dt.date
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class Difference:
    """All changes since a roster of before."""

    changes: list[Change]

    def of_kind(self, kind: str) -> list[Change]:
        return [change for change in self.changes if change.kind == kind]

    @property
    def added(self) -> int:
        return len(self.of_kind(ADDED))

    @property
    def removed(self) -> int:
        return len(self.of_kind(REMOVED))

    @property
    def changed(self) -> int:
        return len(self.of_kind(CHANGED))

    @property
    def unexplained(self) -> int:
        return sum(not change.explained for change in self.changes)


def difference_to_now(roster: Roster, context: Context, since: RosterVersion, now: list[Member]) -> Difference:
    """Compare a version with the roster as `read()` gives it. Run inside `context.reaching()`."""
    frozen = {row.person_id: row for row in frozen_rows(since)}
    return difference(roster, context, Before(frozen, since.published_at, since.as_of, since.parameters), now)


def difference(roster: Roster, context: Context, since: Before, now: list[Member]) -> Difference:
    """Compare a roster of before with that of `context`, as `read()` gives it. Run inside `context.reaching()`."""
    after = {member.person_id: member for member in now}
    bare = bare_changes(roster, since.rows, after)
    related = {member.person_id: roster.related(member.row) for member in now}
    return explain_changes(roster, context, since, bare, related)


def explain_changes(
    roster: Roster, context: Context, since: Before, bare: list[Change], related: Mapping[int, Mapping[int, str]]
) -> Difference:
    """Bare changes with what accounts for each; `related`: whose events may change a person's row too."""
    ids = [change.person_id for change in bare]
    if not ids:
        return Difference([])
    events = _events_by_person({person: related.get(person, {}) for person in ids}, since)
    explained = explain_many(roster, context, ids)
    parameter = _parameter_reason(context, since)
    return Difference([_with_reasons(change, events, explained, parameter, since) for change in bare])


def compare(roster: Roster, before: Frozen | Member, after: Frozen | Member) -> list[Cell]:
    """The columns in which two rows of one person differ."""
    cells = []
    for column in roster.columns:
        if not column.collected or not column.compared or column.key in _NOT_COMPARED:
            continue
        old, new = before.values.get(column.key, ""), after.values.get(column.key, "")
        if old != new:
            shown = column.mask if column.sensitive and column.mask else str
            cells.append(Cell(column.header, shown(old), shown(new)))
    return cells


def bare_changes(
    roster: Roster, before: Mapping[int, Frozen | Member], after: Mapping[int, Frozen | Member]
) -> list[Change]:
    """Who is new, gone or different, without reasons yet."""
    found = []
    for person_id, member in after.items():
        old = before.get(person_id)
        if old is None:
            found.append(Change(ADDED, person_id, member.uid, member.values["name"], member.area))
        elif cells := compare(roster, old, member):
            found.append(Change(CHANGED, person_id, member.uid, member.values["name"], member.area, cells))
    for person_id, old in before.items():
        if person_id not in after:
            found.append(Change(REMOVED, person_id, old.uid, old.values["name"], old.area))
    return found


def _events_by_person(related: dict[int, Mapping[int, str]], since: Before) -> dict[int, list[Reason]]:
    """What was told since, of each person and of those whose events change the person's row too."""
    everybody = {*related, *(other for others in related.values() for other in others)}
    told: dict[int, list[Told]] = defaultdict(list)
    for event in told_about(everybody, recorded_after=since.known, or_occurred_after=since.as_of):
        told[event.person_id].append(event)
    return {
        person: [_told_reason(event) for event in told[person]]
        + [_told_reason(event, word) for other, word in others.items() for event in told[other]]
        for person, others in related.items()
    }


def _told_reason(event: Told, whose: str = "") -> Reason:
    return Reason(f"{event.occurred_on} {whose}{event.title}", event.source)


def _parameter_reason(context: Context, since: Before) -> Reason | None:
    changed = [
        f"{reading.parameter.name} {since.parameters.get(key)} → {reading.value}"
        for key, reading in context.readings.items()
        if since.parameters.get(key) != reading.value
    ]
    return Reason(f"参数改了：{'；'.join(changed)}") if changed else None


def _with_reasons(
    change: Change,
    events: dict[int, list[Reason]],
    explained: dict[int, Explanation],
    parameter: Reason | None,
    since: Before,
) -> Change:
    told = events.get(change.person_id, [])
    judged = explained.get(change.person_id)
    if judged is None:
        told = [Reason("底册里已经没有这个人（并入了另一条记录）")]
    facts = _new_facts(judged, since) if judged else []
    accounted = [*told, *facts, *([parameter] if parameter else [])]
    failing = judged.failing if judged else []
    against = [Reason(leaf.otherwise, leaf.evidence.source) for leaf in failing if leaf.otherwise]
    last = [] if accounted else [Reason("没有事件解释这个变化，请核对。")]
    return Change(
        change.kind,
        change.person_id,
        change.uid,
        change.name,
        change.area,
        change.cells,
        list(dict.fromkeys([*against, *accounted, *last])),
        bool(accounted),
    )


def _new_facts(judged: Explanation, since: Before) -> list[Reason]:
    """Dated facts that began between the day of the version and the day asked for."""
    return [
        Reason(leaf.otherwise if leaf in judged.failing else leaf.value, leaf.evidence.source)
        for leaf in judged.leaves
        if leaf.evidence.since and since.as_of < leaf.evidence.since <= judged.context.as_of
    ]
