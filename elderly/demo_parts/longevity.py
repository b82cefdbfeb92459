"""The longevity allowance of the demo's old people, as it was known when the base was set up: since when, and no sum."""

from __future__ import annotations

from core.parameters import read
from elderly.domain import longevity
from elderly.domain.longevity import FLOOR
from elderly.parameters.longevity import FROM_MONTHS
from residents.demo.parts import Demo, DemoPart, demo_parts
from residents.demo.seeding import DISTRICT
from residents.domain.ages import born_by
from residents.selectors.as_of import living_on, people_on, registered_in, residence_columns
from residents.selectors.benefits import LONGEVITY
from residents.services.benefits import NewBenefit, note_known_benefits


def fill(demo: Demo) -> int:
    """Open it for everybody registered here who is old enough; the events that follow end it. Returns how many."""
    today = demo.now.date()
    later = read(FROM_MONTHS.key, on=today, area=DISTRICT).value
    if later is None:
        return 0
    since = residence_columns()["hukou_since"]
    people = people_on(today).filter(
        registered_in(DISTRICT),
        living_on(today),
        birth_date__lte=born_by(FLOOR, longevity.judged_on(today, int(later))),
    )
    return note_known_benefits(
        [
            NewBenefit(
                pk, LONGEVITY.value, max(longevity.starts(birth, later), longevity.first_month(began, later)), "seed"
            )
            for pk, birth, began in people.order_by("pk").values_list("pk", "birth_date", since)
        ],
        by="seed",
        why="建册时已在领",
    )


demo_parts.register(DemoPart("longevity", fill, order=30))
