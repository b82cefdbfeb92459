"""Whatever happens to an old person, or to somebody with whom they live, is compared with their groups and their plan of care."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from elderly.selectors.care_stale import Stale, old_people_near, stale_among
from elderly.task_kinds.care import ROUND
from lifecycle.domain.visits import NOBODY
from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.selectors.care_visits import open_visits_of_kind

# Everything that can change who lives with whom, who is whose, how old, how able, how supported somebody is.
TOUCHING = (
    "person.registered",
    "person.born",
    "person.corrected",
    "person.moved",
    "person.moved_in",
    "person.moved_out",
    "person.hukou_transferred",
    "person.area_changed",
    "person.died",
    "person.death_revoked",
    "person.widowed",
    "person.married",
    "person.divorced",
    "person.adopted",
    "person.adoption_ended",
    "person.disability_certified",
    "person.disability_ended",
    "person.benefit_started",
    "person.benefit_ended",
    "person.assessed",
    "person.turned_18",
    "person.turned_60",
    "person.turned_80",
    "person.turned_100",
    "person.merged",
    "person.merge_undone",
    "household.changed",
    "kinship.changed",
)


def _among(events: tuple[Happened, ...], on: dt.date) -> dict[int, dict[int, Stale]]:
    """{event: {person: what has to change}}, so that taking an event back settles whoever it touched.

    Somebody stands under each event that names them, and under the first of each kind near them: a whole home registered at once
    does not stand under every one of its people.
    """
    near = old_people_near(
        {about.person for event in events for about in event.people},
        recent=min(event.occurred_on for event in events),
        on=on,
    )
    stale = stale_among(sorted(set().union(*near.values())), on=on) if near else {}
    found: dict[int, dict[int, Stale]] = {}
    told: set[tuple[int, str]] = set()
    for event in events:
        named = {about.person for about in event.people}
        around = {one for person in named for one in near.get(person, ())} & stale.keys()
        here = sorted(one for one in around if one in named or (one, event.kind) not in told)
        told |= {(one, event.kind) for one in here}
        found[event.id] = {one: stale[one] for one in here}
    return found


@rule(key="elder.care", on=TOUCHING, duty="关怀", title="老人分类和探访安排随事情变", order=46,
      clause="民发〔2022〕73 号")  # fmt: skip
def keep_care(batch: Batch) -> Iterator[Planned]:
    found = _among(batch.events, batch.today)
    for event in batch:
        for person, one in found[event.id].items():
            yield Planned(event, "elder-care", f"{person}:{event.id}", one.words, person, one.area)


@rule(key="elder.round-seen", on="person.visited", duty="关怀", title="见到了人，加访也算看到", order=47)
def seen_on_a_round(batch: Batch) -> Iterator[Planned]:
    """Whoever met the person or the family fulfils the extra round too, for whatever the visit was made."""
    met = [event for event in batch if event.payload.get("met") != NOBODY]
    waiting = open_visits_of_kind(ROUND, [event.subject.person for event in met])
    for event in met:
        for uid, _title in waiting.get(event.subject.person, ()):
            words = f"加访看到了：{event.occurred_on} 有走访"
            yield Planned(event, "close-task", f"{uid}:{event.id}", words, event.subject.person, data={"task": uid})
