"""What frozen payment lists paid to people and homes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from lifecycle.paying.declaration import payment_schemes
from lifecycle.selectors.paid import lines_paid_to
from residents.domain.givers import giver_of
from residents.help_given import HelpLine, HelpSource, help_sources


def _paid(people: Collection[int], households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    """A line a month; what somebody of another home receives for one of these is the home's."""
    for line in lines_paid_to(people, households, since):
        scheme = payment_schemes.get(line.run.scheme)
        yield HelpLine(
            "paid",
            f"{scheme.title if scheme else line.run.scheme}{'（补发）' if line.run.supplement else ''}",
            giver_of(scheme.benefit) if scheme else "",
            line.run.month,
            person=line.person_id if line.person_id in people else None,
            household=line.household_id,
            amount=line.amount,
            words=line.reason,
            document=line.document,
        )


help_sources.register(HelpSource("payments", "按月发放的钱", "payment.view", _paid, order=30))
