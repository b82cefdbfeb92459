"""What only they read whose work it is: divorces (handbook §4), certificates of disability (SEC06).

A kind of event that is sensitive says so itself (`EventKind.permission`). Without the permission a divorced person's marital status reads
未说明, like that of anybody who never said; the end of the marriage and what tells of it are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from core.outbox import event_kinds
from core.panels import allowed
from residents.domain.sensitive import DIVORCE
from residents.selectors.person import PersonView
from residents.selectors.timeline import TimelineItem

DIVORCED, UNSTATED = "4", "90"  # GB/T 2261.2
May = Callable[[str], bool]


def may_read(user: Any, person: Any) -> May:
    """Asks, for a permission, whether a grant of the user holds where this person is registered or lives."""
    return lambda permission: allowed(user, permission, person)


def discreet(person: PersonView, may: May) -> PersonView:
    """The person as this user may read them."""
    if person.row.marital_status.startswith(DIVORCED) and not may(DIVORCE):
        person.row.marital_status = UNSTATED
    return person


def hidden_fields(may: May) -> frozenset[str]:
    """Fields on which other sources' words are kept from this user."""
    return frozenset() if may(DIVORCE) else frozenset({"marital_status"})


def readable(items: Iterable[TimelineItem], may: May) -> list[TimelineItem]:
    """The entries that this user may read."""
    return [said for item in items if (said := _said(item, may)) is not None]


def _said(item: TimelineItem, may: May) -> TimelineItem | None:
    kind = event_kinds.get(item.event.kind) if item.event else None
    needs = {permission for permission in (item.needs, kind.permission if kind else "") if permission}
    if not all(may(permission) for permission in needs):
        return None
    if item.fact == "correction" and "离婚" in item.text and not may(DIVORCE):
        kept = [part for part in item.text.split("；") if "离婚" not in part]
        return replace(item, text="；".join(kept)) if kept else None
    return item


def guard_row(user: Any, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row of the register of people as this user's programs may read it."""
    if not str(row["marital_status"]).startswith(DIVORCED):
        return row
    scope = user.scope(DIVORCE)
    holds = scope.holds(row["hukou_area"]) or scope.holds(row["living_area"])
    return row if holds else {**row, "marital_status": UNSTATED}
