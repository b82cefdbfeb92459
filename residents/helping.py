"""What the base knows people to receive."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from residents.domain.givers import giver_of
from residents.help_given import HelpLine, HelpSource, help_sources
from residents.models.benefit import BenefitKind
from residents.selectors.benefits import benefits_since

ONCE = (BenefitKind.TEMPORARY,)  # a single sum, for an emergency


def _benefits(people: Collection[int], _households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    for line in benefits_since(people, since):
        yield HelpLine(
            "once" if line.kind in ONCE else "monthly",
            line.words,
            giver_of(line.kind),
            line.since,
            line.until,
            person=line.person_id,
            household=line.household_id,
            amount=line.monthly,
            document=line.document,
        )


help_sources.register(HelpSource("benefits", "在享待遇", "benefit.view", _benefits, order=10))
