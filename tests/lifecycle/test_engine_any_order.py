"""Told, voided, delivered and failing in any order, what stands in the end is what one quiet run would have done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from random import Random

import pytest
from django.db import connection, transaction

from core.models import Event
from core.outbox import EventKind, NewEvent, Subject, emit_many, event_kinds
from lifecycle.engine.declaration import (
    Applying,
    Batch,
    EffectKind,
    Happened,
    Planned,
    Rule,
    TakenBack,
    effect_kinds,
    rules,
)
from lifecycle.engine.drain import drain
from lifecycle.models import Delivery, Effect
from lifecycle.services.deliveries import retry
from tests.support.areas import SANYANJING

pytestmark = pytest.mark.django_db
KIND = "test.random"


class World:
    """Two rules on one kind of event, whose effects are rows of `thing`; `flaky` makes rules and effects fail at random."""

    def __init__(self, random: Random) -> None:
        self.random, self.flaky = random, 0.0
        self._run("CREATE TEMPORARY TABLE thing (key text) ON COMMIT DROP")

    def _run(self, sql: str, keys: list[str] | None = None) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, [keys] if keys is not None else None)

    def things(self) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT key FROM thing ORDER BY key")
            return [key for (key,) in cursor.fetchall()]

    def by_person(self, batch: Batch) -> Iterator[Planned]:
        yield from self._plans(batch, lambda event: f"p{event.subject.person}")

    def by_event(self, batch: Batch) -> Iterator[Planned]:
        yield from self._plans(batch, lambda event: f"e{event.id}")

    def _plans(self, batch: Batch, key: Callable[[Happened], str]) -> Iterator[Planned]:
        for event in batch:
            self._stumble()
            yield Planned(event, "test", key(event), "一件", data={"n": event.payload["n"]})

    def _stumble(self) -> None:
        if self.random.random() < self.flaky:
            raise ValueError("it happens")

    def apply(self, effects: list[Applying]) -> dict[int, str]:
        self._stumble()
        self._run("INSERT INTO thing SELECT unnest(%s)", [effect.key for effect in effects])
        return {}

    def undo(self, effects: list[Applying], reason: str) -> dict[int, TakenBack]:
        self._stumble()
        self._run("DELETE FROM thing WHERE key = ANY(%s)", [effect.key for effect in effects])
        return {effect.id: TakenBack(True, reason) for effect in effects}


@pytest.fixture
def declared() -> Iterator[None]:
    before = dict(rules._items)
    rules._items.clear()
    event_kinds.register(EventKind(KIND, "试验"))
    yield
    rules._items.clear()
    rules._items.update(before)
    del event_kinds._items[KIND]
    effect_kinds._items.pop("test", None)


def _tell(random: Random) -> None:
    subject = Subject(random.randrange(4), area=SANYANJING)
    told = NewEvent(KIND, dt.date(2026, 11, 1), (subject,), "test", payload={"n": random.randrange(2)})
    emit_many([told], by="test")


def _void(random: Random) -> None:
    standing = list(Event.objects.filter(kind=KIND, status="registered").values_list("pk", flat=True))
    if standing:
        Event.objects.filter(pk=random.choice(standing)).update(status="voided", reason="错了", dispatched_at=None)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_the_order_the_same_stands_in_the_end(seed: int, declared: None) -> None:
    random = Random(seed)
    world = World(random)
    effect_kinds.register(EffectKind("test", "试验", world.apply, world.undo))
    rules.register(Rule("by-person", "按人", (KIND,), "试验", world.by_person))
    rules.register(Rule("by-event", "按事", (KIND,), "试验", world.by_event))
    world.flaky = 0.15
    for _ in range(25):
        with transaction.atomic():
            random.choice([_tell, _tell, _void, lambda random: drain()])(random)
    world.flaky = 0.0
    retry(by="test")
    while Delivery.objects.exclude(state__in=["done", "dropped"]).exists() or Event.objects.filter(dispatched_at=None):
        drain()
        retry(by="test")
    standing = list(Event.objects.filter(kind=KIND, status="registered").prefetch_related("subjects"))
    wanted = {f"e{event.pk}" for event in standing} | {f"p{event.subjects.get().person_id}" for event in standing}
    assert world.things() == sorted(wanted)
    assert sorted(Effect.objects.filter(state="applied").values_list("key", flat=True)) == sorted(wanted)
