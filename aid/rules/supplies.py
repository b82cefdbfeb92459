"""Nobody is there any more: what was to be brought is not (appendix E D16); who moved within the district is brought it from there."""

from __future__ import annotations

from collections.abc import Iterator

from aid.selectors.supplies import served_among
from lifecycle.engine.declaration import Batch, Planned, rule


@rule(
    key="supplies.ended",
    on=("person.died", "person.moved_out"),
    duty="物资",
    title="按月送的物资停下",
    step="D16",
    order=60,
)
def ended(batch: Batch) -> Iterator[Planned]:
    served = served_among(batch.subjects)
    for event in batch:
        who = event.subject
        if who.person in served:
            why = "去世" if event.kind == "person.died" else "迁走"
            yield Planned(
                event,
                "end-supplies",
                str(who.person),
                f"物资和心愿停送（{why}）",
                who.person,
                who.area,
                {"on": event.occurred_on.isoformat(), "why": f"{event.occurred_on} {why}"},
            )


@rule(
    key="supplies.follow", on=("person.moved", "person.moved_in"), duty="物资", title="按月送的物资跟着人走", order=61
)
def follow(batch: Batch) -> Iterator[Planned]:
    served = served_among(batch.subjects)
    for event in batch:
        who = event.subject
        if who.person in served:
            yield Planned(
                event, "move-supplies", f"{who.person}:{event.id}", "物资和心愿转到新社区", who.person, who.area
            )
