"""A rule reacts to a batch: it plans, each plan is kept once, the kinds of effect carry the new ones out."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core import clock
from core.audit import acting
from core.bulk import insert_rows, reserve_ids
from core.dispatching import EventRow
from lifecycle.engine.declaration import About, Applying, Batch, Happened, Planned, Rule, effect_kinds
from lifecycle.models import Effect

_STANDING = (Effect.State.APPLIED, Effect.State.REPEATED)
_COLUMNS = (
    "id", "rule", "key", "event_id", "delivery_id", "kind", "person_id", "area_code", "words", "data", "target", "state",
    "at", "undone_words",
)  # fmt: skip


class BrokenPlan(Exception):
    """A rule planned something that cannot be kept; says which rule and what is wrong with the plan."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A plan that becomes a row."""

    id: int
    plan: Planned
    first: bool


def happened(row: EventRow) -> Happened:
    """The event as rules see it."""
    people = tuple(About(*person) for person in row.people)
    return Happened(
        row.id, row.uid, row.kind, row.occurred_on, row.recorded_at, row.source, row.payload, people, row.cause
    )


def react(rule: Rule, events: Sequence[Happened], deliveries: Mapping[int, int]) -> Counter[int]:
    """Let the rule react to events (event id → delivery id in `deliveries`), all or nothing; returns effects by event id.

    Raises whatever the rule or a kind of effect raises; then nothing of the batch is left.
    """
    with acting(by="system", why=rule.title, source=f"rule:{rule.key}"):
        plans = [_checked(rule, plan) for plan in rule.react(Batch(tuple(events), clock.today()))]
        kept = _new_ones(rule, plans)
        targets = _carry_out(rule, [one for one in kept if one.first])
        _write(rule, kept, targets, deliveries, clock.now())
    return Counter(one.plan.event.id for one in kept if one.first)


def _checked(rule: Rule, plan: Planned) -> Planned:
    if plan.effect not in effect_kinds:
        raise BrokenPlan(f"规则 {rule.key} 要办的「{plan.effect}」没有这一种。")
    if not plan.key or len(plan.key) > 160:
        raise BrokenPlan(f"规则 {rule.key} 的计划没有键，或者键太长。")
    if not plan.words or len(plan.words) > 300:
        raise BrokenPlan(f"规则 {rule.key} 的计划没有说明，或者说明太长。")
    return plan


def _new_ones(rule: Rule, plans: list[Planned]) -> list[_Kept]:
    """Plans that are not kept yet: of each key the first stands unless one stands already, the others are `repeated`."""
    if not plans:
        return []
    keys, events = list({plan.key for plan in plans}), list({plan.event.id for plan in plans})
    ours = Effect.objects.filter(rule=rule.key)
    taken = set(ours.filter(key__in=keys, state=Effect.State.APPLIED).values_list("key", flat=True))
    told = set(ours.filter(event_id__in=events, state__in=_STANDING).values_list("event_id", "key"))
    chosen: list[tuple[Planned, bool]] = []
    for plan in plans:
        if (plan.event.id, plan.key) not in told:
            told.add((plan.event.id, plan.key))
            chosen.append((plan, plan.key not in taken))
            taken.add(plan.key)
    return [_Kept(pk, plan, first) for pk, (plan, first) in zip(reserve_ids(Effect, len(chosen)), chosen, strict=True)]


def person_of(plan: Planned) -> int | None:
    """Whom an effect is about: the plan's person, else the event's."""
    if plan.person is not None:
        return plan.person
    return plan.event.subject.person if plan.event.people else None


def area_of(plan: Planned) -> str:
    """Where an effect belongs: the plan's area, else its person's area in the event, else the event's."""
    if plan.area or not plan.event.people:
        return plan.area
    person = person_of(plan)
    return next((one.area for one in plan.event.people if one.person == person and one.area), plan.event.subject.area)


def _carry_out(rule: Rule, kept: list[_Kept]) -> dict[int, str]:
    by_kind: dict[str, list[Applying]] = defaultdict(list)
    for one in kept:
        plan = one.plan
        by_kind[plan.effect].append(
            Applying(
                id=one.id,
                rule=rule.key,
                event=plan.event.id,
                source=plan.event.source,
                person=person_of(plan),
                area=area_of(plan),
                key=plan.key,
                words=plan.words,
                data=plan.data,
                occurred_on=plan.event.occurred_on,
            )
        )
    return apply_all(by_kind)


def apply_all(by_kind: Mapping[str, list[Applying]]) -> dict[int, str]:
    """Have each kind carry out its effects; returns effect id → target."""
    targets: dict[int, str] = {}
    for kind, effects in by_kind.items():
        targets |= effect_kinds[kind].apply(effects)
    return targets


def _write(
    rule: Rule, kept: Iterable[_Kept], targets: Mapping[int, str], deliveries: Mapping[int, int], at: dt.datetime
) -> None:
    insert_rows(
        Effect,
        _COLUMNS,
        [
            (
                one.id,
                rule.key,
                one.plan.key,
                one.plan.event.id,
                deliveries[one.plan.event.id],
                one.plan.effect,
                person_of(one.plan),
                area_of(one.plan),
                one.plan.words,
                json.dumps(dict(one.plan.data), ensure_ascii=False),
                targets.get(one.id, ""),
                (Effect.State.APPLIED if one.first else Effect.State.REPEATED).value,
                at,
                "",
            )
            for one in kept
        ],
    )
