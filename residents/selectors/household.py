"""Households: what their page shows, and the home of a person in a line of words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from core import clock
from core.errors import NotFound
from core.scope import Scope
from residents.domain.relations import HEAD, relation_name
from residents.models import Household, HouseholdMembership, Kinship, Person
from residents.models.kinship import KinshipKind
from residents.selectors.words import age_words, sex_word

KIN_OUTSIDE = (KinshipKind.PARENT, KinshipKind.CHILD, KinshipKind.SPOUSE)


@dataclass(frozen=True)
class Member:
    """A person's stay in a household; `end` exclusive, None: still there. `row`: the membership, for the forms."""

    person_id: int
    uid: UUID
    name: str
    sex: str
    birth_date: dt.date | None
    died_on: dt.date | None
    relation: str
    start: dt.date
    end: dt.date | None
    source: str
    why: str
    row: int

    @property
    def relation_word(self) -> str:
        return relation_name(self.relation)

    @property
    def who(self) -> str:
        """女 71 岁; 已故 when dead."""
        return " ".join(filter(None, [sex_word(self.sex), "已故" if self.died_on else age_words(self.birth_date)]))

    @property
    def here(self) -> bool:
        return self.end is None and self.died_on is None

    @property
    def is_head(self) -> bool:
        return self.relation in HEAD


@dataclass(frozen=True)
class HouseholdView:
    """A household with everybody who ever belonged to it, and the near kin of its members who do not."""

    household: Household
    head: Person | None
    members: list[Member]
    kin: list[Kinship] = field(default_factory=list)
    outside: dict[int, Person] = field(default_factory=dict)

    @property
    def uid(self) -> UUID:
        return self.household.uid

    @property
    def title(self) -> str:
        return title_of(self.head, self.household.number)

    @property
    def present(self) -> list[Member]:
        return [member for member in self.members if member.here]

    @property
    def head_gone(self) -> bool:
        """The head died or left: somebody has to say who is head now (户口登记条例 5)."""
        if self.household.closed_on:
            return False
        head = next((m for m in self.present if self.head and m.person_id == self.head.pk), None)
        return head is None or not self.household.head_confirmed


def household_page(uid: UUID, *, scope: Scope) -> HouseholdView:
    """The household if it stands in the scope or one of its members is seen there; else NotFound."""
    household = Household.objects.select_related("dwelling__building").filter(uid=uid).first()
    if household is None:
        raise NotFound("没有这个家庭，或者不在你的范围里。")
    members = members_of(household)
    if not scope.holds(household.area_code) and not _any_in(members, scope):
        raise NotFound("没有这个家庭，或者不在你的范围里。")
    ids = {member.person_id for member in members}
    kin = list(Kinship.objects.filter(person_id__in=ids, kind__in=KIN_OUTSIDE).order_by("id"))
    others = {row.relative_id for row in kin} - ids
    wanted = others | ({household.head_id} if household.head_id else set())
    persons = Person.objects.in_bulk(list(wanted)) if wanted else {}
    head = persons.pop(household.head_id, None) if household.head_id not in others else persons.get(household.head_id)
    return HouseholdView(household, head, members, kin, persons)


def _any_in(members: list[Member], scope: Scope) -> bool:
    ids = [member.person_id for member in members]
    return Person.objects.filter(scope.q("hukou_area", "living_area"), id__in=ids).exists()


def members_of(household: Household) -> list[Member]:
    """Everybody who belonged to it at some time and may be seen; those here now first, the head on top."""
    rows = HouseholdMembership.objects.filter(household=household).select_related("person").order_by("during", "id")
    members = [
        Member(
            person_id=row.person_id,
            uid=row.person.uid,
            name=row.person.name,
            sex=row.person.sex,
            birth_date=row.person.birth_date,
            died_on=row.person.died_on,
            relation=row.relation,
            start=row.during.lower,
            end=row.during.upper,
            source=row.source,
            why=row.why,
            row=row.pk,
        )
        for row in rows
    ]
    return sorted(members, key=lambda m: (not m.here, not m.is_head, m.relation, m.birth_date or dt.date.max))


@dataclass(frozen=True)
class Stay:
    """A person's membership with its household, and how many people are there now."""

    row: HouseholdMembership
    household: Household
    head: Person | None
    people: int

    @property
    def title(self) -> str:
        return title_of(self.head, self.household.number)


def title_of(head: Person | None, number: str) -> str:
    """`邓国强户`; by its number when nobody, or nobody in the user's scope, is head."""
    return f"{head.name}户" if head else f"户号 {number}"


@dataclass(frozen=True)
class Memberships:
    """Memberships, newest first, with their households and how many people are in each today and may be seen."""

    rows: list[HouseholdMembership]
    households: dict[int, Household]
    people: dict[int, int]

    @property
    def heads(self) -> set[int]:
        """Ids of the persons to be looked up for `stays`."""
        return {household.head_id for household in self.households.values() if household.head_id}

    def stays(self, persons: Mapping[int, Person]) -> list[Stay]:
        """With the heads among these persons."""
        return [
            Stay(row, household, persons.get(household.head_id or 0), self.people[household.pk])
            for row in self.rows
            if (household := self.households.get(row.household_id))
        ]


def stays_of(person_ids: Iterable[int], *, today_only: bool = False) -> list[Stay]:
    """Stays in households, newest first."""
    found = memberships_of(person_ids, today_only=today_only)
    return found.stays(Person.objects.in_bulk(found.heads))


def memberships_of(person_ids: Iterable[int], *, today_only: bool = False) -> Memberships:
    """Two statements, small on purpose: one that joins them all takes PostgreSQL ten times as long to plan, for each joined
    table brings its policy along."""
    memberships = HouseholdMembership.objects.filter(person_id__in=list(person_ids))
    if today_only:
        memberships = memberships.filter(during__contains=clock.today())
    rows = list(memberships.order_by("-during", "-id"))
    counted = Household.objects.annotate(people=_people_now()).in_bulk({row.household_id for row in rows})
    return Memberships(rows, dict(counted), {pk: household.people for pk, household in counted.items()})


def _people_now() -> Coalesce:
    today = clock.today()
    here = HouseholdMembership.objects.filter(household=OuterRef("pk"), during__contains=today)
    living = here.filter(Q(person__died_on=None) | Q(person__died_on__gt=today)).order_by()
    number = living.values("household").annotate(n=Count("person_id", distinct=True)).values("n")
    return Coalesce(Subquery(number), 0)


_HOMES = "SELECT person_id, head, number, people FROM residents_homes(%s, %s)"


def homes_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Person id → `邓国强户，3 人` today, for previews; the household of the registration wins. One statement."""
    ids = list(person_ids)
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_HOMES, [ids, clock.today()])
        return {
            person: f"{f'{head}户' if head else f'户号 {number}'}，{people} 人"
            for person, head, number, people in cursor.fetchall()
        }


def household_uids(ids: Iterable[int]) -> dict[int, UUID]:
    """Those of these households that the asker may see."""
    return dict(Household.objects.filter(pk__in=set(ids)).values_list("pk", "uid"))


def household_of_number(number: str, *, scope: Scope) -> Household | None:
    """The open household with a number in the scope: what a clerk types into 并入哪一户."""
    return Household.objects.filter(scope.q("area_code"), number=number.strip(), closed_on=None).first()
