"""The dated facts of two records, laid over each other: which rows go over, which are shortened, which give way."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from residents.domain.joining import Period, Span, join
from residents.domain.sources import rank
from residents.models import (
    DisabilityCertificate,
    HouseholdMembership,
    Kinship,
    Occupation,
    Person,
    Pregnancy,
    Residence,
    ResidencePermit,
    Schooling,
)
from residents.models.residence import ResidenceKind
from residents.services.register import living_kind


@dataclass(slots=True)
class Fact:
    """A dated row of one of the two records. `slot`: rows of one slot exclude each other on a day."""

    link: str
    row: Any
    column: str
    kept: bool
    slot: tuple[Any, ...]
    says: Any
    vague: bool = False

    @property
    def period(self) -> Period:
        return self.row.during.lower or dt.date.min, self.row.during.upper or dt.date.max


@dataclass(slots=True)
class RowPlan:
    """What becomes of a row: its periods afterwards (none: it gives way) and further columns that change."""

    fact: Fact
    periods: list[Period]
    columns: dict[str, Any] = field(default_factory=dict)

    @property
    def drops(self) -> bool:
        return not self.periods

    @property
    def changes(self) -> bool:
        return not self.fact.kept or bool(self.columns) or self.periods != [self.fact.period]


def plan_facts(kept: Person, lost: Person, *, born: dt.date | None, died_on: dt.date | None) -> list[RowPlan]:
    """Every dated row of both records with what becomes of it; nothing holds before the birth or after the death."""
    facts = [*_residences(kept, lost), *_memberships(kept, lost), *_kin(kept, lost), *_permits(kept, lost)]
    facts += [*_certificates(kept, lost), *_occupations(kept, lost), *_pregnancies(kept, lost)]
    facts += _schooling(kept, lost)
    slots: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        slots[fact.slot].append(fact)
    plans = [plan for rows in slots.values() for plan in _joined(rows, born, died_on)]
    _recount_home(plans)
    return plans


def _joined(facts: list[Fact], born: dt.date | None, died_on: dt.date | None) -> Iterable[RowPlan]:
    if facts[0].slot[0] == "between":
        return [RowPlan(fact, []) for fact in facts]
    spans = [Span(fact.row.pk, fact.period, rank(fact.row.source), fact.kept, fact.says, fact.vague) for fact in facts]
    # Kinship outlives death (a late husband stays one); homes, families and permits end with it.
    until = died_on if facts[0].slot[0] != "kin" else None
    joined = join(spans, since=born, until=until)
    plans = {fact.row.pk: RowPlan(fact, joined.periods[fact.row.pk]) for fact in facts}
    for gone, over in joined.repeats.items():
        given, carrier = plans[gone].fact.row, plans[over]
        if isinstance(given, Residence) and given.dwelling_id and not carrier.fact.row.dwelling_id:
            carrier.columns |= {"dwelling_id": given.dwelling_id, "address": given.address}
    return plans.values()


def _residences(kept: Person, lost: Person) -> list[Fact]:
    rows = list(Residence.objects.filter(person_id__in=(kept.pk, lost.pk)).order_by("pk"))
    exact: dict[tuple[str, str], set[tuple[Any, ...]]] = defaultdict(set)
    for row in rows:
        if row.dwelling_id or row.address:
            exact[_home_slot(row), row.area_code].add((row.dwelling_id, row.address))
    facts = []
    for row in rows:
        places = exact[_home_slot(row), row.area_code]
        # A row that says only the community states what the one exact row of that community states.
        vague = not (row.dwelling_id or row.address)
        place = next(iter(places)) if vague and len(places) == 1 else (row.dwelling_id, row.address)
        says = (row.area_code, *place)
        slot = ("residence", _home_slot(row))
        facts.append(Fact("residents.Residence.person", row, "person_id", row.person_id == kept.pk, slot, says, vague))
    return facts


def _home_slot(row: Residence) -> str:
    return "hukou" if row.kind == ResidenceKind.HUKOU else "home"


def _memberships(kept: Person, lost: Person) -> list[Fact]:
    rows = HouseholdMembership.objects.filter(person_id__in=(kept.pk, lost.pk)).select_related("household")
    link = "residents.HouseholdMembership.person"
    return [
        Fact(
            link,
            row,
            "person_id",
            row.person_id == kept.pk,
            ("membership", row.shares_registration),
            row.household_id,
        )
        for row in rows.order_by("pk")
    ]


def _kin(kept: Person, lost: Person) -> list[Fact]:
    """Both ends of every link; the two ends of one link say the same, so they come out alike."""
    both = (kept.pk, lost.pk)
    rows = Kinship.objects.filter(Q(person_id__in=both) | Q(relative_id__in=both)).order_by("pk")
    facts = []
    for row in rows.select_related("person", "relative"):
        if row.person_id in both and row.relative_id in both:
            # Only what has ended (a mistaken link) gets here: nobody is kin to oneself.
            slot: tuple[Any, ...] = ("between", row.pk)
            facts.append(Fact("residents.Kinship.person", row, "person_id", row.person_id == kept.pk, slot, ""))
        elif row.person_id in both:
            slot = ("kin", "own", row.relative_id, row.kind)
            facts.append(Fact("residents.Kinship.person", row, "person_id", row.person_id == kept.pk, slot, ""))
        else:
            slot = ("kin", "of", row.person_id, row.kind)
            facts.append(Fact("residents.Kinship.relative", row, "relative_id", row.relative_id == kept.pk, slot, ""))
    return facts


def _permits(kept: Person, lost: Person) -> list[Fact]:
    rows = ResidencePermit.objects.filter(person_id__in=(kept.pk, lost.pk)).order_by("pk")
    link = "residents.ResidencePermit.person"
    return [
        Fact(link, row, "person_id", row.person_id == kept.pk, ("permit",), (row.area_code, row.number, row.state))
        for row in rows
    ]


def _certificates(kept: Person, lost: Person) -> list[Fact]:
    rows = DisabilityCertificate.objects.filter(person_id__in=(kept.pk, lost.pk)).order_by("pk")
    link = "residents.DisabilityCertificate.person"
    return [
        Fact(link, row, "person_id", row.person_id == kept.pk, ("disability",), (bytes(row.digest), row.state))
        for row in rows
    ]


def _occupations(kept: Person, lost: Person) -> list[Fact]:
    rows = Occupation.objects.filter(person_id__in=(kept.pk, lost.pk)).order_by("pk")
    link = "residents.Occupation.person"
    return [
        Fact(link, row, "person_id", row.person_id == kept.pk, ("occupation",), (row.status, row.employer))
        for row in rows
    ]


def _pregnancies(kept: Person, lost: Person) -> list[Fact]:
    rows = Pregnancy.objects.filter(person_id__in=(kept.pk, lost.pk)).order_by("pk")
    link = "residents.Pregnancy.person"
    return [Fact(link, row, "person_id", row.person_id == kept.pk, ("pregnancy",), row.sealed) for row in rows]


def _schooling(kept: Person, lost: Person) -> list[Fact]:
    rows = Schooling.objects.filter(person_id__in=(kept.pk, lost.pk)).order_by("pk")
    link = "residents.Schooling.person"
    return [
        Fact(link, row, "person_id", row.person_id == kept.pk, ("schooling",), (row.state, row.school, row.class_name))
        for row in rows
    ]


def _recount_home(plans: list[RowPlan]) -> None:
    """常住 or 流动 depends on the registration (services/register.py `living_kind`): the standing home is said anew."""
    standing = {
        plan.fact.slot[1]: plan
        for plan in plans
        if plan.fact.slot[0] == "residence" and plan.periods and plan.periods[-1][1] == dt.date.max
    }
    hukou, home = standing.get("hukou"), standing.get("home")
    if home is None:
        return
    kind = living_kind(hukou.fact.row.area_code if hukou else "", home.fact.row.area_code)
    if kind != home.fact.row.kind:
        home.columns["kind"] = kind
