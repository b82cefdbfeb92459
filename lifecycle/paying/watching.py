"""Declaring a scheme: it joins the registry, and events that may change what is due have its paid months compared again."""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Planned, React, Rule, rules
from lifecycle.paying.declaration import PaymentScheme, payment_schemes
from lifecycle.selectors.paid import paid_keys

_LAST = 95  # after the rules that begin and end benefits


def declare(scheme: PaymentScheme) -> PaymentScheme:
    """Register a scheme; with `events` also the rule that compares paid months after them."""
    payment_schemes.register(scheme)
    if scheme.events:
        rules.register(
            Rule(
                key=f"payments.{scheme.key}",
                title=f"核对已发的{scheme.title}",
                on=scheme.events,
                duty=scheme.duty,
                react=_reaction(scheme),
                clause=scheme.clause,
                order=_LAST,
            )
        )
    return scheme


def _reaction(scheme: PaymentScheme) -> React:
    def compare_paid(batch: Batch) -> Iterator[Planned]:
        """Only for those who stand on a frozen list of the scheme: nobody else can have been paid."""
        people = {about.person for event in batch for about in event.people}
        keys = paid_keys(scheme.key, people)
        for event in batch:
            own = sorted({key for about in event.people for key in keys.get(about.person, ())})
            if own:
                yield Planned(
                    event,
                    "compare-paid",
                    key=f"{event.id}",
                    words=f"{scheme.title}：核对已经发过的月份",
                    data={"scheme": scheme.key, "keys": own},
                )

    return compare_paid
