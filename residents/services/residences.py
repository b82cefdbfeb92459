"""Where people are registered and live: a new stay ends the one before; the projections follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction

from core import clock
from core.bulk import insert_rows
from residents.domain.sources import outranks
from residents.models import Residence
from residents.models.residence import ResidenceKind
from residents.services.facts import end_facts
from residents.services.grounded import current
from residents.services.projections import project_residences
from residents.services.register import RESIDENCE, Stay, conflict_words, living_kind, residence_rows

NewStay = tuple[int, str, Stay, str]  # (person, "hukou" or "living", stay, source)


def settle(stays: Iterable[NewStay], *, by: Any, why: str = "", judged: bool = False) -> list[int]:
    """Begin stays; returns the persons for whom something changed.

    The stay that holds now is ended on the day the new one begins; if it says the same place, nothing happens, and if it
    comes from a source that outranks the new one (police before the collection form) it stands. `judged`: the caller has
    asked the order of sources that is in force (selectors/source_orders.py), so that nothing is asked again.
    """
    stays = list(stays)
    current = _current({stay[0] for stay in stays})
    ended: list[tuple[int, Any]] = []
    rows: list[tuple[Any, ...]] = []
    changed: list[int] = []
    said = (clock.now(), by.username, why)
    registered = _registered(current, stays)
    for person, slot, stay, source in stays:
        standing = current.get((person, slot))
        if standing and not _differs(standing, stay, "" if judged else source):
            continue
        if standing:
            ended.append((standing.pk, stay.since))
        kind = (
            slot
            if slot == ResidenceKind.HUKOU
            else living_kind(registered.get(person, ""), stay.area, floating=stay.floating)
        )
        rows += residence_rows(person, kind, stay, said, source)
        changed.append(person)
    try:
        with transaction.atomic():
            for day in {day for _, day in ended}:
                end_facts(Residence, [pk for pk, on in ended if on == day], on=day)
            insert_rows(Residence, RESIDENCE, rows)
    except IntegrityError as error:
        raise conflict_words(error) from error
    project_residences(changed)
    return changed


def _current(people: set[int]) -> dict[tuple[int, str], Residence]:
    rows = Residence.objects.filter(person_id__in=people, during__upper_inf=True)
    return {(row.person_id, "hukou" if row.kind == ResidenceKind.HUKOU else "living"): row for row in rows}


def _differs(standing: Residence, stay: Stay, source: str) -> bool:
    # An address that fits no dwelling is new only where none was placed: text never undoes a placement.
    new_text = bool(stay.address) and stay.address != standing.address and standing.dwelling_id is None
    same_place = standing.area_code == current(stay.area) and (
        standing.dwelling_id == stay.dwelling_id if stay.dwelling_id else not new_text
    )
    return not same_place and (not source or not outranks(standing.source, source))


def _registered(current: dict[tuple[int, str], Residence], stays: list[NewStay]) -> dict[int, str]:
    """The registered area of each person once these stays have begun."""
    found = {person: row.area_code for (person, slot), row in current.items() if slot == "hukou"}
    return found | {person: stay.area for person, slot, stay, _ in stays if slot == "hukou"}
