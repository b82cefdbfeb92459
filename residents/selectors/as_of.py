"""The base as of a day: the same query whatever the day, past or to come (idea 2).

`people_on(day)` joins each person to the registration and the home of that day (at most one of each: the constraints of
Residence see to it) under the names `hukou` and `home`, so that a criterion is a plain `Q`:

    people_on(day).filter(living_on(day), registered_in("440104001007") | lives_in("440104001007"))

Nothing here applies the caller's scope; row-level security does, or the caller who runs as the system.
"""

from __future__ import annotations

import base64
import datetime as dt
import unicodedata
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from django.db.models import (
    DateField,
    Exists,
    F,
    FilteredRelation,
    Func,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, JSONObject

from core.crypto import decrypt, digest
from core.history import Versioned
from core.known_at import Moment, known_at
from residents.domain.ages import born_by
from residents.domain.relations import HEAD
from residents.models import (
    DisabilityCertificate,
    FormerName,
    Household,
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    Occupation,
    Person,
    Pregnancy,
    Residence,
    Schooling,
)
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind
from residents.models.residence import ResidenceKind
from residents.selectors.ground import Place, inside

HOMES = [ResidenceKind.LIVING, ResidenceKind.FLOATING]


# All that says of a person what can change, and hangs on the person.
FACTS = (
    Person, IdentityDocument, FormerName, Residence, Household, HouseholdMembership, Kinship,
    DisabilityCertificate, Occupation, Pregnancy, Schooling,
)  # fmt: skip


def knowing(moment: Moment | None, *also: type[Versioned]) -> AbstractContextManager[None]:
    """Inside, the base holds what was known at that moment (None: what it holds now), under whatever role is asking; `also`:
    tables of a duty's own."""
    return nullcontext() if moment is None else known_at(moment, (*FACTS, *also))


def people_on(day: dt.date) -> QuerySet[Person]:
    """Everybody in the base (merged records apart), joined to `hukou` and `home` as of the day."""
    return Person.objects.exclude(status=Person.Status.MERGED).alias(
        hukou=FilteredRelation(
            "residences", condition=Q(residences__kind=ResidenceKind.HUKOU, residences__during__contains=day)
        ),
        home=FilteredRelation("residences", condition=Q(residences__kind__in=HOMES, residences__during__contains=day)),
    )


def living_on(day: dt.date) -> Q:
    """Alive at the end of the day. A death without a known day counts as before it."""
    return Q(died_on__gt=day) | Q(died_on=None) & ~Q(status=Person.Status.DECEASED)


def registered_in(area: Place) -> Q:
    """Registered (户籍) inside the area on the day of `people_on`."""
    return inside(area, "hukou")


def lives_in(area: Place) -> Q:
    """Living (常住, 流动) inside the area on the day of `people_on`."""
    return inside(area, "home")


def belonging_to(area: Place, day: dt.date) -> Q:
    """Registered or living in the area that day, as a set of ids: says nothing that the two Qs above do not say, but lets the
    database start from the area's residences instead of everybody's."""
    return Q(pk__in=ids_belonging_to(area, day))


def ids_belonging_to(area: Place, day: dt.date) -> QuerySet[Residence, Any]:
    """The ids themselves, for a union with others."""
    return Residence.objects.filter(inside(area, ""), during__contains=day).values("person_id")


def residence_columns() -> dict[str, Any]:
    """Where the person is registered and lives on the day, with since when and from which source."""
    columns: dict[str, Any] = {}
    for name in ("hukou", "home"):
        columns |= {
            f"{name}_code": F(f"{name}__area_code"),
            f"{name}_place": F(f"{name}__address"),
            # A change of areas splits the row; the stay goes on.
            f"{name}_since": Coalesce(f"{name}__began_on", f"{name}__during__startswith", output_field=DateField()),
            f"{name}_source": F(f"{name}__source"),
        }
    return columns


def resident_number() -> Subquery:
    """The person's resident number in use (公民身份号码), sealed as stored: the model field unseals it when read."""
    return Subquery(_active_number(OuterRef("pk")).values("number")[:1])


class Base64(Func):
    """Bytes as base64 text, so that sealed values can travel inside a JSON object."""

    function = "encode"
    template = "%(function)s(%(expressions)s, 'base64')"
    output_field = TextField()


def unsealed(text: str | None) -> str:
    """The plain text of a sealed value that `Base64` wrapped; "" for none."""
    return decrypt(base64.b64decode(text)) if text else ""


def guardian_on(day: dt.date) -> Coalesce:
    """Who answers for a child on a day, as one JSON object, or null:
    `{kind, name, sex, relation, phone, number, source}`; phone and number sealed (read them with `unsealed`).

    民法典 第二十七条: the parents; else a guardian on record; else the adult head of the child's household, `kind` "head",
    with `relation` = what the child is to that head. Of two parents: one in the child's household first, then one who can be
    telephoned.
    """
    return Coalesce(Subquery(_kin_guardian(day)), Subquery(_head_guardian(day)), output_field=JSONField())


def _kin_guardian(day: dt.date) -> QuerySet[Kinship, Any]:
    same_household = HouseholdMembership.objects.filter(
        person=OuterRef("relative"),
        during__contains=day,
        household__memberships__person=OuterRef("person"),
        household__memberships__during__contains=day,
    )
    return (
        Kinship.objects.filter(
            _relative_living_on("relative", day),
            person=OuterRef("pk"),
            kind__in=[KinshipKind.PARENT, KinshipKind.GUARDIAN],
            during__contains=day,
        )
        .order_by(
            F("kind").desc(),  # parent before guardian
            Exists(same_household).desc(),
            F("relative__phone_last4").desc(),
            F("relative__sex"),
            F("relative_id"),
        )
        .values(found=_who(F("kind"), "relative", Value(""), F("source")))[:1]
    )


def _head_guardian(day: dt.date) -> QuerySet[HouseholdMembership, Any]:
    return (
        HouseholdMembership.objects.filter(
            _relative_living_on("household__memberships__person", day),
            person=OuterRef("pk"),
            during__contains=day,
            household__memberships__relation__in=sorted(HEAD),
            household__memberships__during__contains=day,
            household__memberships__person__birth_date__lte=born_by(18, day),
        )
        .exclude(relation__in=sorted(HEAD))
        .order_by("-shares_registration", "household__memberships__person_id")
        .values(
            found=_who(
                Value("head"), "household__memberships__person", F("relation"), F("household__memberships__source")
            )
        )[:1]
    )


def _who(kind: Any, path: str, relation: Any, source: Any) -> JSONObject:
    number = Subquery(_active_number(OuterRef(f"{path}_id")).values(sealed=Base64("number"))[:1])
    return JSONObject(
        kind=kind,
        id=F(f"{path}_id"),
        name=F(f"{path}__name"),
        sex=F(f"{path}__sex"),
        relation=relation,
        phone=Base64(f"{path}__phone"),
        number=number,
        source=source,
    )


def _active_number(person: OuterRef) -> QuerySet[IdentityDocument]:
    return IdentityDocument.objects.filter(person=person, active=True, type=RESIDENT_ID)


def _relative_living_on(path: str, day: dt.date) -> Q:
    unending = Q(**{f"{path}__died_on": None, f"{path}__status": Person.Status.LIVING})
    return unending | Q(**{f"{path}__died_on__gt": day})


def with_number(number: str) -> Q:
    """The person who has, or had, this document number; spaces, full-width digits and a small x do not matter."""
    plain = unicodedata.normalize("NFKC", number).strip().upper().replace(" ", "")
    documents = IdentityDocument.objects.filter(digest=digest(plain, "document"))
    return Q(pk__in=documents.values("person_id"))
