"""Deliveries that failed are tried again because somebody says so."""

from __future__ import annotations

import logging
from collections.abc import Collection

from django.db import transaction

from core import clock
from core.waking import wake
from lifecycle.models import Delivery

logger = logging.getLogger(__name__)


def retry(*, by: str, rule: str = "", ids: Collection[int] | None = None) -> int:
    """Try parked deliveries, and those that back off, again at once: all, those of a rule, or those named; returns how many.

    They count as new: eight more attempts before they are parked again.
    """
    rows = Delivery.objects.filter(state__in=[Delivery.State.PARKED, Delivery.State.PENDING]).exclude(error="")
    if rule:
        rows = rows.filter(rule=rule)
    if ids is not None:
        rows = rows.filter(pk__in=ids)
    with transaction.atomic():
        number = rows.update(state=Delivery.State.PENDING, attempts=0, next_at=clock.now())
        wake()
    logger.info("%s has %d deliveries tried again.", by, number)
    return number
