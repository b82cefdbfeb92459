"""What an old person is given besides money: goods that come regularly, the green card, an alarm that somebody else pays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator

from django.urls import reverse

from elderly.domain.green_cards import ISSUER, titles
from elderly.models.alarm import Paid
from elderly.models.record import Every
from elderly.selectors.given import cards_since, devices_since, relief_since
from residents.help_given import HelpLine, HelpSource, help_sources

_VIEW = "elder.view"


def _relief(people: Collection[int], _households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    for item in relief_since(people, since):
        regular = item.every != Every.ONCE
        yield HelpLine(
            "goods",
            item.what,
            item.giver,
            item.during.lower,
            item.during.upper if regular else None,
            person=item.person_id,
            count=" ".join(filter(None, (item.get_every_display() if regular else "", item.amount))),
            url=reverse("elder-record", args=[item.person.uid]),
            regular=regular,
        )


def _cards(people: Collection[int], _households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    for card in cards_since(people, since):
        yield HelpLine(
            "service",
            "健康绿卡",
            ISSUER,
            card.issued_on,
            card.ended_on,
            person=card.person_id,
            count="、".join(titles(card.entitlements)),
            document=card.number,
            url=reverse("elder-record", args=[card.person.uid]),
        )


def _devices(people: Collection[int], _households: Collection[int], since: dt.date) -> Iterator[HelpLine]:
    """Only those that the old person does not pay."""
    for device in devices_since(people, since):
        yield HelpLine(
            "service",
            "平安通",
            Paid.SUBSIDISED.label,
            device.since,
            device.until,
            person=device.person_id,
            words=device.provider,
            url=reverse("person", args=[device.person.uid]),
        )


help_sources.register(HelpSource("elder-relief", "老人救济物品", _VIEW, _relief, order=50))
help_sources.register(HelpSource("elder-card", "健康绿卡", _VIEW, _cards, order=51))
help_sources.register(HelpSource("elder-alarm", "资助的平安通", "alarm.view", _devices, order=52))
