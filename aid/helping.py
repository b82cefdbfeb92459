"""What the stations and the charity supermarket gave to people and homes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.urls import reverse

from aid.selectors.supplies import gifts_to
from aid.services.supplies import goods_words
from residents.help_given import HelpLine, HelpSource, help_sources


def _gifts(people: Collection[int], households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    for entry in gifts_to(people, households, since):
        yield HelpLine(
            "goods",
            goods_words(entry),
            entry.place.name,
            entry.on,
            person=entry.person_id,
            household=None if entry.person_id else entry.household_id,
            words=entry.reason,
            url=reverse("supply-entry", args=[entry.uid]),
        )


help_sources.register(HelpSource("goods", "送去的东西", "supply.view", _gifts, order=40))
