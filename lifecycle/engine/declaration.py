"""What a rule and an effect say of themselves. A duty reacts to an event by adding a file `rules.py` (docs/how-to/add-a-rule.md).

    @rule(key="bereavement-visit", on="person.died", duty="关怀", title="丧亲困难探访", step="D14", clause="…")
    def bereavement_visit(batch: Batch) -> Iterator[Planned]:
        for event in batch:
            yield Planned(event, "task", key=f"{event.subject}", person=…, area=…, words="…", data={…})

A rule reads and plans, set-based, for a whole batch; it writes nothing. The engine keeps each plan once by (rule, key), has
the effect's kind carry it out, and takes it back when the event is voided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from core.registry import Registry

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """A person in an event: id, role, and the area the event belongs to for that person."""

    person: int
    role: str
    area: str


@dataclass(frozen=True, slots=True)
class Happened:
    """An event as rules see it. `payload` holds ids and codes only."""

    id: int
    uid: UUID
    kind: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    source: str
    payload: Mapping[str, Any]
    people: tuple[About, ...]
    cause: int | None = None

    def role(self, role: str) -> list[About]:
        return [about for about in self.people if about.role == role]

    @property
    def subject(self) -> About:
        """The one whom it happened to: the first with the role `subject`, else the first person named."""
        first = self.people[0]
        if first.role == "subject":
            return first
        return next((about for about in self.people if about.role == "subject"), first)


@dataclass(frozen=True)
class Batch(Sequence[Happened]):
    """Events for one rule, in the order in which they were told; `today` is the day of the run."""

    events: tuple[Happened, ...]
    today: dt.date
    seen: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, index: Any) -> Any:
        return self.events[index]

    def __len__(self) -> int:
        return len(self.events)

    def once(self, read: Callable[[tuple[Happened, ...]], T]) -> T:
        """What several rules read about the same events: the first to ask reads, the others get the same.

        Rules of one pass see the base as it stood when the pass began.
        """
        key = (read, tuple(event.id for event in self.events))
        if key not in self.seen:
            self.seen[key] = read(self.events)
        return self.seen[key]

    @property
    def subjects(self) -> list[int]:
        """The persons whom these events happened to, each once."""
        return list(dict.fromkeys(event.subject.person for event in self.events if event.people))


@dataclass(frozen=True, slots=True)
class Planned:
    """What a rule wants done because of an event.

    `effect`: key of an effect kind ("task", "note", "silence" …). `key`: what makes it the same effect within the rule (subject,
    period): planned again, it changes nothing. `words`: what is done, for the cascade on the timeline. `data`: what the
    kind needs, JSON.
    """

    event: Happened
    effect: str
    key: str
    words: str
    person: int | None = None
    area: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


React = Callable[[Batch], Iterable[Planned]]


@dataclass(frozen=True)
class Rule:
    """A duty's reaction to kinds of events. `step` names the line of appendix E it fulfils; `clause` the law."""

    key: str
    title: str
    on: tuple[str, ...]
    duty: str
    react: React
    clause: str = ""
    step: str = ""
    order: int = 100


rules: Registry[Rule] = Registry("rule")


def rule(
    *, key: str, on: str | Iterable[str], duty: str, title: str, clause: str = "", step: str = "", order: int = 100
) -> Callable[[React], React]:
    """Declare the decorated function as a rule."""

    def declare(react: React) -> React:
        kinds = (on,) if isinstance(on, str) else tuple(on)
        rules.register(Rule(key, title, kinds, duty, react, clause, step, order))
        return react

    return declare


def rules_for(kind: str) -> Iterator[Rule]:
    """The rules that react to a kind of event, in their order."""
    return iter(sorted((one for one in rules if kind in one.on), key=lambda one: one.order))


@dataclass(frozen=True, slots=True)
class Applying:
    """An effect to be carried out, or taken back: its row's id, what was planned, and what it made (`target`)."""

    id: int
    rule: str
    event: int
    source: str
    person: int | None
    area: str
    key: str
    words: str
    data: Mapping[str, Any]
    occurred_on: dt.date
    target: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What undoing did: `done` False means that a person must decide, and `words` says why."""

    done: bool
    words: str


@dataclass(frozen=True, slots=True)
class Landed:
    """How it stands with what an effect made: words for the chip (今天到期), their tone, the page, whether somebody must still act."""

    state: str
    tone: str = ""
    url: str = ""
    waits: bool = False


@dataclass(frozen=True)
class EffectKind:
    """How effects of a kind are carried out and taken back, set-based.

    `apply(effects)` → {effect id: target}, a target reads `task:<uid>` (where to look; "" for none). `undo(effects, reason)` →
    {effect id: what became of it}. `landed(targets)` → {target: how it stands}, for those that the reader may see. `together`:
    the effects of all rules are carried out by one call, as by the rules rather than by one of them.
    """

    key: str
    title: str
    apply: Callable[[list[Applying]], Mapping[int, str]]
    undo: Callable[[list[Applying], str], Mapping[int, TakenBack]]
    landed: Callable[[Collection[str]], Mapping[str, Landed]] | None = None
    together: bool = False


effect_kinds: Registry[EffectKind] = Registry("effect kind")
