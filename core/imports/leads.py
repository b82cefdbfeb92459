"""Leads, as the areas decide about them: 收下, 派发, 不是我们的.

Accepting judges the row again as the taker's own and commits it by the feed's own way; its source stays the file and line it
came in. Nothing enters the base by itself.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from core import clock
from core.audit import acting
from core.domain.area_codes import area_prefix
from core.errors import Conflict, NotFound, UserError
from core.imports.checking import judge
from core.imports.committing import batch_source
from core.imports.feed import Check, Commit, Feed, Row, feeds
from core.imports.passing import WAITING, decide, step
from core.imports.reading import read_row, unpack
from core.models import ImportBatch, Lead
from core.scope import as_system
from core.ui.area_names import area_name

State = Lead.State
_STREET, _COMMUNITY = 9, 12
WALL = "a lead lies in another area than the user's until it is passed on; the first wall was asked before"


def visible_leads(by: Any) -> QuerySet[Lead]:
    """Leads that lie in the user's areas, of feeds the user may import."""
    allowed = Q(pk__in=[])
    for feed in feeds:
        if by.has_permission(feed.permission):
            allowed |= Q(by.scope(feed.permission).q("area_code"), feed=feed.key)
    return Lead.objects.filter(allowed)


def to_come(by: Any) -> int:
    """How many rows that name the user's areas still wait for a superior to dispatch them: a number, nothing else."""
    named = Q(pk__in=[])
    for feed in feeds:
        if by.has_permission(feed.permission):
            scope = by.scope(feed.permission)
            named |= Q(scope.q("named_area"), feed=feed.key) & ~Q(scope.q("area_code"))
    with as_system("a number of leads that name the user's own areas"):
        return Lead.objects.filter(named, state=State.DISPATCH).count()


def lead_of(uid: UUID, *, by: Any) -> Lead:
    """A lead that lies in the user's areas. NotFound otherwise."""
    lead = visible_leads(by).filter(uid=uid).first()
    if lead is None:
        raise NotFound("没有这条线索，或者不在你的范围里。")
    return lead


def judged_again(lead: Lead, *, by: Any, decision: str = "") -> Row:
    """The row as it would be judged if the user had brought it."""
    with as_system("matching needs the whole base; the row is held against the user's scope"):
        batch = ImportBatch.objects.get(pk=lead.batch_id)
        return _judged(lead, batch, feeds[lead.feed], by, decision)


def _judged(lead: Lead, batch: ImportBatch, feed: Feed, by: Any, decision: str, chosen: str = "") -> Row:
    reading = batch.counts.get("reading", {})
    row = Row(lead.line, unpack(lead.raw), decided=decision, chosen=chosen)
    check = Check(by, by.scope(feed.permission), clock.today(), date_shift=reading.get("date_shift", 0))
    read_row(row, feed, reading.get("columns", {}), check)
    judge(feed, [row], check)
    return row


def take(lead: Lead, *, by: Any, decision: str = "", chosen: str = "") -> Lead:
    """收下: judge as the taker's own and commit. `decision` accept or same answers questions, as in the review of
    a file; `chosen` is the person meant.

    UserError says what still stands against it.
    """
    with as_system(WALL):
        held = _held(lead, (State.OPEN,))
        batch, feed = ImportBatch.objects.get(pk=held.batch_id), feeds[held.feed]
        source = batch_source(batch)
        row = _judged(held, batch, feed, by, decision, chosen)
        if row.findings:
            told = "；".join(finding.reason for finding in row.findings)
            raise UserError(f"还不能收下：{told}。", remedy=row.findings[0].remedy)
        with acting(by=by.username, why=f"收下转来的{feed.title}第 {held.line} 行", source=source):
            if row.verdict == "accepted":
                feed.commit(iter([[row]]), Commit(source, by, clock.today()))
            held.person_id = row.person_id
            decide(held, State.TAKEN, by, "收下" if row.verdict == "accepted" else "收下，底册已有", row.note)
    return held


def dispatch(lead: Lead, *, to: str, by: Any, reason: str = "") -> Lead:
    """派发: the superior lays the lead before an area below. UserError when that area lies outside the user's."""
    if not by.scope(f"import.{lead.feed}").covers(to) or not area_name(to):
        raise UserError("只能派给你范围里的地区。", field="area")
    with as_system(WALL):
        held = _held(lead, WAITING)
        with acting(by=by.username, why=reason or "派发线索"):
            held.area_code = to
            _pass(held, State.OPEN, by, "派发", to, reason)
    return held


def not_ours(lead: Lead, *, reason: str, by: Any) -> Lead:
    """不是我们的: the lead goes up one level, to be dispatched again; from the district it goes back to the sender."""
    if not reason.strip():
        raise UserError("请写为什么不是你们的。", field="reason", remedy="例如：门牌属隔壁社区。")
    with as_system(WALL):
        held = _held(lead, WAITING)
        above = _above(held.area_code)
        with acting(by=by.username, why=reason):
            if above:
                held.area_code = above
                _pass(held, State.DISPATCH, by, "不是我们的，报上级", above, reason)
            else:
                decide(held, State.CLOSED, by, "退回来文单位", reason)
    return held


def _above(area: str) -> str:
    prefix = area_prefix(area)
    if len(prefix) >= _COMMUNITY:
        return prefix[:_STREET]
    return prefix[:6] if len(prefix) == _STREET else ""


def _held(lead: Lead, states: tuple[str, ...]) -> Lead:
    held = Lead.objects.select_for_update(of=("self",)).get(pk=lead.pk)
    if held.area_code != lead.area_code or held.state not in states:
        raise Conflict(f"这条线索现在是「{held.get_state_display()}」，可能已经有人处理了。")
    return held


def _pass(lead: Lead, state: str, by: Any, act: str, area: str, reason: str) -> None:
    lead.state = state
    lead.trail = [*lead.trail, step(by, act, area, reason)]
    lead.save(update_fields=["state", "area_code", "trail"])
