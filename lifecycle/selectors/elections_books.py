"""The books of an election, cut to who may be seen: certificates, declarations, cards, proxies, candidates, documents."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from accounts.selectors.areas import area_name
from core.scope import Scope
from lifecycle.models import (
    Candidate,
    Election,
    Objection,
    Participation,
    VoterCard,
    VoterCertificate,
    VoterProxy,
    VoterStanding,
)

_PERSON = ("person__hukou_area", "person__living_area")
MOST = 500


def certificates_of(election: Election, scope: Scope, area: str) -> list[dict[str, Any]]:
    """Certificates of people of the scope, in (into the area) or out, the latest first."""
    here = Scope.of([area])
    rows = VoterCertificate.objects.filter(scope.q(*_PERSON), election=election).select_related("person")
    return [
        {
            "row": row,
            "into": here.holds(row.to_area),
            "from_name": area_name(row.from_area),
            "to_name": area_name(row.to_area),
        }
        for row in rows.order_by("-issued_on", "-pk")[:MOST]
    ]


def proxies_in(election: Election, scope: Scope) -> list[VoterProxy]:
    """Votes entrusted by people of the scope; those that ended at the end."""
    rows = VoterProxy.objects.filter(scope.q(*_PERSON), election=election).select_related("person", "proxy")
    return list(rows.order_by("-ended_on", "proxy_id", "pk")[:MOST])


def candidates_of(election: Election, scope: Scope) -> list[Candidate]:
    rows = Candidate.objects.filter(scope.q(*_PERSON), election=election).select_related("person", "ward")
    return list(rows.order_by("-final", "ward__number", "pk")[:MOST])


def participations_of(election: Election, scope: Scope) -> list[dict[str, Any]]:
    """How many declared on which ground, and how many of them are representatives."""
    rows = Participation.objects.filter(scope.q(*_PERSON), election=election, willing=True).values("basis")
    counted = rows.annotate(
        number=Count("pk"),
        households=Count("pk", filter=Q(household_rep=True)),
        representatives=Count("pk", filter=Q(resident_rep=True)),
        waiting=Count("pk", filter=Q(basis="3", confirmed_on=None)),
    )
    return [dict(row) for row in counted.order_by("basis")]


def cards_of(election: Election, scope: Scope, *, text: str = "", state: str = "") -> QuerySet[VoterCard]:
    """Cards by ward and number; `state`: waiting (not handed out), given, void."""
    rows = VoterCard.objects.filter(scope.q(*_PERSON), election=election).select_related("person", "ward")
    if text:
        rows = rows.filter(Q(person__name__contains=text) | Q(number__startswith=text))
    states = {
        "waiting": Q(given_on=None, void_on=None),
        "given": Q(given_on__isnull=False, void_on=None),
        "void": Q(void_on__isnull=False),
    }
    return rows.filter(states.get(state, Q())).order_by("number")


def card_numbers(election: Election, scope: Scope) -> dict[str, int]:
    """How many cards wait, were handed out, are void."""
    return VoterCard.objects.filter(scope.q(*_PERSON), election=election).aggregate(
        waiting=Count("pk", filter=Q(given_on=None, void_on=None)),
        given=Count("pk", filter=Q(given_on__isnull=False, void_on=None)),
        void=Count("pk", filter=Q(void_on__isnull=False)),
    )


def kept_of(person_id: int) -> dict[str, Any]:
    """What elections keep of one person: documents, certificates, declarations, cards, objections."""
    return {
        "standings": list(VoterStanding.objects.filter(person=person_id).order_by("-during", "-pk")),
        "certificates": list(
            VoterCertificate.objects.filter(person=person_id).select_related("election").order_by("-issued_on")
        ),
        "participations": list(
            Participation.objects.filter(person=person_id).select_related("election").order_by("-declared_on")
        ),
        "cards": list(VoterCard.objects.filter(person=person_id).select_related("election").order_by("-issued_on")),
        "objections": list(
            Objection.objects.filter(person=person_id).select_related("election").order_by("-received_on")
        ),
    }
