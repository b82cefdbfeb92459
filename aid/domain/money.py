"""Money in whole cents, and the words it is said in."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
YUAN = Decimal(1)
NOTHING = Decimal("0.00")
MONTHS = 12


def cents(amount: Decimal) -> Decimal:
    """Whole cents, a half upwards."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def whole_yuan(amount: Decimal) -> Decimal:
    """Whole yuan, a half upwards: 1980.8 → 1981 (handbook §17.7). 1792.0 stays as it is; both official figures fit."""
    return amount.quantize(YUAN, ROUND_HALF_UP).quantize(CENT)


def a_month(year_total: Decimal) -> Decimal:
    """What a sum over twelve months is in one month, rounded once."""
    return cents(year_total / MONTHS)


def yuan(amount: Decimal) -> str:
    """`1,238.00 元`."""
    return f"{cents(amount):,} 元"
