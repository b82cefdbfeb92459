"""Which bureau a benefit comes from, as a family would say it (handbook §5.3, 6.4, 7)."""

from __future__ import annotations

CIVIL_AFFAIRS, HEALTH, LABOUR = "民政", "卫健", "人社"
_GIVERS = {
    "one-child": HEALTH,
    "lost-child": HEALTH,
    "childcare": HEALTH,
    "unemployment": LABOUR,
}


def giver_of(kind: str) -> str:
    """The bureau that answers for a kind of benefit; the disability allowances are granted by civil affairs (国发〔2015〕52 号)."""
    return _GIVERS.get(kind, CIVIL_AFFAIRS)
