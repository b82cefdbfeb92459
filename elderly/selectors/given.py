"""What old people were given since a day, or are given now: one statement for each sort."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q

from elderly.models import AlarmDevice, GreenCard, ReliefItem
from elderly.models.alarm import Paid


def relief_since(people: Collection[int], since: dt.date) -> list[ReliefItem]:
    """Goods of the record that somebody is given on the day or later."""
    rows = ReliefItem.objects.filter(person_id__in=list(people), during__overlap=(since, None))
    return list(rows.select_related("person").order_by("-during", "-id"))


def cards_since(people: Collection[int], since: dt.date) -> list[GreenCard]:
    """Green cards in force on the day or later."""
    rows = GreenCard.objects.filter(Q(ended_on=None) | Q(ended_on__gt=since), person_id__in=list(people))
    return list(rows.select_related("person").order_by("-issued_on", "-id"))


def devices_since(people: Collection[int], since: dt.date) -> list[AlarmDevice]:
    """Devices in use on the day or later that are paid for by the state."""
    rows = AlarmDevice.objects.filter(
        Q(until=None) | Q(until__gt=since), person_id__in=list(people), paid=Paid.SUBSIDISED
    )
    return list(rows.select_related("person").order_by("-since", "-id"))
