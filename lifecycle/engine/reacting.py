"""Rules react to a batch: they plan, each plan is kept once, the kinds of effect carry the new ones out."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from json import JSONEncoder

from django.db import connection, transaction

from core import clock
from core.audit import acting
from core.bulk import insert_rows, reserve_ids
from core.dispatching import EventRow
from lifecycle.engine.declaration import About, Applying, Batch, Happened, Planned, Rule, effect_kinds
from lifecycle.models import Effect

_COLUMNS = (
    "id", "rule", "key", "event_id", "delivery_id", "kind", "person_id", "area_code", "words", "data", "target", "state",
    "at", "undone_words",
)  # fmt: skip


_BY_RULES = ("生命事件规则", "rules")
_as_json = JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder a call


class BrokenPlan(Exception):
    """A rule planned something that cannot be kept; says which rule and what is wrong with the plan."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A plan that becomes a row; `first`: nothing of the same key stands, so it is carried out."""

    id: int
    rule: Rule
    plan: Planned
    first: bool


def happened(row: EventRow) -> Happened:
    """The event as rules see it."""
    people = tuple(About(*person) for person in row.people)
    return Happened(
        row.id, row.uid, row.kind, row.occurred_on, row.recorded_at, row.source, row.payload, people, row.cause
    )


def react(asked: Mapping[Rule, Batch], deliveries: Mapping[tuple[str, int], int]) -> Counter[tuple[str, int]]:
    """Let rules react, each to its batch, all or nothing; returns the effects carried out, by rule and event id.

    `deliveries`: (rule, event id) → delivery id. Raises whatever a rule or a kind of effect raises; nothing is left then.
    """
    with transaction.atomic():
        plans = [(rule, _checked(rule, plan)) for rule, batch in asked.items() if batch for plan in rule.react(batch)]
        kept = _new_ones(plans)
        targets: dict[int, str] = {}
        for (why, source), ours in _acts(kept).items():
            with acting(by="system", why=why, source=source):
                targets |= _carry_out(ours)
        _write(kept, targets, deliveries, clock.now())
    return Counter((one.rule.key, one.plan.event.id) for one in kept if one.first)


def _checked(rule: Rule, plan: Planned) -> Planned:
    if plan.effect not in effect_kinds:
        raise BrokenPlan(f"规则 {rule.key} 要办的「{plan.effect}」没有这一种。")
    if not plan.key or len(plan.key) > 160:
        raise BrokenPlan(f"规则 {rule.key} 的计划没有键，或者键太长。")
    if not plan.words or len(plan.words) > 300:
        raise BrokenPlan(f"规则 {rule.key} 的计划没有说明，或者说明太长。")
    return plan


# What stands of these keys, and what these events planned already.
_KNOWN = """
SELECT effect.rule, effect.key, NULL::bigint FROM unnest(%s::text[], %s::text[]) AS asked(rule, key)
JOIN lifecycle_effect effect ON effect.rule = asked.rule COLLATE "C" AND effect.key = asked.key COLLATE "C"
WHERE effect.state = 'applied'
UNION ALL
SELECT rule, key, event_id FROM lifecycle_effect WHERE event_id = ANY(%s) AND state IN ('applied', 'repeated')
"""


def _new_ones(plans: list[tuple[Rule, Planned]]) -> list[_Kept]:
    """Plans that are not kept yet: of each key the first stands unless one stands already, the others are `repeated`."""
    if not plans:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _KNOWN,
            [
                [rule.key for rule, _ in plans],
                [plan.key for _, plan in plans],
                list({plan.event.id for _, plan in plans}),
            ],
        )
        known = set(cursor.fetchall())
    chosen: list[tuple[Rule, Planned, bool]] = []
    for rule, plan in plans:
        mine, stands = (rule.key, plan.key, plan.event.id), (rule.key, plan.key, None)
        if mine not in known:
            chosen.append((rule, plan, stands not in known))
            known |= {mine, stands}
    return [_Kept(pk, *one) for pk, one in zip(reserve_ids(Effect, len(chosen)), chosen, strict=True)]


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


def _acts(kept: list[_Kept]) -> dict[tuple[str, str], list[_Kept]]:
    """(why, source) of each act → what is carried out in it, in the order of the rules."""
    acts: dict[tuple[str, str], list[_Kept]] = defaultdict(list)
    for one in kept:
        if one.first and effect_kinds[one.plan.effect].together:
            acts[_BY_RULES].append(one)
        elif one.first:
            acts[one.rule.title, f"rule:{one.rule.key}"].append(one)
    return acts


def _carry_out(kept: list[_Kept]) -> dict[int, str]:
    by_kind: dict[str, list[Applying]] = defaultdict(list)
    for one in kept:
        plan = one.plan
        by_kind[plan.effect].append(
            Applying(
                id=one.id,
                rule=one.rule.key,
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
    kept: list[_Kept], targets: Mapping[int, str], deliveries: Mapping[tuple[str, int], int], at: dt.datetime
) -> None:
    applied, repeated, now = Effect.State.APPLIED.value, Effect.State.REPEATED.value, at.isoformat()
    rows = [
        (
            one.id,
            one.rule.key,
            one.plan.key,
            one.plan.event.id,
            deliveries[one.rule.key, one.plan.event.id],
            one.plan.effect,
            person_of(one.plan),
            area_of(one.plan),
            one.plan.words,
            _as_json(dict(one.plan.data)) if one.plan.data else "{}",
            targets.get(one.id, ""),
            applied if one.first else repeated,
            now,
            "",
        )
        for one in kept
    ]
    insert_rows(Effect, _COLUMNS, rows)
