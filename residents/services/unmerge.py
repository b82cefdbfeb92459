"""A merge is taken back: the record given up returns as it was, what was told since stays where it was told."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound
from core.outbox import NewEvent, Subject, emit
from core.scope import Scope, as_system
from residents.linking import person_links
from residents.models import FormerName, IdentityDocument, Merge, Person
from residents.models.identity import RESIDENT_ID
from residents.services.likeness import reopen_pairs
from residents.services.merge import WALL, must_reach
from residents.services.merge_write import day_bounds
from residents.services.projections import project_residences
from residents.services.unmerge_plan import DATED, Back, UnmergePlan, owned, plan_unmerge, touched
from residents.services.unmerge_words import told_back

NO_MERGE = "没有这一次合并，或者不在你的范围里。"


def undo_preview(*, uid: UUID, by: Any) -> UnmergePlan:
    """What taking back would do; NotFound when the merge does not exist or the survivor is out of sight."""
    with as_system(WALL):
        return plan_unmerge(_merge(Merge.objects.all(), uid, by))


def undo_merge(*, uid: UUID, by: Any, why: str, on: dt.date | None = None) -> Merge:
    """Take a merge back, in one transaction. Conflict when it was taken back already or a later merge rests on it.

    Emits person.merge_undone.
    """
    source = f"unmerge:{uid}"
    with acting(by=by.username, why=why or "撤销合并", source=source), as_system(WALL):
        merge = _merge(Merge.objects.select_for_update(of=("self",)), uid, by)
        list(Person.objects.select_for_update().filter(pk__in=(merge.kept_id, merge.lost_id)).order_by("pk"))
        plan = plan_unmerge(merge)
        _refuse(plan)
        must_reach((plan.kept, as_it_was(plan)), by)
        said = told_back(plan)
        _facts(plan)
        _documents(plan)
        _moves(plan)
        _persons(plan)
        project_residences([merge.kept_id, merge.lost_id])
        reopen_pairs(plan.kept, plan.lost, by=by, why=why)
        merge.undone_at, merge.undone_by, merge.undone_why, merge.left = clock.now(), by.username, why, said
        merge.save(update_fields=["undone_at", "undone_by", "undone_why", "left"])
        _tell(plan, source, on or clock.today(), by)
    return merge


def _merge(rows: Any, uid: UUID, by: Any) -> Merge:
    found: Merge | None = rows.select_related("kept", "lost").filter(uid=uid).first()
    scope: Scope = by.scope("person.view")
    if found is None or not _seen(found, scope):
        raise NotFound(NO_MERGE)
    return found


def _seen(merge: Merge, scope: Scope) -> bool:
    """A survivor that was merged further is seen where the last one is."""
    person = merge.kept
    while person.status == Person.Status.MERGED:
        further = Merge.objects.select_related("kept").filter(lost=person, undone_at=None).first()
        if further is None:
            return False
        person = further.kept
    return scope.holds(person.hukou_area) or scope.holds(person.living_area)


def _refuse(plan: UnmergePlan) -> None:
    if plan.merge.undone_at is not None:
        raise Conflict("这一次合并已经撤销过了。")
    if plan.first is not None:
        raise Conflict(later_words(plan.first), remedy="先撤销那一次，再回来撤销这一次。")


def later_words(later: Merge) -> str:
    """Which merge must be taken back first."""
    day = later.merged_at.astimezone(clock.SHANGHAI).date()
    return f"后来（{day}）「{later.lost.name}」又并入了「{later.kept.name}」，动过同样的记录。"


def as_it_was(plan: UnmergePlan) -> Person:
    """The record given up with the areas it had: whose communities the taking back concerns."""
    before = plan.persons[plan.merge.lost_id].before
    return Person(name=plan.lost.name, hukou_area=before["hukou_area"], living_area=before["living_area"])


def _facts(plan: UnmergePlan) -> None:
    """First what was made goes, then rows are shortened, handed back, lengthened; last those return that gave way."""
    kept, lost = plan.merge.kept_id, plan.merge.lost_id
    for link in person_links:
        if link.model in DATED or link.model is FormerName:
            link.model._default_manager.filter(pk__in=touched(plan.merge, link.key, "made")).delete()
    here = [back for back in plan.back if back.told.now is not None]
    for back in here:
        rows = back.told.model._default_manager.filter(pk=back.told.pk)
        now = back.told.now["during"]  # type: ignore[index]
        common = back.period and _common((now.lower or dt.date.min, now.upper or dt.date.max), back.period)
        if common is None:
            rows.delete()
        else:
            rows.update(during=day_bounds(common))
    for model, followers in plan.follow.items():
        for row in followers:
            values = {name: getattr(row, name) for name in ("person_id", "relative_id") if hasattr(row, name)}
            model._default_manager.filter(pk=row.pk).update(**owned(values, kept, lost))
    for back in here:
        if back.period:
            # A row that could not keep a single common day was taken away above and returns like the others.
            values = _values(back)
            if not back.told.model._default_manager.filter(pk=back.told.pk).update(
                **{**values, "during": _narrow(back)}
            ):
                back.told.model._default_manager.create(pk=back.told.pk, **values)
    for back in here:
        if back.period:
            back.told.model._default_manager.filter(pk=back.told.pk).update(during=day_bounds(back.period))
    for back in plan.back:
        if back.told.now is None and back.period:
            back.told.model._default_manager.create(pk=back.told.pk, **_values(back))


def _values(back: Back) -> dict[str, Any]:
    return back.state | {"during": day_bounds(back.period)} if back.period else dict(back.state)


def _narrow(back: Back) -> Any:
    now = back.told.now["during"]  # type: ignore[index]
    common = _common((now.lower or dt.date.min, now.upper or dt.date.max), back.period or (now.lower, now.upper))
    return day_bounds(common) if common else day_bounds(back.period)  # type: ignore[arg-type]


def _common(one: tuple[dt.date, dt.date], other: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date] | None:
    both = max(one[0], other[0]), min(one[1], other[1])
    return both if both[0] < both[1] else None


def _documents(plan: UnmergePlan) -> None:
    """Documents return with the state they had; a number that is in use elsewhere by now stays history."""
    for one in plan.documents:
        IdentityDocument.objects.filter(pk=one.pk).update(active=False, person_id=one.before["person_id"])
    for one in plan.documents:
        if not _active_again(one, plan):
            continue
        rows = IdentityDocument.objects.filter(pk=one.pk)
        in_use = IdentityDocument.objects.filter(digest=one.before["digest"], active=True).exists()
        another = one.before["type"] == RESIDENT_ID and IdentityDocument.objects.filter(
            person_id=one.before["person_id"], type=RESIDENT_ID, active=True
        )
        if not in_use and not (another and another.exists()):
            rows.update(active=True)


def _active_again(one: Any, plan: UnmergePlan) -> bool:
    """The lost record's documents are as they were; the survivor's follow what happened to them since."""
    if one.before["person_id"] == plan.merge.lost_id:
        return bool(one.before["active"])
    return bool(one.restored()["active"])


def _moves(plan: UnmergePlan) -> None:
    for key, ids in plan.moved.items():
        link = person_links[key]
        if key == "core.ImportRow.person_id":
            ids = [*ids, *plan.lines]
        link.model._default_manager.filter(pk__in=ids).update(**{link.column: plan.merge.lost_id})


def _persons(plan: UnmergePlan) -> None:
    """Both persons' own data; areas and addresses follow their rows (project_residences), numbers their documents."""
    projected = {"hukou_area", "living_area", "hukou_address", "living_address", "updated_at", "sources"}
    for pk, one in plan.persons.items():
        own = pk == plan.merge.kept_id
        state = one.restored() if own else dict(one.before)
        values = {name: value for name, value in state.items() if name not in projected}
        now = one.now or one.before
        values["sources"] = _sources(one.before, one.after or {}, now) if own else one.before["sources"]
        document = IdentityDocument.objects.filter(person_id=pk, type=RESIDENT_ID, active=True).first()
        number = document.number if document else ""
        values |= {"number_head": number[:6], "number_last4": number[-4:], "updated_at": clock.now()}
        Person.objects.filter(pk=pk).update(**values)


def _sources(before: dict[str, Any], after: dict[str, Any], now: dict[str, Any]) -> dict[str, str]:
    """Field by field, as with the values: what nobody changed since names its former source again."""
    was, then, is_now = before["sources"], after.get("sources", {}), now["sources"]
    names = {*was, *is_now}
    said = {name: was.get(name, "") if is_now.get(name) == then.get(name) else is_now.get(name, "") for name in names}
    return {name: source for name, source in said.items() if source}


def _tell(plan: UnmergePlan, source: str, on: dt.date, by: Any) -> None:
    persons = Person.objects.in_bulk((plan.merge.kept_id, plan.merge.lost_id))
    subjects = tuple(
        Subject(pk, role, persons[pk].living_area or persons[pk].hukou_area)
        for pk, role in ((plan.merge.kept_id, "kept"), (plan.merge.lost_id, "lost"))
    )
    payload = {"merge": str(plan.merge.uid), "kept": plan.merge.kept_id, "lost": plan.merge.lost_id}
    emit(NewEvent("person.merge_undone", on, subjects, source, payload=payload), by=by.username)
