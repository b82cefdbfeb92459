"""What taking a merge back would do, worked out before anything is written: what returns, and what stays where it was told.

The record given up returns as it was; what was told since stays with the survivor, unless the line that told it carries the
number of the record given up. What returns is fitted beside what stays, so that no day is told twice.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import Q

from core.imports.told import lines_about
from residents.domain.joining import Period, fit
from residents.linking import OnMerge, person_links
from residents.models import (
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    Merge,
    Person,
    Residence,
    ResidencePermit,
    Schooling,
)
from residents.models.kinship import MIRROR, KinshipKind
from residents.models.residence import ResidenceKind
from residents.services.told import Told, told

DATED: tuple[type[models.Model], ...] = (Residence, HouseholdMembership, Kinship, ResidencePermit, Schooling)
Slot = tuple[Any, ...]


@dataclass(slots=True)
class Back:
    """A dated row on its way back: the state it takes, and the period that is free for it (None: others cover its days)."""

    told: Told
    state: dict[str, Any]
    period: Period | None

    @property
    def whole(self) -> bool:
        return self.period == period_of(self.state)


@dataclass(slots=True)
class UnmergePlan:
    """`first`: a later merge that must be taken back before. `since`: rows told since, by model; `follow` go with the lost."""

    merge: Merge
    kept: Person
    lost: Person
    first: Merge | None = None
    back: list[Back] = field(default_factory=list)
    since: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    follow: dict[type[models.Model], list[Any]] = field(default_factory=dict)
    documents: list[Told] = field(default_factory=list)
    persons: dict[int, Told] = field(default_factory=dict)
    moved: dict[str, list[int]] = field(default_factory=dict)
    lines: dict[int, str] = field(default_factory=dict)  # import row → source, of the lost record's number


def plan_unmerge(merge: Merge) -> UnmergePlan:
    """The whole plan; reads only. Runs past the wall, like the merge."""
    plan = UnmergePlan(merge, merge.kept, merge.lost, first=_later(merge))
    if plan.first is not None or merge.undone_at is not None:
        return plan
    plan.persons = {one.pk: one for one in told(Person, [merge.kept_id, merge.lost_id], merge)}
    plan.documents = told(IdentityDocument, touched(merge, "residents.IdentityDocument.person"), merge)
    plan.lines = lines_about(merge.kept_id, since=merge.merged_at, numbers=_numbers_of_lost(plan))
    for model in DATED:
        _plan_dated(plan, model)
    for link in person_links:
        if link.on_merge in (OnMerge.MOVE, OnMerge.MOVE_UNLESS_REPEATED):
            ids = touched(merge, link.key)
            still = link.model._default_manager.filter(pk__in=ids, **{link.column: merge.kept_id})
            plan.moved[link.key] = sorted(still.values_list("pk", flat=True))
    return plan


def touched(merge: Merge, key: str, what: str = "touched") -> list[int]:
    """Ids that the merge noted under a link."""
    return list(merge.rows.get(key, {}).get(what, []))


def _later(merge: Merge) -> Merge | None:
    """The newest standing merge after this one in which either record, or a row touched here, had a part."""
    after = Merge.objects.filter(undone_at=None, pk__gt=merge.pk).order_by("-pk").select_related("kept", "lost")
    both = (merge.kept_id, merge.lost_id)
    direct = after.filter(Q(kept_id__in=both) | Q(lost_id__in=both)).first()
    if direct is not None:
        return direct
    relatives = _relatives(merge)
    for other in after.filter(Q(kept_id__in=relatives) | Q(lost_id__in=relatives)):
        if any(set(touched(merge, key)) & set(touched(other, key)) for key in KIN):
            return other
    return None


KIN = ("residents.Kinship.person", "residents.Kinship.relative")


def _relatives(merge: Merge) -> set[int]:
    ids = [pk for key in KIN for pk in touched(merge, key)]
    rows = Kinship.pgh_event_model.objects.filter(pgh_obj_id__in=ids, pgh_context_id=merge.context)  # type: ignore[attr-defined]
    return {pk for pair in rows.values_list("person_id", "relative_id") for pk in pair}


def _numbers_of_lost(plan: UnmergePlan) -> set[str]:
    return {one.before["number"] for one in plan.documents if one.before["person_id"] == plan.merge.lost_id}


def _plan_dated(plan: UnmergePlan, model: type[models.Model]) -> None:
    merge = plan.merge
    links = [link for link in person_links if link.model is model and link.on_merge == OnMerge.JOIN]
    ids = {pk for link in links for pk in touched(merge, link.key)}
    made = {pk for link in links for pk in touched(merge, link.key, "made")}
    mine = Q()
    for link in links:
        mine |= Q(**{link.column: merge.kept_id})
    standing: list[Any] = list(model._default_manager.filter(mine).exclude(pk__in=ids | made).order_by("pk"))
    # Rows that were there before the merge and were not touched by it stand as well, but nothing is to be said of them.
    last = max(touched(merge, link.key, "last")[0] for link in links)
    since = [row for row in standing if row.pk > last]
    sources = set(plan.lines.values())
    plan.since[model] = [row for row in since if row.source not in sources]
    plan.follow[model] = [row for row in since if row.source in sources]
    taken = _taken(standing, plan)
    rows = told(model, sorted(ids), merge)
    if model is Kinship:
        for row in _others_marriages(rows, ids | made):
            taken[_slots(Kinship, _state(row))[-1]].append(period_of(_state(row)))
    plan.back += _fitted(model, rows, taken, plan)


def _taken(standing: list[Any], plan: UnmergePlan) -> dict[Slot, list[Period]]:
    """Periods that stay told, by slot; rows that follow the lost record's number stand there."""
    taken: dict[Slot, list[Period]] = defaultdict(list)
    for row in standing:
        state = _state(row)
        if row in plan.follow[type(row)]:
            state = owned(state, plan.merge.kept_id, plan.merge.lost_id)
        for slot in _slots(type(row), state):
            taken[slot].append(period_of(state))
    return taken


def owned(state: dict[str, Any], before: int, after: int) -> dict[str, Any]:
    """The state with one person's id put for another's."""
    return state | {name: after for name in ("person_id", "relative_id") if name in state and state[name] == before}


def _others_marriages(rows: list[Told], apart: set[int]) -> list[Any]:
    """Marriages of the relatives of these rows that are none of these rows: a spouse may have married again since."""
    people = {one.before[name] for one in rows for name in ("person_id", "relative_id")}
    found = Kinship.objects.filter(person_id__in=people, kind=KinshipKind.SPOUSE).exclude(pk__in=apart)
    return list(found)


def _fitted(
    model: type[models.Model], rows: list[Told], taken: dict[Slot, list[Period]], plan: UnmergePlan
) -> list[Back]:
    found = []
    for one in sorted(rows, key=lambda one: period_of(one.before)):
        of_lost = plan.merge.lost_id in (one.before.get("person_id"), one.before.get("relative_id"))
        if one.now is None and one.after is not None and not of_lost:
            continue  # the survivor's own row, taken away since: that stays
        state = one.restored()
        if of_lost and _made_room(one, model, plan):
            state = state | {"during": one.before["during"]}
        period: Period | None = period_of(state)
        for slot in _slots(model, state):
            period = fit(period, taken[slot]) if period else None
        if period:
            for slot in _slots(model, state):
                taken[slot].append(period)
        found.append(Back(one, state, period))
    if model is Kinship:
        _even(found)
    return found


def _made_room(one: Told, model: type[models.Model], plan: UnmergePlan) -> bool:
    """Was the row only ended because a row followed that stays with the survivor? Then that end stays there, too."""
    if one.now is None or not one.changed_since("during"):
        return False
    end = one.now["during"].upper
    slots = set(_slots(model, owned(one.now, plan.merge.lost_id, plan.merge.kept_id)))
    return any(
        row.during.lower == end and not slots.isdisjoint(_slots(model, _state(row))) for row in plan.since[model]
    )


def _even(rows: list[Back]) -> None:
    """Both ends of a link come back for the same days."""
    ends = {
        (back.state["person_id"], back.state["relative_id"], back.state["kind"], back.state["during"].lower): back
        for back in rows
    }
    for (person, relative, kind, start), back in ends.items():
        other = ends.get((relative, person, str(MIRROR[KinshipKind(kind)]), start))
        if other is None:
            continue
        if back.period is None or other.period is None:
            back.period = other.period = None
        else:
            both = max(back.period[0], other.period[0]), min(back.period[1], other.period[1])
            back.period = other.period = both if both[0] < both[1] else None


def _state(row: Any) -> dict[str, Any]:
    return {one.attname: getattr(row, one.attname) for one in row._meta.concrete_fields}


def period_of(state: dict[str, Any]) -> Period:
    return state["during"].lower or dt.date.min, state["during"].upper or dt.date.max


def _slots(model: type[models.Model], state: dict[str, Any]) -> list[Slot]:
    """What excludes what on a day, as the tables' constraints say."""
    person = state["person_id"]
    if model is Residence:
        return [("home" if state["kind"] != ResidenceKind.HUKOU else "hukou", person)]
    if model is HouseholdMembership:
        return [("household", person, state["shares_registration"])]
    if model is Kinship:
        said = ("kin", person, state["relative_id"], state["kind"])
        return [said, ("spouse", person)] if state["kind"] == KinshipKind.SPOUSE else [said]
    return [("schooling" if model is Schooling else "permit", person)]
