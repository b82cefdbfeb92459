"""A charity supermarket and a store in the demo community, with goods of made-up donors, wishes and what is brought month by month."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.db import connection

from accounts.selectors.users import user_named
from aid.models import SupplyItem, SupplyPlace
from aid.services.supplies import EDIT, Receiver, TakenIn, hand_out, take_in
from aid.services.wishes import plan_monthly, wish
from core.errors import NotFound
from residents.demo.parts import Demo, DemoPart, demo_parts
from residents.selectors.at_home import homes_on
from residents.selectors.people_briefly import briefly

_CLERK, _COMMUNITY, _DISTRICT = "shequ", "440104001007", "440104"
_IN_STOCK = 60  # days ago that the goods came in
_ITEMS = (
    ("大米", "袋", "food", 10),
    ("花生油", "桶", "food", 10),
    ("牛奶", "箱", "food", None),
    ("棉被", "床", "clothes", 3),
    ("血压计", "台", "health", 2),
    ("轮椅", "台", "health", None),
)
_PLACES = (("三眼井慈善超市", "market"), ("三眼井捐赠接收站", "station"))
# item, quantity, days it stays good (None: for good), yuan a unit, who gave ("" bought)
_GOODS = (
    ("大米", 40, 300, "32.00", "陈记粮油（演示）"),
    ("大米", 6, 18, "30.00", "爱心街坊（演示）"),
    ("花生油", 24, 400, "89.90", "陈记粮油（演示）"),
    ("牛奶", 5, 25, "45.00", ""),
    ("棉被", 2, None, "120.00", ""),
    ("血压计", 4, None, "150.00", "洪桥药房（演示）"),
)
_OLD = """
SELECT id FROM residents_person WHERE living_area = %s AND status = 'living' AND birth_date < %s ORDER BY birth_date, id LIMIT %s
"""


def fill(demo: Demo) -> int:
    """Nothing where the demo sign-ins are not there or may not enter (a seed without accounts, DEMO off)."""
    try:
        clerk = user_named(_CLERK)
    except NotFound:
        return 0
    if not clerk.has_permission(EDIT):
        return 0
    today = demo.now.date()
    items = {
        name: SupplyItem.objects.get_or_create(
            area_code=_DISTRICT, name=name, unit=unit, defaults={"sort": sort, "low": low, "source": "seed"}
        )[0]
        for name, unit, sort, low in _ITEMS
    }
    places = [
        SupplyPlace.objects.get_or_create(
            area_code=_COMMUNITY, name=name, defaults={"kind": kind, "address": "三眼井直街12号", "source": "seed"}
        )[0]
        for name, kind in _PLACES
    ]
    for name, quantity, days, value, donor in _GOODS:
        until = today + dt.timedelta(days=days) if days else None
        line = TakenIn(items[name].uid, Decimal(quantity), until, Decimal(value))
        take_in(places[0].uid, [line], donor=donor, on=today - dt.timedelta(days=_IN_STOCK), by=clerk)
    return len(_GOODS) + _needs(today, items, places[0], clerk)


def _needs(today: dt.date, items: dict[str, SupplyItem], place: SupplyPlace, clerk: Any) -> int:
    """Grain and oil for the oldest of the community, of which some was brought weeks ago; a blood-pressure meter for some."""
    with connection.cursor() as cursor:
        cursor.execute(_OLD, [_COMMUNITY, today.replace(year=today.year - 85, day=1), 12])
        people = [pk for (pk,) in cursor.fetchall()]
    known, homes = briefly(people), homes_on(people, today)
    for n, pk in enumerate(people):
        what = "花生油" if n % 2 else "大米"
        plan_monthly(
            known[pk].uid,
            items[what].uid,
            Decimal(1),
            every=1 + n % 2,
            since=today,
            reason="高龄，行动不便",
            by=clerk,
            source="seed",
        )
        if n % 3 == 0:
            day, to = (
                today - dt.timedelta(days=7 + 4 * n),
                Receiver(pk, homes[pk].household_id if pk in homes else None),
            )
            hand_out(place.uid, items[what].uid, Decimal(1 + n % 2), to=to, by=clerk, on=day, reason="入户慰问")
        if n % 5 == 0:
            wish(known[pk].uid, items["血压计"].uid, Decimal(1), by=clerk, reason="走访时说的", source="seed")
    return len(people)


demo_parts.register(DemoPart("supplies", fill, order=70))
