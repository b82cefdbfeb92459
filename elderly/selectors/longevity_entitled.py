"""How persons stand to the longevity allowance by the base now: old enough, registered here, alive, receiving."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from core import clock
from elderly.domain.longevity import FLOOR
from residents.domain.ages import has_turned
from residents.selectors.as_of import people_on, residence_columns
from residents.selectors.benefits import LONGEVITY, BenefitLine, standing_benefits
from residents.services.registrations import ours


@dataclass(frozen=True, slots=True)
class Standing:
    """A person: `area` where they are registered ("" when nowhere of ours), `benefit` what they receive and nobody has ended."""

    person: int
    birth: dt.date
    dead: bool
    area: str
    registered_since: dt.date
    benefit: BenefitLine | None
    old_enough: bool

    @property
    def entitled(self) -> bool:
        return self.old_enough and not self.dead and bool(self.area)


def standings(people: Collection[int]) -> dict[int, Standing]:
    """{person: how they stand today}, in two statements; those without a birth date are left out: nobody can say."""
    today, columns = clock.today(), residence_columns()
    rows = people_on(today).filter(pk__in=list(people)).exclude(birth_date=None)
    receiving = standing_benefits(people, LONGEVITY)
    found = {}
    for pk, birth, died_on, status, code, since in rows.values_list(
        "pk", "birth_date", "died_on", "status", columns["hukou_code"], columns["hukou_since"]
    ):
        found[pk] = Standing(
            pk,
            birth,
            died_on is not None or status == "deceased",
            code if code and ours(code) else "",
            since or birth,
            receiving.get(pk),
            has_turned(birth, FLOOR, today),
        )
    return found
