"""Template filters of social assistance. `{% load aid %}`."""

from __future__ import annotations

from decimal import Decimal

from django import template

from aid.domain.supplies import plain

register = template.Library()


@register.filter
def quantity(number: Decimal | None) -> str:
    """10, 2.5: how much of some goods; nothing for None."""
    return "" if number is None else plain(number)
