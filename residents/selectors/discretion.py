"""What only they read whose work it is: divorces (handbook §4), certificates of disability (SEC06).

A kind of event that is sensitive says so itself (`EventKind.permission`). Without the permission a divorced person's marital status reads
未说明, like that of anybody who never said; the end of the marriage and what tells of it are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from core.field_history import Guard, State, Subject, Told
from core.outbox import event_kinds
from core.panels import allowed
from residents.domain.sensitive import DIVORCE
from residents.models import Kinship, Person
from residents.models.kinship import KinshipKind
from residents.selectors.household import HouseholdView
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


def discreet_household(user: Any, seen: HouseholdView) -> HouseholdView:
    """The household without marriages that ended otherwise than by a death, and without whom only those tie to it."""
    if user.scope(DIVORCE).holds(seen.household.area_code):
        return seen
    died = {one.person_id: one.died_on for one in seen.members} | {pk: one.died_on for pk, one in seen.outside.items()}
    links = [
        row
        for row in seen.kin
        if row.kind != KinshipKind.SPOUSE
        or row.during.upper is None
        or row.during.upper in (died.get(row.person_id), died.get(row.relative_id))
    ]
    tied = {row.relative_id for row in links}
    return replace(seen, kin=links, outside={pk: one for pk, one in seen.outside.items() if pk in tied})


def guard_history(user: Any, subject: Subject) -> Guard:
    """A person's history as this user may read it: like the page, divorced reads 未说明, and a marriage goes on unless a death
    ended it. Two statements."""
    person = Person.objects.get(pk=subject.key)
    if may_read(user, person)(DIVORCE):
        return lambda _told, state: state
    marriages = Kinship.objects.filter(person=person, kind=KinshipKind.SPOUSE)
    deaths = {person.died_on, *marriages.values_list("relative__died_on", flat=True)}

    def guard(told: Told, state: State) -> State:
        kept = _without_reasons(state)
        if told.model is Person and str(state["marital_status"]).startswith(DIVORCED):
            kept["marital_status"] = UNSTATED
        if told.model is Kinship and state["kind"] == KinshipKind.SPOUSE and state["during"].upper not in deaths:
            kept["during"] = DateRange(state["during"].lower, None)
        return kept

    return guard


def guard_household_history(user: Any, subject: Subject) -> Guard:
    """Who came and went is told, not that it was for a divorce."""
    if user.scope(DIVORCE).holds(subject.area):
        return lambda _told, state: state
    return lambda _told, state: _without_reasons(state)


def _without_reasons(state: State) -> dict[str, Any]:
    """Reasons that speak of a divorce are left out."""
    kept = dict(state)
    if "离婚" in (kept.get("why") or ""):
        kept["why"] = ""
    context = kept.get("pgh_context__metadata") or {}
    if "离婚" in (context.get("why") or ""):
        kept["pgh_context__metadata"] = {**context, "why": ""}
    return kept
