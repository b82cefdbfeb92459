"""What events set going, for whoever shows events: the room with the rules says it, the rooms below show it.

effect_logs.register(EffectLog("rules", cascades_of))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from core.registry import Registry

Stage = Literal["done", "waits", "undone"]


@dataclass(frozen=True)
class EffectLine:
    """One effect of an event, as a reader may see it.

    `state` stands on the chip with its `tone`; `status` is the same for machines. `url`: where it landed. `about`: (uid, name)
    of the person concerned, if the reader may see that person. `why`: rule and clause, `rule_url` the rule's page.
    """

    event: int
    rule: str
    duty: str
    text: str
    why: str
    stage: Stage
    state: str
    tone: str
    status: str
    url: str = ""
    rule_url: str = ""
    about: tuple[UUID, str] | None = None


@dataclass(frozen=True)
class Cascade:
    """The effects of one event, in the order of their rules."""

    lines: tuple[EffectLine, ...] = ()

    def __iter__(self) -> Iterator[EffectLine]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    @property
    def done(self) -> int:
        return self._staged("done")

    @property
    def waits(self) -> int:
        return self._staged("waits")

    @property
    def undone(self) -> int:
        return self._staged("undone")

    def _staged(self, stage: Stage) -> int:
        return sum(line.stage == stage for line in self.lines)


@dataclass(frozen=True)
class EffectLog:
    """Who knows effects: `of(event ids)` → the lines of each event that had any, within the reader's sight."""

    key: str
    of: Callable[[Collection[int]], Mapping[int, list[EffectLine]]]


effect_logs: Registry[EffectLog] = Registry("effect log")


def cascades(events: Collection[int]) -> dict[int, Cascade]:
    """{event id: its cascade} of those events that set something going."""
    found: dict[int, Cascade] = {}
    if events:
        for log in effect_logs:
            for event, lines in log.of(events).items():
                found[event] = Cascade((*found.get(event, Cascade()).lines, *lines))
    return found
