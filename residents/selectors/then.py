"""A person and a household as of a day and as known at a moment: the same pages, cut to the day.

Who may look (docs/adr/0004-rosters-and-the-second-wall.md): whoever sees the record now sees every day and moment of it.
Whoever does not, sees what the record's areas then let them see: nothing that was learned after it left them, so no new
address. Of others, the page names those whom the areas of that moment put in the scope; of the rest it says how many.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Q
from psycopg2.extras import DateRange

from core import clock
from core.errors import NotFound, UserError
from core.known_at import Moment, past_moment
from core.scope import Scope, as_system
from core.ui.dates import NotADay, parse_day
from core.ui.moments import parse_moment
from residents.domain.relations import HEAD
from residents.models import FormerName, Household, IdentityDocument, Kinship, Person, Residence
from residents.models.residence import ResidenceKind
from residents.selectors.as_of import knowing
from residents.selectors.household import KIN_OUTSIDE, HouseholdView, Member, Stay, members_of, stays_of
from residents.selectors.person import NOT_HERE, Kin, PersonView, kin_of
from residents.selectors.timeline import TimelineItem, timeline

R = TypeVar("R", Person, Household)
NO_HOUSEHOLD = "没有这个家庭，或者不在你的范围里。"
WHY = "the second wall follows where people are now; who may see the past is decided here"


@dataclass(frozen=True)
class Then:
    """A day, and the moment whose knowledge counts (None: what is known now)."""

    on: dt.date
    known: Moment | None = None


def read_then(on: str, known: str) -> Then:
    """What was typed: a day, a moment, or both (`2021-08-31`, `2026-04-05 09:00`); the day is else that of the moment, or
    today. UserError says what cannot be asked."""
    today = clock.today()
    try:
        moment = past_moment(parse_moment(known, today=today), "known_at") if known.strip() else None
        day = parse_day(on, today=today) if on.strip() else moment.at.date() if moment else today
    except NotADay as error:
        raise UserError(str(error), field="on") from error
    if day > today:
        raise UserError("这一天还没到，底册里不会有。", field="on", remedy="请填今天或以前的日子。")
    return Then(day, moment)


class NotYetKnown(NotFound):
    """The record may be seen now, and was not in the base at that moment."""


@contextmanager
def on_the_day(then: Then) -> Iterator[None]:
    """Inside, today is the day looked at: ages, milestones and who is here are counted from it."""
    with clock.travel(then.on):
        yield


@contextmanager
def _looking(then: Then, *, seen_now: bool) -> Iterator[None]:
    """Behind the second wall for those who see the record now; past it for those who saw it then."""
    with nullcontext() if seen_now else as_system(WHY), knowing(then.known), on_the_day(then):
        yield


def person_then(uid: UUID, *, then: Then, scope: Scope) -> tuple[PersonView, list[TimelineItem], Then]:
    """The person on the day, the life up to it (with what lay ahead then), and what was really looked at.

    NotFound outside the scope, NotYetKnown when the record came later.
    """
    seen_now = Person.objects.filter(scope.q("hukou_area", "living_area"), uid=uid).exists()
    then = then if seen_now else _as_known_then(then)
    with _looking(then, seen_now=seen_now):
        found = Person.objects.filter(uid=uid).first()
        row = _looked_at(found, seen_now, seen_then=_in_scope(found, scope), words=NOT_HERE)
        residences = _cut(Residence.objects.filter(person=row).order_by("-during", "-id"), then.on)
        seen = PersonView(
            row=_on_day(row, then.on, residences),
            documents=list(IdentityDocument.objects.filter(person=row).order_by("-active", "type", "id")),
            former_names=list(FormerName.objects.filter(person=row).order_by("-id")),
            residences=residences,
            stays=_stays(row.pk, then.on, scope),
            kin=_kin(row.pk, then.on, scope),
        )
        items = [item for item in timeline(seen, known=then.known, row=row) if item.future or item.on <= then.on]
    return seen, items, then


def household_then(uid: UUID, *, then: Then, scope: Scope) -> tuple[HouseholdView, int, Then]:
    """The household with those who belonged to it by the day; how many of them lie outside the scope; what was looked at.

    NotFound, NotYetKnown as for a person.
    """
    people = Person.objects.filter(scope.q("hukou_area", "living_area"))
    seen_now = Household.objects.filter(scope.q("area_code") | Q(memberships__person__in=people), uid=uid).exists()
    then = then if seen_now else _as_known_then(then)
    with _looking(then, seen_now=seen_now):
        found = Household.objects.select_related("dwelling__building").filter(uid=uid).first()
        members = _members(found, then.on) if found else []
        shown = _nameable((member.person_id for member in members), scope)
        seen_then = found is not None and (scope.holds(found.area_code) or bool(shown))
        row = _looked_at(found, seen_now, seen_then=seen_then, words=NO_HOUSEHOLD)
        if row.closed_on and row.closed_on > then.on:
            row.closed_on = None
        seen = [member for member in members if member.person_id in shown]
        kin = Kinship.objects.filter(person_id__in=shown, kind__in=KIN_OUTSIDE).order_by("id")
        links = _cut(kin, then.on)
        outside = _nameable((link.relative_id for link in links), scope) - shown
        links = [link for link in links if link.relative_id in shown | outside]
        persons = {pk: _on_day(one, then.on) for pk, one in Person.objects.in_bulk(outside | shown).items()}
        head = next((member.person_id for member in seen if member.here and member.is_head), None)
        view = HouseholdView(
            row, persons.get(head) if head else None, seen, links, {pk: persons[pk] for pk in outside if pk in persons}
        )
    return view, len({member.person_id for member in members} - shown), then


def _as_known_then(then: Then) -> Then:
    """For those who see the record no more: what was known at the moment asked for, else at the end of the day."""
    if then.known is not None:
        return then
    if then.on >= clock.today():
        raise NotFound(NOT_HERE)
    return replace(then, known=past_moment(dt.datetime.combine(then.on, dt.time.max, clock.SHANGHAI)))


def _looked_at(row: R | None, seen_now: bool, *, seen_then: bool, words: str) -> R:
    """The row, if it was known and may be looked at; else what is said instead."""
    if row is None and seen_now:
        raise NotYetKnown("那时底册里还没有这一条。")
    if row is None or not (seen_now or seen_then):
        raise NotFound(words)
    return row


def _in_scope(person: Person | None, scope: Scope) -> bool:
    return person is not None and (scope.holds(person.hukou_area) or scope.holds(person.living_area))


def _nameable(ids: Iterable[int], scope: Scope) -> set[int]:
    """Which persons may be named beside the one looked at: those in the scope, by the areas known at the moment."""
    wanted = set(ids)
    found = Person.objects.filter(scope.q("hukou_area", "living_area"), pk__in=wanted)
    return set(found.values_list("pk", flat=True)) if wanted else set()


def _cut(rows: Iterable[Any], on: dt.date) -> list[Any]:
    """Dated rows that had begun by the day; an end that lay ahead was not there yet."""
    return [_open(row, on) for row in rows if row.during.lower is None or row.during.lower <= on]


def _open(row: Any, on: dt.date) -> Any:
    if row.during.upper is None or row.during.upper <= on:
        return row
    shown = copy.copy(row)
    shown.during = DateRange(row.during.lower, None)
    return shown


def _on_day(person: Person, on: dt.date, residences: list[Residence] | None = None) -> Person:
    """The row as the day showed it: alive before the death, at the addresses of that day."""
    shown = copy.copy(person)
    if shown.died_on and shown.died_on > on:
        shown.died_on, shown.status = None, Person.Status.LIVING
    if residences is not None:
        here = [row for row in residences if row.during.upper is None]
        hukou = next((row for row in here if row.kind == ResidenceKind.HUKOU), None)
        home = next((row for row in here if row.kind != ResidenceKind.HUKOU), None)
        shown.hukou_area, shown.hukou_address = (hukou.area_code, hukou.address) if hukou else ("", "")
        shown.living_area, shown.living_address = (home.area_code, home.address) if home else ("", "")
    return shown


def _stays(person_id: int, on: dt.date, scope: Scope) -> list[Stay]:
    stays = [stay for stay in stays_of([person_id]) if stay.row.during.lower is None or stay.row.during.lower <= on]
    return [
        replace(stay, row=_open(stay.row, on), head=stay.head if _in_scope(stay.head, scope) else None)
        for stay in stays
    ]


def _kin(person_id: int, on: dt.date, scope: Scope) -> list[Kin]:
    links = [kin for kin in kin_of(person_id) if kin.since is None or kin.since <= on]
    return [
        Kin(_open(kin.row, on), _on_day(kin.person, on) if kin.person and _in_scope(kin.person, scope) else None)
        for kin in links
    ]


def _members(household: Household, on: dt.date) -> list[Member]:
    members = [member for member in members_of(household) if member.start is None or member.start <= on]
    cut = [
        replace(
            member,
            end=member.end if member.end and member.end <= on else None,
            died_on=member.died_on if member.died_on and member.died_on <= on else None,
        )
        for member in members
    ]
    return sorted(cut, key=lambda m: (not m.here, m.relation not in HEAD, m.relation, m.birth_date or dt.date.max))
