"""Rules react to events: once each, in order, taken back with the event; a bad event stops nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.db import transaction

from accounts.models import User
from core.models import Event
from core.outbox import EventKind, NewEvent, Subject, emit_many, event_kinds
from lifecycle.domain.delays import ATTEMPTS
from lifecycle.engine.declaration import (
    Applying,
    Batch,
    EffectKind,
    Planned,
    Rule,
    TakenBack,
    effect_kinds,
    rules,
)
from lifecycle.engine.drain import Drained, drain
from lifecycle.models import Delivery, Effect
from tests.support.areas import SANYANJING
from tests.support.factories import person

pytestmark = pytest.mark.django_db
KIND = "test.happened"
DAY = dt.date(2026, 11, 1)


class World:
    """A kind of event, rules and a kind of effect of the test's own, and what the effects did."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.stuck: set[str] = set()

    def rule(self, react: Callable[[Batch], Iterator[Planned]], key: str = "test-rule", order: int = 100) -> None:
        rules.register(Rule(key, "试验规则", (KIND,), "试验", react, order=order))

    def apply(self, effects: list[Applying]) -> dict[int, str]:
        self.done += [effect.key for effect in effects]
        return {effect.id: f"thing:{effect.key}" for effect in effects}

    def undo(self, effects: list[Applying], reason: str) -> dict[int, TakenBack]:
        for effect in effects:
            if effect.key not in self.stuck:
                self.done.remove(effect.key)
        return {one.id: TakenBack(one.key not in self.stuck, f"{reason}：{one.key}") for one in effects}


@pytest.fixture
def world() -> Iterator[World]:
    made, before = World(), dict(rules._items)
    rules._items.clear()
    event_kinds.register(EventKind(KIND, "试验"))
    effect_kinds.register(EffectKind("test", "试验", made.apply, made.undo))
    yield made
    rules._items.clear()
    rules._items.update(before)
    del event_kinds._items[KIND], effect_kinds._items["test"]


def tell(*persons: int, **payload: object) -> list[int]:
    with transaction.atomic():
        told = [NewEvent(KIND, DAY, (Subject(one, area=SANYANJING),), "test", payload=payload) for one in persons]
        return [event.pk for event in emit_many(told, by="test")]


def void(event: int, reason: str = "登错了") -> None:
    Event.objects.filter(pk=event).update(status="voided", reason=reason, dispatched_at=None)


def once_a_person(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield Planned(event, "test", f"p{event.subject.person}", "办一件事")


def test_each_event_moves_each_rule_once(world: World) -> None:
    world.rule(once_a_person)
    tell(1, 2)
    assert drain() == Drained(deliveries=2, effects=2, parked=0)
    assert drain() == Drained(deliveries=0, effects=0, parked=0)
    assert world.done == ["p1", "p2"]
    effect = Effect.objects.get(key="p1")
    assert (effect.person_id, effect.area_code, effect.target, effect.state) == (1, SANYANJING, "thing:p1", "applied")
    assert not Event.objects.filter(dispatched_at=None).exists()


def test_the_same_planned_by_two_events_is_done_once_and_passes_on(world: World) -> None:
    world.rule(once_a_person)
    first, second = tell(1, 1)
    drain()
    assert world.done == ["p1"]
    void(first)
    drain()
    assert world.done == ["p1"]
    assert set(Effect.objects.values_list("event_id", "state")) == {(first, "undone"), (second, "applied")}
    void(second)
    drain()
    assert world.done == []


def test_another_plan_of_the_same_key_replaces_what_is_taken_back(world: World) -> None:
    world.rule(lambda batch: (Planned(e, "test", "k", "办一件事", data={"n": e.payload["n"]}) for e in batch))
    (first,) = tell(1, n=1)
    drain()
    (second,) = tell(1, n=2)
    void(first)
    drain()
    assert world.done == ["k"]
    assert Effect.objects.get(state="applied").event_id == second


def test_what_cannot_be_taken_back_is_put_before_a_person(world: World) -> None:
    world.rule(once_a_person)
    (event,) = tell(1)
    drain()
    world.stuck = {"p1"}
    void(event)
    drain()
    effect = Effect.objects.get()
    assert (effect.state, effect.undone_words) == ("asked", "登错了：p1")


def test_one_bad_event_among_many_stands_alone_and_holds_only_its_person(world: World) -> None:
    def choosy(batch: Batch) -> Iterator[Planned]:
        for event in batch:
            if event.payload.get("bad"):
                raise ValueError("13800138000")
            yield Planned(event, "test", f"{event.subject.person}-{event.id}", "办一件事")

    world.rule(choosy)
    tell(*range(100, 140))
    (bad,) = tell(7, bad=True)
    (later,) = tell(7)
    tell(8)
    assert drain() == Drained(deliveries=41, effects=41, parked=0)
    waiting = Delivery.objects.filter(state="pending").order_by("id")
    assert [row.event_id for row in waiting] == [bad, later]
    assert "138" not in waiting[0].error and "ValueError" in waiting[0].error
    for _ in range(ATTEMPTS - 1):
        drain()
    assert drain().parked == 1
    assert Delivery.objects.get(event_id=later).state == "pending"
    void(bad)
    assert drain().parked == 0
    assert Delivery.objects.get(event_id=later).state == "done"


def test_a_voided_event_that_nobody_was_told_of_moves_nothing(world: World) -> None:
    world.rule(once_a_person)
    (event,) = tell(1)
    void(event)
    assert drain() == Drained(0, 0, 0)
    assert not Delivery.objects.exists()


def test_the_matrix_says_what_failed_and_has_it_tried_again(world: World, client_as: Callable, admin: User) -> None:
    broken = True

    def moody(batch: Batch) -> Iterator[Planned]:
        if broken:
            raise ValueError("13800138000")
        return once_a_person(batch)

    world.rule(moody)
    tell(1)
    for _ in range(ATTEMPTS):
        drain()
    page = client_as(admin).get("/engine/").content.decode()
    assert "试验规则" in page and "停放" in page and "ValueError" in page
    assert "13800138000" not in page
    assert "1 次触发停放着" in client_as(admin).get("/upkeep/").content.decode()
    broken = False
    assert client_as(admin).post("/engine/retry/").status_code == 302
    assert drain() == Drained(deliveries=1, effects=1, parked=0)


def test_who_may_not_have_it_tried_again(world: World, client_as: Callable, shequ: User, audit: User) -> None:
    assert client_as(shequ).post("/engine/retry/").status_code == 403
    assert client_as(audit).get("/engine/").status_code == 403


def test_the_cascade_stands_under_the_event_with_rule_and_state(
    world: World, client_as: Callable, shequ: User, jiedao: User
) -> None:
    world.rule(once_a_person)
    someone = person(living=SANYANJING)
    (event,) = tell(someone.pk)
    drain()
    page = client_as(shequ).get(f"/persons/{someone.uid}/").content.decode()
    assert "办一件事" in page and "规则「试验规则」" in page and "办完 1" in page
    answer = client_as(shequ).get(f"/api/v1/persons/{someone.uid}/timeline/").json()["results"]
    (item,) = [one for one in answer if one["kind"] == KIND]
    assert [(one["rule"], one["status"]) for one in item["effects"]] == [("test-rule", "applied")]
    void(event)
    drain()
    page = client_as(shequ).get(f"/persons/{someone.uid}/").content.decode()
    assert "已作废" in page and "已收回" in page and "登错了" in page
    assert someone.name in client_as(jiedao).get("/engine/rules/test-rule/").content.decode()
