"""What events set going, in words: every effect with its duty, rule, clause and how it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.urls import reverse

from core.effects_log import EffectLine, Stage
from lifecycle.engine.declaration import Landed, Rule, effect_kinds, rules
from lifecycle.models import Effect
from residents.selectors.attention import Named, people_named

_QUICK = 60  # seconds: up to here the chip says how long it took


def cascades_of(events: Collection[int]) -> dict[int, list[EffectLine]]:
    """{event id: its effects in the order of their rules}, within the reader's sight.

    One statement for effects, one for their people, and one for each kind of effect that can say how its targets stand.
    """
    rows = list(Effect.objects.filter(event_id__in=list(events)).select_related("delivery").order_by("event_id", "id"))
    if not rows:
        return {}
    people = people_named(row.person_id for row in rows if row.person_id)
    targets = _targets(rows)
    found: dict[int, list[tuple[int, EffectLine]]] = defaultdict(list)
    for row in rows:
        rule = rules.get(row.rule)
        order = rule.order if rule else 0
        found[row.event_id].append((order, _line(row, rule, targets.get(row.target), people.get(row.person_id or 0))))
    return {event: [line for _, line in sorted(lines, key=lambda one: one[0])] for event, lines in found.items()}


def _targets(rows: Iterable[Effect]) -> dict[str, Landed]:
    by_kind: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if row.target and row.state == Effect.State.APPLIED:
            by_kind[row.kind].add(row.target)
    found: dict[str, Landed] = {}
    for key, targets in by_kind.items():
        kind = effect_kinds.get(key)
        if kind and kind.landed:
            found |= kind.landed(targets)
    return found


def _line(row: Effect, rule: Rule | None, landed: Landed | None, person: Named | None) -> EffectLine:
    stage, state, tone = _stands(row, landed)
    return EffectLine(
        event=row.event_id,
        rule=row.rule,
        duty=rule.duty if rule else "",
        text=row.words if row.state not in _CHANGED else f"{row.words}。{row.undone_words}",
        why=why_of(rule, row.rule),
        stage=stage,
        state=state,
        tone=tone,
        status=row.state,
        url=landed.url if landed else "",
        rule_url=reverse("engine-rule", args=[row.rule]),
        about=(person.uid, person.name) if person else None,
    )


_CHANGED = (Effect.State.UNDONE, Effect.State.ASKED)


def why_of(rule: Rule | None, key: str) -> str:
    """`规则「丧亲困难探访」· 社会救助法 第二十五条`."""
    if rule is None:
        return f"规则 {key}，现在已经没有了"
    return " · ".join(filter(None, [f"规则「{rule.title}」", rule.clause]))


def _stands(row: Effect, landed: Landed | None) -> tuple[Stage, str, str]:
    match row.state:
        case Effect.State.REPEATED:
            return "done", "先前已办", "o"
        case Effect.State.UNDONE:
            return "undone", "已收回", "o"
        case Effect.State.ASKED:
            return "waits", "待人决定", "r"
    if landed is not None:
        return ("waits" if landed.waits else "done"), landed.state, landed.tone
    taken = (row.at - row.delivery.told_at).total_seconds()
    return "done", (f"{max(taken, 0.1):.1f} 秒办完" if taken < _QUICK else "已办"), "p"
