"""Areas change: merged, split, renamed, moved under another street, from a day on (handbook §1.4: 撤并时保留旧码→新码映射).

One change is one transaction: the tree first, then everything that follows it (accounts/following.py). A change of a day to come
waits and is carried out on its day; until something later depends on it, it can be undone without a trace in the present.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.db import connection

from accounts.domain.area_plan import AreaPlan, enclosing, is_past
from accounts.following import Act, Figure, in_order
from accounts.models import AreaChange, User
from accounts.services.area_tree_change import change_tree, restore_tree
from accounts.tree import area_tree, forget_areas
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.scope import as_system

PERMISSION = "area.edit"
MOST_BACK = dt.timedelta(
    days=92
)  # a document arrives some weeks late; further back published lists would lose their ground
MOST_AHEAD = dt.timedelta(days=366)
WALL = "an area's records belong to many; the officer's grant covers the whole of every area that changes"
log = logging.getLogger(__name__)
Status = AreaChange.Status


def preview(plan: AreaPlan, *, on: dt.date, by: User) -> list[Figure]:
    """What would follow, figure by figure. The same refusals as `propose`."""
    _check(plan, on, by)
    act = Act(plan, on, by)
    with as_system(WALL):
        return [figure for follower in in_order() for figure in follower.preview(act)]


def propose(plan: AreaPlan, *, on: dt.date, document: str, by: User, reason: str = "") -> AreaChange:
    """Decide a change: carried out at once when its day has come, else on its day.

    UserError for a day too far away or without a document, NotAllowed and NotFound out of the officer's areas, Conflict when
    another change that waits touches the same areas.
    """
    _check(plan, on, by)
    if not document.strip():
        raise UserError("要写依据文件。", field="document", remedy="写文件名和文号，例如 穗府函〔2026〕12 号。")
    with acting(by=by.username, why=f"地区变更：{plan.words}"[:120]):
        change = AreaChange.objects.create(
            kind=plan.kind,
            effective_on=on,
            area_code=enclosing([*plan.touched, *(one.code for one in plan.created)]),
            words=plan.words[:300],
            document=document.strip()[:300],
            reason=reason.strip()[:300],
            plan=plan.to_json(),
            recorded_by=by,
            recorded_at=clock.now(),
        )
        if is_past(on, clock.today()):
            _carry_out(change)
    return change


def apply_due() -> list[tuple[AreaChange, str]]:
    """Carry out every change whose day has come, each in its own transaction; returns those that could not be, with the reason.

    A change that cannot be carried out (the tree is no longer what it was made for) keeps waiting and says why.
    """
    failed = []
    with as_system("changes of areas belong to no resident"):
        due = list(AreaChange.objects.filter(status=Status.PLANNED, effective_on__lte=clock.today()).order_by("pk"))
    for change in sorted(due, key=lambda one: (one.effective_on, one.pk)):
        try:
            with acting(by=change.recorded_by.username, why=f"地区变更：{change.words}"[:120]):
                _carry_out(change)
        except UserError as error:
            log.warning("area change %s: %s", change.pk, error)
            AreaChange.objects.filter(pk=change.pk).update(details={"trouble": str(error)})
            failed.append((change, str(error)))
    return failed


def cancel(change: AreaChange, *, by: User) -> None:
    """Drop a change that waits."""
    _may(change, by)
    with acting(by=by.username, why=f"取消地区变更：{change.words}"[:120]):
        locked = AreaChange.objects.select_for_update().get(pk=change.pk)
        if locked.status != Status.PLANNED:
            raise Conflict(f"这项变更现在是「{locked.get_status_display()}」，不能取消。")
        _end(locked, Status.CANCELLED, by)


def obstacles(change: AreaChange) -> list[str]:
    """What an undo would lose now; empty when it would lose nothing."""
    act = _act(change)
    later = AreaChange.objects.filter(status__in=[Status.APPLIED, Status.PLANNED]).exclude(pk=change.pk)
    touched = {*act.plan.touched, *(one.new for one in act.plan.recodes)}
    found = [
        f"后来的变更「{other.words}」要先撤回或取消。"
        for other in later
        if other.applied_at is None or change.applied_at is None or other.applied_at > change.applied_at
        if touched & {*AreaPlan.from_json(other.plan).touched, *(one["new"] for one in other.plan["recodes"])}
    ]
    with as_system(WALL):
        return found + [words for follower in in_order() for words in follower.obstacles(act)]


def undo(change: AreaChange, *, by: User) -> None:
    """Put everything back as it was. Conflict while something later depends on it."""
    _may(change, by)
    with (
        acting(by=by.username, why=f"撤回地区变更：{change.words}"[:120], source=f"undo:{change.source}"),
        as_system(WALL),
    ):
        _one_at_a_time()
        locked = AreaChange.objects.select_for_update().get(pk=change.pk)
        if locked.status != Status.APPLIED:
            raise Conflict(f"这项变更现在是「{locked.get_status_display()}」，不能撤回。")
        if found := obstacles(locked):
            raise Conflict(f"现在不能撤回：{''.join(found)}", remedy="先处理这些，再撤回。")
        act = _act(locked)
        for follower in reversed(in_order()):
            follower.undo(act)
        restore_tree(act)
        _end(locked, Status.UNDONE, by)
    change.refresh_from_db()


def _carry_out(change: AreaChange) -> None:
    """Inside the caller's transaction."""
    with as_system(WALL):
        _one_at_a_time()
        # Read again under the lock: the job and an officer may have come at the same moment.
        locked = AreaChange.objects.select_for_update().get(pk=change.pk)
        if locked.status != Status.PLANNED:
            raise Conflict(f"这项变更现在是「{locked.get_status_display()}」。")
        _say_source(change.source)
        act = _act(locked)
        counts: dict[str, int] = {}
        change_tree(act)
        for follower in in_order():
            counts |= follower.follow(act)
        locked.counts, locked.details = counts, act.kept
        locked.status, locked.applied_at = Status.APPLIED, clock.now()
        locked.save(update_fields=["counts", "details", "status", "applied_at"])
    change.refresh_from_db()


def _act(change: AreaChange) -> Act:
    return Act(
        AreaPlan.from_json(change.plan), change.effective_on, change.recorded_by, change.pk, dict(change.details)
    )


def _one_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('area-change', 0))")


def _say_source(source: str) -> None:
    """The history of every row it changes names the change: known only once the change has its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_metadata',"
            " jsonb_set(current_setting('pghistory.context_metadata')::jsonb, '{source}', to_jsonb(%s::text))::text, true)",
            [source],
        )


def _check(plan: AreaPlan, on: dt.date, by: User) -> None:
    _covers(by, [*plan.touched, *(one.code for one in plan.created)])
    today = clock.today()
    if on < today - MOST_BACK:
        raise UserError(
            f"{on} 太早：最多倒填 {MOST_BACK.days} 天。",
            field="effective_on",
            remedy="更早的变更会让已发布的名册对不上。",
        )
    if on > today + MOST_AHEAD:
        raise UserError(f"{on} 太远：最多提前一年登记。", field="effective_on")
    touched = set(plan.touched)
    for waiting in AreaChange.objects.filter(status=Status.PLANNED):
        if touched & set(AreaPlan.from_json(waiting.plan).touched):
            raise Conflict(
                f"「{waiting.words}」（{waiting.effective_on} 生效）也动这些地区。", remedy="请等它生效，或先取消它。"
            )
    tree = area_tree()
    for code in touched:
        node = tree.get(code)
        if node is not None and node.since is not None and node.since >= on:
            raise UserError(f"{node.name} {node.since} 才设立。", field="effective_on", remedy="生效日要在那之后。")


def _may(change: AreaChange, by: User) -> None:
    plan = AreaPlan.from_json(change.plan)
    _covers(by, [*plan.touched, *(one.code for one in plan.created)])


def _covers(by: User, codes: list[str]) -> None:
    if not by.has_permission(PERMISSION):
        raise NotAllowed("地区变更归区级工作人员登记。")
    scope = by.scope(PERMISSION)
    if not all(scope.covers(code) for code in codes):
        raise NotFound("这个地区不在你的范围里。", remedy="请选你所在区的街道、社区。")


def _end(change: AreaChange, status: Any, by: User) -> None:
    change.status, change.ended_by, change.ended_at = status, by.username, clock.now()
    change.save(update_fields=["status", "ended_by", "ended_at"])
    forget_areas()
