"""Registrations leave and arrive: the police's lists GA03 and GA04, set-based; domain/registrations.py says what a line does.

What goes with the registration: the membership of the registered household ends, a head who leaves leaves a head to confirm, a
household in which nobody is left is closed, and a home counts as 常住 or 流动 by the new registration. Whether the person still lives
there is not asserted: a rule asks (lifecycle/rules/moves.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction

from accounts.selectors.areas import area_tree
from core import clock
from core.bulk import insert_rows
from core.outbox import NewEvent, Subject
from core.scope import as_system
from core.told_once import emit_once
from residents.domain.registrations import Stay as Registered
from residents.domain.registrations import Step
from residents.models import Household, HouseholdMembership, Person, Residence
from residents.models.residence import ResidenceKind
from residents.services.facts import end_facts, end_or_take_back
from residents.services.households import close_empty
from residents.services.projections import project_residences
from residents.services.register import RESIDENCE, Stay, conflict_words, living_kind, residence_rows

WALL = "a registration moves between communities; one of them lies outside the area of whoever registers it"
IN, OUT, WITHIN = "in", "out", "within"
TRANSFERRED = "person.hukou_transferred"


@dataclass(frozen=True, slots=True)
class Transfer:
    """A line of one of the two lists. `area`: where to; for a leaving any code of the country, "" when it says none. `step`: what
    domain/registrations.py made of it; `change`: 变动类别 as the police wrote it.
    """

    person_id: int
    area: str
    on: dt.date
    source: str
    step: Step
    change: str = ""


def registered_stays(people: Iterable[int]) -> dict[int, list[Registered]]:
    """Every registration of these persons, past ones included, in one statement."""
    found: dict[int, list[Registered]] = {}
    rows = Residence.objects.filter(person_id__in=list(people), kind=ResidenceKind.HUKOU)
    for row in rows:
        stay = Registered(
            row.pk,
            row.area_code,
            row.during.lower or dt.date.min,
            row.during.upper,
            row.source,
            row.dwelling_id,
            row.address,
        )
        found.setdefault(row.person_id, []).append(stay)
    return found


def end_registrations(transfers: Sequence[Transfer], *, by: Any, why: str = "户口迁出") -> list[int]:
    """Registrations end (GA03); from that day the person is registered where the list says. Returns ids of events
    (person.hukou_transferred, payload direction `out`). The caller owns the transaction.
    """
    return _write(transfers, OUT, by, why)


def begin_registrations(transfers: Sequence[Transfer], *, by: Any, why: str = "户口迁入") -> list[int]:
    """Persons of the base are registered in a community (GA04). Direction `within` when they left another community of ours with
    this line, else `in`. Returns ids of events.
    """
    return _write(transfers, IN, by, why)


def _write(transfers: Sequence[Transfer], direction: str, by: Any, why: str) -> list[int]:
    acts = list(transfers)
    with as_system(WALL):
        try:
            with transaction.atomic():
                _close(acts)
                _open(acts, by, why)
        except IntegrityError as error:
            raise conflict_words(error) from error
        people = {act.person_id: act for act in acts}
        _leave_households(people)
        project_residences(people)
        _recount_homes(people, by, why)
        return _tell(acts, direction, by)


def _close(acts: list[Transfer]) -> None:
    """Stays on the way go, and those that a list began later than the police: they are said anew. What was left ends on the day."""
    Residence.objects.filter(pk__in=[stay.id for act in acts for stay in act.step.drops]).delete()
    end_or_take_back(
        Residence, [(act.step.closes.id, act.on) for act in acts if act.step.closes], slot="kind", again=True
    )


def _open(acts: list[Transfer], by: Any, why: str) -> None:
    said = (clock.now(), by.username, why)
    rows = []
    for act in acts:
        if act.area:
            stay = Stay(act.area, act.on, act.step.dwelling, act.step.address)
            rows += residence_rows(act.person_id, ResidenceKind.HUKOU, stay, said, act.source)
    insert_rows(Residence, RESIDENCE, rows)


def _leave_households(acts: dict[int, Transfer]) -> None:
    """Whose registration only got its day stays in the household."""
    rows = HouseholdMembership.objects.filter(
        person_id__in=[pk for pk, act in acts.items() if not act.step.dated],
        shares_registration=True,
        during__upper_inf=True,
    )
    left: dict[int, tuple[int, int, dt.date]] = {}
    for pk, household, head, area, person in rows.values_list(
        "pk", "household_id", "household__head_id", "household__area_code", "person_id"
    ):
        if area != acts[person].area:
            left[pk] = (household, head == person, acts[person].on)
    end_or_take_back(HouseholdMembership, [(pk, on) for pk, (_, _, on) in left.items()], slot="shares_registration")
    headless = [household for household, was_head, _ in left.values() if was_head]
    Household.objects.filter(pk__in=headless).update(head_confirmed=False)
    for day in {on for _, _, on in left.values()}:
        close_empty({household for household, _, on in left.values() if on == day}, on=day)


def _recount_homes(acts: dict[int, Transfer], by: Any, why: str) -> None:
    """常住 or 流动 depends on the registration: homes whose kind changes are said anew from the day."""
    hukou = dict(Person.objects.filter(pk__in=acts).values_list("pk", "hukou_area"))
    homes = Residence.objects.filter(person_id__in=acts, during__upper_inf=True).exclude(kind=ResidenceKind.HUKOU)
    said, ended, fresh = (clock.now(), by.username, why), [], []
    for home in homes:
        act = acts[home.person_id]
        kind = living_kind(hukou.get(home.person_id, ""), home.area_code)
        if kind == home.kind:
            continue
        if home.during.lower >= act.on:
            Residence.objects.filter(pk=home.pk).update(kind=kind)
            continue
        ended.append((home.pk, act.on))
        stay = Stay(home.area_code, act.on, home.dwelling_id, home.address)
        fresh += residence_rows(home.person_id, kind, stay, said, act.source)
    for day in {on for _, on in ended}:
        end_facts(Residence, [pk for pk, on in ended if on == day], on=day)
    insert_rows(Residence, RESIDENCE, fresh)


def ours(area: str) -> bool:
    """Is this a street, community or grid of our tree, and not just a code of the country?"""
    node = area_tree().get(area)
    return node is not None and node.level in ("street", "community", "grid")


def _tell(acts: list[Transfer], direction: str, by: Any) -> list[int]:
    homes = dict(Person.objects.filter(pk__in=[act.person_id for act in acts]).values_list("pk", "living_area"))
    events = []
    for act in acts:
        way = WITHIN if direction == IN and ours(act.step.former) and not act.step.joins else direction
        answers = act.area if direction == IN else (homes.get(act.person_id) or act.step.former)
        key = f"hukou-{direction}:{act.person_id}:{act.on.isoformat()}"
        payload = {"direction": way, "from": act.step.former, "to": act.area, "change": act.change[:20]}
        events.append(
            NewEvent(TRANSFERRED, act.on, (Subject(act.person_id, "subject", answers),), act.source, key, payload)
        )
    return emit_once(events, by=by)
