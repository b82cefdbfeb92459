"""平安通 ends with a death or with leaving the city, and goes along with a move (appendix E D16; 穗民规字〔2023〕8号)."""

from __future__ import annotations

from collections.abc import Iterator

from elderly.domain.alarm import CLAUSE
from elderly.models.alarm import Ended
from elderly.selectors.alarm_kept import with_device
from lifecycle.engine.declaration import Batch, Planned, rule
from residents.selectors.living_areas import living_areas


@rule(key="alarm.ends", on="person.died", duty="关怀", title="平安通停用、收回", step="D16", order=31, clause=CLAUSE)
def ends(batch: Batch) -> Iterator[Planned]:
    """The device is out of use from the day of death; somebody tells the provider and takes it back."""
    have = with_device(batch.subjects)
    for event in batch:
        dead = event.subject
        if dead.person in have:
            data = {"do": "end", "why": Ended.DIED.value}
            words = f"平安通自 {event.occurred_on} 停用，等收回设备。"
            yield Planned(event, "alarm", str(dead.person), words, dead.person, dead.area, data)


@rule(
    key="alarm.moves",
    on=("person.moved", "person.moved_in", "person.moved_out"),
    duty="关怀",
    title="平安通随搬家",
    order=47,
    clause=CLAUSE,
)
def moves(batch: Batch) -> Iterator[Planned]:
    """Within the city it goes along; out of it, it ends: the rule asks that somebody lives here."""
    have = with_device(batch.subjects)
    homes = living_areas(have)
    for event in batch:
        who = event.subject
        if who.person not in have:
            continue
        area, key = homes.get(who.person, ""), f"{who.person}:{event.occurred_on}"
        if event.kind == "person.moved_out" or not area:
            words = f"搬离，平安通自 {event.occurred_on} 停用，等收回设备。"
            data = {"do": "end", "why": Ended.MOVED.value}
            yield Planned(event, "alarm", key, words, who.person, who.area, data)
        else:
            yield Planned(event, "alarm", key, "平安通随搬家，转给新的社区", who.person, area, {"do": "move"})
