"""Where people are registered and live: a new stay ends the one before; the projections follow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, transaction

from core import clock
from core.bulk import insert_rows
from residents.domain.sources import outranks
from residents.models import Residence
from residents.models.residence import ResidenceKind
from residents.services.facts import end_facts
from residents.services.register import RESIDENCE, Stay, conflict_words, living_kind, residence_row

NewStay = tuple[int, str, Stay, str]  # (person, "hukou" or "living", stay, source)


def settle(stays: Iterable[NewStay], *, by: Any, why: str = "") -> list[int]:
    """Begin stays; returns the persons for whom something changed.

    The stay that holds now is ended on the day the new one begins; if it says the same place, nothing happens, and if it
    comes from a source that outranks the new one (police before the collection form) it stands.
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
        if standing and not _differs(standing, stay, source):
            continue
        if standing:
            ended.append((standing.pk, stay.since))
        kind = slot if slot == ResidenceKind.HUKOU else living_kind(registered.get(person, ""), stay.area)
        rows.append(residence_row(person, kind, stay, said, source))
        changed.append(person)
    try:
        with transaction.atomic():
            for day in {day for _, day in ended}:
                end_facts(Residence, [pk for pk, on in ended if on == day], on=day)
            insert_rows(Residence, RESIDENCE, rows)
    except IntegrityError as error:
        raise conflict_words(error) from error
    project(changed)
    return changed


def _current(people: set[int]) -> dict[tuple[int, str], Residence]:
    rows = Residence.objects.filter(person_id__in=people, during__upper_inf=True)
    return {(row.person_id, "hukou" if row.kind == ResidenceKind.HUKOU else "living"): row for row in rows}


def _differs(standing: Residence, stay: Stay, source: str) -> bool:
    same_place = standing.area_code == stay.area and (stay.dwelling_id is None or standing.dwelling_id == stay.dwelling_id)
    return not same_place and not outranks(standing.source, source)


def _registered(current: dict[tuple[int, str], Residence], stays: list[NewStay]) -> dict[int, str]:
    """The registered area of each person once these stays have begun."""
    found = {person: row.area_code for (person, slot), row in current.items() if slot == "hukou"}
    return found | {person: stay.area for person, slot, stay, _ in stays if slot == "hukou"}


def project(people: Iterable[int]) -> None:
    """Bring `hukou_area`, `living_area` and the two addresses of persons in step with their residence rows."""
    pks = list(set(people))
    if not pks:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE residents_person p SET hukou_area = now.hukou, living_area = now.living,
                   hukou_address = now.hukou_address, living_address = now.living_address, updated_at = %s
            FROM (SELECT q.id, coalesce(h.area_code, '') hukou, coalesce(l.area_code, '') living,
                         coalesce(h.address, '') hukou_address, coalesce(l.address, '') living_address
                  FROM residents_person q
                  LEFT JOIN residents_residence h ON h.person_id = q.id AND h.kind = 'hukou' AND upper_inf(h.during)
                  LEFT JOIN residents_residence l ON l.person_id = q.id AND l.kind <> 'hukou' AND upper_inf(l.during)
                  WHERE q.id = ANY(%s)) now
            WHERE p.id = now.id AND (p.hukou_area, p.living_area, p.hukou_address, p.living_address)
                  IS DISTINCT FROM (now.hukou, now.living, now.hukou_address, now.living_address)
            """,
            [clock.now(), pks],
        )

