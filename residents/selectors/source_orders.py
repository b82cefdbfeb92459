"""The orders of sources in force on a day in an area, as the offices set them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from core.parameters import read_many
from residents.domain.sources import GENERAL, SourceOrder, read_order
from residents.parameters import AS_GENERAL, FIELD_ORDERS, FULL_FILE_SHARE, SOURCE_ORDER


@dataclass(frozen=True)
class SourceOrders:
    """Which order decides each field."""

    general: SourceOrder = field(default_factory=lambda: read_order(GENERAL))
    own: dict[str, SourceOrder] = field(default_factory=dict)

    def of(self, name: str) -> SourceOrder:
        """The order for a field: its own, else the general one."""
        return self.own.get(name, self.general)


def source_orders(*, on: dt.date, area: str) -> SourceOrders:
    """Two levels of parameters in one statement; an unconfirmed general order reads as the handbook's."""
    keys = [SOURCE_ORDER.key, *(parameter.key for parameter in FIELD_ORDERS.values())]
    readings = read_many(keys, on=on, area=area)
    said = readings[SOURCE_ORDER.key].value
    own = {name: readings[parameter.key].value for name, parameter in FIELD_ORDERS.items()}
    return SourceOrders(
        read_order(said or GENERAL),
        {name: read_order(text) for name, text in own.items() if text and text != AS_GENERAL},
    )


def full_file_share(*, on: dt.date, area: str) -> int:
    """Percent of the registered that a full file must list before absence means anything; 100 while unconfirmed."""
    value = read_many([FULL_FILE_SHARE.key], on=on, area=area)[FULL_FILE_SHARE.key].value
    return 100 if value is None else int(value)
