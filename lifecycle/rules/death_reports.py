"""A single source says that somebody died: until it is certain, an office has the duty to find out (appendix E D01)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.rules.deaths import learned_on
from residents.domain.deaths import source_name


@rule(key="death-report.verify", on="person.death_reported", duty="人口", title="一个来源说去世，核实", step="D01", order=1,
      clause="户口登记条例 第八条")  # fmt: skip
def verify(batch: Batch) -> Iterator[Planned]:
    """One task for a person, however many sources speak: it ends with the registration, or when no source's word stands."""
    for event in batch:
        yield _verification(event)


def _verification(event: Happened) -> Planned:
    who, died_on = event.subject, dt.date.fromisoformat(event.payload["died_on"])
    said = f"{source_name(event.payload['word'])}说 {died_on} 去世"
    return Planned(
        event,
        "task",
        f"report:{event.payload['report']}:{died_on}",
        f"{said}：等核实",
        who.person,
        who.area,
        {
            "kind": "verify-death",
            "title": "核实是否去世",
            "why": f"{said}。公安注销，或者另一个来源说法一致，才登记死亡；说错的，在「待核实死亡」里注明误报。",
            "persons": [[who.person, "subject"]],
            "starts_on": learned_on(event).isoformat(),
            "key": str(who.person),
        },
    )
