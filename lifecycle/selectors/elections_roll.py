"""What decides about one voter, as sets of person ids and as evidence: standing, certificate, decision, declaration, card."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import BooleanField, Case, CharField, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.db.models.lookups import Exact

from core.scope import Scope
from lifecycle.models import (
    Objection,
    Participation,
    RollDecision,
    RosterEntry,
    VoterCard,
    VoterCertificate,
    VoterProxy,
    VoterStanding,
)
from lifecycle.models.election import ElectionKind
from lifecycle.models.voter import Outcome, Ruling, StandingKind
from residents.selectors.as_of import Base64

FACTS = (VoterStanding, VoterCertificate, RollDecision, VoterCard, VoterProxy, Participation, Objection)
_BARRING = (StandingKind.DEPRIVED, StandingKind.SUSPENDED, StandingKind.INCAPABLE)


def not_so(condition: Q) -> Q:
    """The opposite of a condition over joins: NULL counts as not so, and no join becomes a sub-select for each person."""
    so = Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
    return Q(Exact(so, Value(False)))


def held_on(kind: str, day: dt.date) -> Q:
    """An election of the kind on that day."""
    return Q(election__kind=kind, election__day=day, election__called_off="")


def _any_of(rows: Any) -> Q:
    """Persons with such a row, for a condition that is negated and stands alone: NOT EXISTS becomes an anti-join. Of NOT IN the
    planner believes that it leaves half of everybody; with four of them it took a district for a street (ten times slower)."""
    return Q(Exists(rows.filter(person=OuterRef("pk"))))


def _among(rows: Any) -> Q:
    """The same for a part of an OR, where no join is possible: a set that is hashed once."""
    return Q(pk__in=rows.values("person_id"))


def _standings(kind: str, day: dt.date) -> Q:
    """An incapacity counts for the election whose committee confirmed it; the others for their time."""
    in_force = Q(kind=kind, during__contains=day)
    return in_force & Q(election__day=day) if kind == StandingKind.INCAPABLE else in_force


def standing(kind: str, day: dt.date) -> Q:
    """Persons of whom such a document is in force on the day."""
    return _any_of(VoterStanding.objects.filter(_standings(kind, day)))


def restored(since: dt.date, day: dt.date) -> Q:
    """Persons whose bar ended after `since`, and who are not barred again on the day."""
    ended = VoterStanding.objects.filter(kind__in=_BARRING, during__endswith__gt=since, during__endswith__lte=day)
    return _among(ended)


def _certificates(day: dt.date) -> Any:
    return VoterCertificate.objects.filter(held_on(ElectionKind.CONGRESS, day), withdrawn_on=None)


def certified_into(area: str, day: dt.date) -> Q:
    """Persons with a certificate that takes them into the area."""
    return _among(_certificates(day).filter(Scope.of([area]).q("to_area")))


def certified_away(area: str, day: dt.date) -> Q:
    """Persons with a certificate that takes them out of the area."""
    return _among(_certificates(day).exclude(Scope.of([area]).q("to_area")))


def _ruled(ruling: str, kind: str, day: dt.date) -> Any:
    return RollDecision.objects.filter(held_on(kind, day), ruling=ruling)


def listed_by_ruling(kind: str, day: dt.date) -> Q:
    """Persons whom the election committee or a court put on the roll."""
    return _among(_ruled(Ruling.LIST, kind, day))


def struck_by_ruling(kind: str, day: dt.date) -> Q:
    """Persons whom they struck from it."""
    return _any_of(_ruled(Ruling.STRIKE, kind, day))


def on_versions(versions: tuple[int, ...], area: str) -> Q:
    """Persons on any of these published versions, as counted in the area."""
    return Q(pk__in=entries_of(versions, area))


def entries_of(versions: tuple[int, ...], area: str) -> Any:
    return RosterEntry.objects.filter(Scope.of([area]).q("area_code"), version_id__in=versions).values("person_id")


def participants(day: dt.date, **said: Any) -> Any:
    """What was declared for the committee elections of a day."""
    return Participation.objects.filter(held_on(ElectionKind.COMMITTEE, day), **said)


# ── Evidence: one row of each, as JSON beside the person ──────────────────────────────────────────────────────────────


def _of_the_person(rows: Any, **said: Any) -> Subquery:
    return Subquery(rows.filter(person=OuterRef("pk")).values(found=JSONObject(**said))[:1])


def bar_of(day: dt.date) -> Subquery:
    """The bar in force: `{kind, organ, document (sealed), from, until, source}`; null for nobody barred."""
    rows = VoterStanding.objects.filter(Q(*[_standings(kind, day) for kind in _BARRING], _connector=Q.OR)).order_by(
        "-kind", "-during"
    )
    return _of_the_person(rows, **_standing_said())


def permission_of(day: dt.date) -> Subquery:
    """准予行使: the same of somebody who may vote although detained or sentenced."""
    return _of_the_person(
        VoterStanding.objects.filter(_standings(StandingKind.PERMITTED, day)).order_by("-during"), **_standing_said()
    )


def _standing_said() -> dict[str, Any]:
    return {
        "kind": F("kind"),
        "organ": F("organ"),
        "document": Base64("document"),
        "from": F("during__startswith"),
        "until": F("during__endswith"),
        "source": F("source"),
    }


def certificate_of(day: dt.date) -> Subquery:
    """`{number, from_area, from_ward, to_area, organ, issued_on, source}`."""
    names = ("number", "from_area", "from_ward", "to_area", "organ", "issued_on", "source")
    return _of_the_person(_certificates(day), **{name: F(name) for name in names})


def ruling_of(kind: str, day: dt.date) -> Subquery:
    """`{ruling, organ, document, decided_on, why, source}`."""
    names = ("ruling", "organ", "document", "decided_on", "why", "source")
    return _of_the_person(RollDecision.objects.filter(held_on(kind, day)), **{name: F(name) for name in names})


def participation_of(day: dt.date) -> Subquery:
    """What the person declared for the committee election of the day, the willing first."""
    names = (
        *("basis", "willing", "declared_on", "elsewhere", "worked_since", "confirmed_on"),
        *("household_rep", "resident_rep", "source"),
    )
    rows = participants(day).order_by("-willing", "pk")
    return _of_the_person(rows, area=F("election__area_code"), **{name: F(name) for name in names})


def card_of(kind: str, day: dt.date) -> Subquery:
    """`{number, issued_on, given_on, receiver}` of the card that stands."""
    rows = VoterCard.objects.filter(held_on(kind, day), void_on=None)
    return _of_the_person(rows, **{name: F(name) for name in ("number", "issued_on", "given_on", "receiver")})


def proxy_of(kind: str, day: dt.date) -> Subquery:
    """The name of who votes for this person."""
    rows = VoterProxy.objects.filter(held_on(kind, day), ended_on=None, person=OuterRef("pk"))
    return Subquery(rows.values("proxy__name")[:1])


def objection_of(kind: str, day: dt.date) -> Subquery:
    """What came of an objection about this person, in a word; null when nobody objected."""
    rows = Objection.objects.filter(held_on(kind, day), person=OuterRef("pk")).order_by("-received_on")
    words = Case(
        *[When(outcome=outcome.value, then=Value(f"申诉{outcome.label}")) for outcome in Outcome],
        default=Value("申诉处理中"),
        output_field=CharField(),
    )
    return Subquery(rows.annotate(came_of_it=words).values("came_of_it")[:1])
