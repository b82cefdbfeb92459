"""Carrying a merge plan out: rows shortened, handed over, given way; what was touched is noted for taking it back."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Any

from django.db import models

from core import clock
from residents.domain.joining import Period
from residents.domain.name_readings import name_pinyin
from residents.linking import OnMerge, person_links
from residents.models import FormerName, IdentityDocument, Person
from residents.services.correct import write_values
from residents.services.merge_facts import RowPlan
from residents.services.merge_plan import MergePlan

# {link key: {"touched": [ids], "made": [ids], "last": [the newest id of the table]}}, as Merge.rows keeps it.
Rows = dict[str, dict[str, list[int]]]
_NO_OWN_VALUE = ("id", "known_from")


def carry_out(plan: MergePlan, *, by: Any, why: str) -> Rows:
    """Write the whole plan; returns the ids of the rows that were touched or made, by link."""
    rows: Rows = defaultdict(lambda: {"touched": [], "made": [], "last": []})
    for link in person_links:
        if link.on_merge == OnMerge.JOIN:
            newest = link.model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
            rows[link.key]["last"] = [newest or 0]
    write_facts(plan.rows, plan.kept.pk, rows, by=by)
    _documents(plan, rows)
    for moving in plan.moving:
        if moving.link.on_merge in (OnMerge.MOVE, OnMerge.MOVE_UNLESS_REPEATED) and moving.ids:
            manager = moving.link.model._default_manager
            manager.filter(pk__in=moving.ids).update(**{moving.link.column: plan.kept.pk})
            rows[moving.link.key]["touched"] += moving.ids
    _former_names(plan, rows, by=by, why=why)
    _persons(plan)
    return dict(rows)


def write_facts(plans: list[RowPlan], owner: int, rows: Rows, *, by: Any) -> None:
    """In an order in which no day is ever told twice: give way, shorten, hand over, lengthen, split."""
    changed = [plan for plan in plans if plan.changes]
    for plan in changed:
        rows[plan.fact.link]["touched"].append(plan.fact.row.pk)
        if plan.drops:
            _rows_of(plan).delete()
    staying = [plan for plan in changed if not plan.drops]
    for plan in staying:
        _set_period(plan, _common(plan.fact.period, plan.periods[0]))
    for plan in staying:
        if not plan.fact.kept or plan.columns:
            moved = {} if plan.fact.kept else {plan.fact.column: owner}
            _rows_of(plan).update(**moved, **plan.columns)
    for plan in staying:
        _set_period(plan, plan.periods[0])
    for plan in staying:
        for period in plan.periods[1:]:
            rows[plan.fact.link]["made"].append(_copy(plan, owner, period, by))


def _rows_of(plan: RowPlan) -> models.QuerySet[Any]:
    return type(plan.fact.row)._default_manager.filter(pk=plan.fact.row.pk)


def _common(one: Period, other: Period) -> Period:
    return max(one[0], other[0]), min(one[1], other[1])


def day_bounds(period: Period) -> tuple[dt.date | None, dt.date | None]:
    """A period as a DateRangeField takes it: a missing bound is None."""
    start, end = period
    return None if start == dt.date.min else start, None if end == dt.date.max else end


def _set_period(plan: RowPlan, period: Period) -> None:
    row = plan.fact.row
    now = (row.during.lower or dt.date.min, row.during.upper or dt.date.max)
    if now != period:
        _rows_of(plan).update(during=day_bounds(period))
        row.refresh_from_db(fields=["during"])


def _copy(plan: RowPlan, owner: int, period: Period, by: Any) -> int:
    """The same statement for a further stretch of days: recorded now, from the source it always had."""
    row = plan.fact.row
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in _NO_OWN_VALUE
    }
    values |= {**plan.columns, plan.fact.column: owner, "during": day_bounds(period)}
    values |= {"recorded_at": clock.now(), "recorded_by": by.username}
    return int(type(row)._default_manager.create(**values).pk)


def _documents(plan: MergePlan, rows: Rows) -> None:
    """Every document goes over; of two numbers in use one stays as history."""
    noted = rows["residents.IdentityDocument.person"]["touched"]
    if plan.number.retired is not None:
        IdentityDocument.objects.filter(pk=plan.number.retired.pk).update(active=False)
        noted.append(plan.number.retired.pk)
    theirs = IdentityDocument.objects.filter(person=plan.lost)
    noted += [pk for pk in theirs.values_list("pk", flat=True) if pk not in noted]
    theirs.update(person=plan.kept)


def _former_names(plan: MergePlan, rows: Rows, *, by: Any, why: str) -> None:
    name = plan.choice("name")
    gives_way = plan.lost if name.side == "kept" else plan.kept
    for former in plan.former_names:
        spoken = name_pinyin(former)
        made = FormerName.objects.create(
            person=plan.kept,
            name=former,
            pinyin=spoken.full,
            initials=spoken.initials[:40],
            recorded_at=clock.now(),
            recorded_by=by.username,
            source=gives_way.sources.get("name", gives_way.source),
            why=why[:120],
        )
        rows["residents.FormerName.person"]["made"].append(made.pk)


def _persons(plan: MergePlan) -> None:
    """The survivor's own data; the record given up is put aside, its own data stay as they were."""
    taken = {choice.field: choice.value for choice in plan.fields if choice.side == "lost"}
    sources = {name: plan.lost.sources.get(name, plan.lost.source) for name in taken}
    number = None
    if plan.number.side == "lost" and plan.number.lost is not None:
        number, sources["number"] = plan.number.lost.number, plan.number.lost.source
    Person.objects.filter(pk=plan.lost.pk).update(status=Person.Status.MERGED, updated_at=clock.now())
    if Person.Status.DECEASED in (plan.kept.status, plan.lost.status):
        plan.kept.status = Person.Status.DECEASED
        Person.objects.filter(pk=plan.kept.pk).update(status=Person.Status.DECEASED)
    if taken or number:
        write_values(plan.kept, taken, number, sources)
