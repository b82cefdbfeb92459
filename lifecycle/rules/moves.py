"""What a registration that leaves sets going: whoever is struck off may still live here, and nobody has said (contracts: GA03)."""

from __future__ import annotations

from collections.abc import Iterator

from core.scope import EVERYWHERE
from lifecycle.engine.declaration import Batch, Planned, rule
from lifecycle.rules.deaths import task
from residents.selectors.someone import people_by_id
from residents.services.registrations import OUT, WITHIN, ours


@rule(key="transfer.still-living-here", on="person.hukou_transferred", duty="人口", title="户口迁出，核实是否还住在这里", order=48,
      clause="户口登记条例 第十条、第十五条")  # fmt: skip
def still_living_here(batch: Batch) -> Iterator[Planned]:
    """Asked once a person, of the community they left, while the base has them living there."""
    left = [event for event in batch if event.payload.get("direction") in (OUT, WITHIN)]
    homes = people_by_id([event.subject.person for event in left], scope=EVERYWHERE)
    for event in left:
        who, area = homes.get(event.subject.person), str(event.payload.get("from", ""))
        if who is None or who.deceased or not ours(area) or who.living_area != area:
            continue
        yield task(
            event,
            "still-living-here",
            person=who.id,
            area=area,
            key=f"{who.id}:{event.occurred_on}",
            title="户口已迁出，核实是否还住在这里",
            why=f"{event.occurred_on} 户口迁出，住处还登记在本社区。",
            words="是否还住在这里：等核实",
        )
