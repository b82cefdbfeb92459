"""Two records of one person become one. `preview` says what would happen, `merge` does it; taking back: unmerge.py.

Nothing is deleted that the history does not keep; the record given up stays, points to the one kept, and answers for it.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import connection

from accounts.selectors.areas import area_tree
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import Scope, as_system
from residents.models import Merge, Person
from residents.services.access import NO_PERSON
from residents.services.likeness import close_pairs
from residents.services.merge_plan import MergePlan, plan_merge
from residents.services.merge_words import if_same
from residents.services.merge_write import carry_out
from residents.services.projections import project_residences

PERMISSION = "person.merge"
WALL = "both records and their relatives are seen whole; whose communities they are is checked first"


def preview(*, keep_uid: UUID, lose_uid: UUID, by: Any, choices: Mapping[str, str] | None = None) -> MergePlan:
    """What merging would do. NotFound when one of the two does not exist or is out of sight; writes nothing."""
    with as_system(WALL):
        kept, lost = _pair(Person.objects.all(), keep_uid, lose_uid, by)
        return plan_merge(kept, lost, choices or {})


def merge(
    *,
    keep_uid: UUID,
    lose_uid: UUID,
    by: Any,
    why: str = "",
    choices: Mapping[str, str] | None = None,
    on: dt.date | None = None,
) -> Merge:
    """One transaction, both rows locked in the order of their ids. `choices`: {field or "number": "kept" | "lost"}.

    Raises Conflict when the two cannot be one person, UserError with field `number` when both have a number in use and none
    was chosen, NotAllowed when a community outside the user's scope is concerned. Emits person.merged.
    """
    uid = uuid.uuid4()
    source = f"merge:{uid}"
    with acting(by=by.username, why=why or "合并两条记录", source=source), as_system(WALL):
        kept, lost = _pair(Person.objects.select_for_update().order_by("pk"), keep_uid, lose_uid, by)
        must_reach((kept, lost), by)
        plan = plan_merge(kept, lost, choices or {})
        _refuse(plan)
        areas = {person.pk: person.living_area or person.hukou_area for person in (kept, lost)}
        rows = carry_out(plan, by=by, why=why)
        project_residences([kept.pk, lost.pk])
        made = Merge.objects.create(
            uid=uid,
            kept=kept,
            lost=lost,
            merged_at=clock.now(),
            merged_by=by.username,
            why=why,
            context=_context(),
            choices=dict(choices or {}),
            rows=rows,
            counts=[line.text for line in if_same(plan)[:-1]],
        )
        close_pairs(kept, lost, by=by, why=why)
        subjects = tuple(
            Subject(person.pk, role, areas[person.pk]) for person, role in ((kept, "kept"), (lost, "lost"))
        )
        payload = {"merge": str(uid), "kept": kept.pk, "lost": lost.pk}
        emit(NewEvent("person.merged", on or clock.today(), subjects, source, payload=payload), by=by.username)
    return made


def must_reach(persons: tuple[Person, ...], by: Any) -> None:
    """Whoever decides sees everything that is decided on: each community of ours that the records name lies in the scope.

    A committee clerk thus merges pairs of the own community; a pair across communities is the street's, across streets the
    district's.
    """
    if not by.has_permission(PERMISSION):
        raise NotAllowed("合并记录不在你的职责里。", remedy="请报街道核对。")
    beyond = _beyond(persons, by.scope(PERMISSION))
    if beyond:
        raise NotAllowed(f"这两条记录还牵涉到{'、'.join(beyond)}。", remedy="跨社区的由街道合并，跨街道的由区里合并。")


def may_decide(persons: tuple[Person, ...], by: Any) -> str:
    """Why this user may not decide about these records; "" = may."""
    try:
        must_reach(persons, by)
    except NotAllowed as refused:
        return str(refused)
    return ""


def _beyond(persons: tuple[Person, ...], scope: Scope) -> list[str]:
    """Names of our communities in these records that lie outside the scope."""
    tree = area_tree()
    codes = {code for person in persons for code in (person.hukou_area, person.living_area) if code}
    nodes = [node for code in sorted(codes) if (node := tree.get(code)) and node.level == "community"]
    return [node.name for node in nodes if not scope.holds(node.code)]


def _pair(rows: Any, keep_uid: UUID, lose_uid: UUID, by: Any) -> tuple[Person, Person]:
    if keep_uid == lose_uid:
        raise UserError("这是同一条记录，不用合并。", field="other")
    scope: Scope = by.scope("person.view")
    seen = rows.filter(scope.q("hukou_area", "living_area"), uid__in=(keep_uid, lose_uid))
    found = {row.uid: row for row in seen.exclude(status=Person.Status.MERGED)}
    if len(found) < 2:
        raise NotFound(NO_PERSON)
    return found[keep_uid], found[lose_uid]


def _refuse(plan: MergePlan) -> None:
    if plan.conflicts:
        raise Conflict(plan.conflicts[0])
    if plan.number.open:
        raise UserError(
            "两条记录各有一个在用的证号。", field="number", remedy="请选留用哪一个；另一个留作历史，仍可凭它找到此人。"
        )


def _context() -> str:
    """The id under which the history keeps what this transaction changes (core.audit.acting)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('pghistory.context_id')")
        return str(cursor.fetchone()[0])
