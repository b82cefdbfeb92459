"""Publishing a roster: frozen rows with a number and a hash. A later publication supplements the one before it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.db import connection

from accounts.selectors.area_history import ground_words
from core import clock
from core.errors import Conflict, NotAllowed, UserError
from lifecycle.models import RosterChange, RosterEntry, RosterVersion
from lifecycle.roster.context import reaching
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.difference import Change, Difference, difference_to_now
from lifecycle.roster.select import Member, read
from lifecycle.selectors.versions import latest_version
from residents.selectors.ground import THEN

_BATCH = 2000


def publish(roster: Roster, context: Context, *, by: Any, note: str = "", expected: int | None = None) -> RosterVersion:
    """Freeze the roster as it stands. The first publication of a period is number 1; a later one is a supplement and keeps
    what it adds, removes and changes with the reasons.

    `expected`: the number the user saw on the button; Conflict when somebody else has published meanwhile, or when nothing
    differs from the last version. NotAllowed without `roster.publish` for the area.
    """
    if context.boundary != THEN:
        raise UserError("按现在的界线算的名册只看、只导出，不发布。", remedy="请按当时的界线发布。")
    if (ground := ground_words(context.area, context.as_of)).absent:
        raise UserError(f"{ground.text}没有名册可发布。", remedy="请看它的前身或后继。")
    if not by.scope("roster.publish").covers(context.area):
        raise NotAllowed(f"你的岗位不能发布{roster.title}名册。", remedy="请社区或街道有发布权的同事来发布。")
    if context.known_at:
        raise Conflict("这是那时的名册，只看、只导出，不发布。", remedy="回到现在再发布。")
    with reaching(by, context):
        _one_at_a_time(roster, context)
        before = latest_version(roster.key, context.period, context.area)
        number = before.number + 1 if before else 1
        if expected is not None and expected != number:
            raise Conflict(f"刚刚已经有人发布了第 {number - 1} 次。", remedy="请刷新，看过差异再发布。")
        rows = read(roster, context)
        difference = difference_to_now(roster, context, before, rows) if before else None
        if difference is not None and not difference.changes:
            raise Conflict(f"和第 {number - 1} 次发布没有差别，不用再发布。")
        version = _write_version(roster, context, rows, by=by, number=number, before=before, note=note)
        _write_entries(roster, context, version, rows)
        _write_changes(version, difference)
    return version


def _one_at_a_time(roster: Roster, context: Context) -> None:
    """Two publications of one roster, period and area wait for each other (until the transaction ends)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{roster.key}/{context.period}/{context.area}"]
        )


def _write_version(
    roster: Roster,
    context: Context,
    rows: list[Member],
    *,
    by: Any,
    number: int,
    before: RosterVersion | None,
    note: str,
) -> RosterVersion:
    parameters = {key: reading.value for key, reading in context.readings.items()}
    return RosterVersion.objects.create(
        roster=roster.key,
        period=context.period,
        area_code=context.area,
        number=number,
        as_of=context.as_of,
        published_at=clock.now(),
        published_by=by,
        note=note,
        rows=len(rows),
        sha256=fingerprint(context, parameters, [(row.person_id, row.category, row.area, row.values) for row in rows]),
        parameters=parameters,
        supplements=before,
    )


def fingerprint(context: Context, parameters: dict[str, Any], rows: list[tuple[int, str, str, dict[str, str]]]) -> str:
    """SHA-256 over the content in one canonical writing: what was asked, by which parameters, and every row in order."""
    digest = hashlib.sha256()
    head = [context.period, context.area, context.as_of.isoformat(), parameters]
    for part in (head, *rows):
        digest.update(json.dumps(part, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _write_entries(roster: Roster, context: Context, version: RosterVersion, rows: list[Member]) -> None:
    sensitive = {column.key for column in roster.columns if column.sensitive}
    leaves = [leaf for top in roster.criteria for leaf in (top.any_of or (top,)) if leaf.evidence]
    entries = []
    for position, row in enumerate(rows, start=1):
        sealed = {key: value for key, value in row.values.items() if key in sensitive}
        values = {key: value for key, value in row.values.items() if key not in sensitive}
        evidence = [(leaf.key, leaf.evidence(context, row.row)) for leaf in leaves if leaf.evidence]
        entries.append(
            RosterEntry(
                version=version,
                position=position,
                person_id=row.person_id,
                category=row.category,
                area_code=row.area,
                values={"uid": str(row.uid), **values},
                sealed=json.dumps(sealed, ensure_ascii=False),
                why=[{"key": key, "value": found.value, "source": found.source} for key, found in evidence],
            )
        )
    RosterEntry.objects.bulk_create(entries, batch_size=_BATCH)


def _write_changes(version: RosterVersion, difference: Difference | None) -> None:
    if difference is None:
        return
    RosterChange.objects.bulk_create([_change_row(version, change) for change in difference.changes], batch_size=_BATCH)


def _change_row(version: RosterVersion, change: Change) -> RosterChange:
    return RosterChange(
        version=version,
        person_id=change.person_id,
        kind=change.kind,
        name=change.name,
        area_code=change.area,
        columns=[{"header": cell.header, "before": cell.before, "after": cell.after} for cell in change.cells],
        reasons=[{"text": reason.text, "source": reason.source} for reason in change.reasons],
        explained=change.explained,
    )
