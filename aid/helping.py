"""What single sums of aid, the stations and the charity supermarket gave to people and homes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.urls import reverse

from aid.domain.law import AID_KINDS
from aid.selectors.aid_paid import document_of
from aid.selectors.awards import once_since
from aid.selectors.supplies import gifts_to
from aid.services.supplies import goods_words
from residents.domain.givers import giver_of
from residents.help_given import HelpLine, HelpSource, help_sources


def _once(people: Collection[int], households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    """By the month the base knows it (residents/helping.py); what is paid once the award alone knows as the household's sum."""
    for award in once_since(people, households, since):
        yield HelpLine(
            "once",
            AID_KINDS[award.kind].title,
            giver_of(award.kind),
            award.during.lower,
            person=None if award.household_id or award.case is None else award.case.applicant_id,
            household=award.household_id,
            amount=award.once,
            document=document_of(award),
            url=reverse("aid-case", args=[award.case.uid]) if award.case else "",
        )


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


help_sources.register(HelpSource("aid-once", "一次性的救助", "aid.view", _once, order=20))
help_sources.register(HelpSource("goods", "送去的东西", "supply.view", _gifts, order=40))
