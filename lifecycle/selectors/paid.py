"""Who stands on frozen payment lists: what a person was paid, and who may not vanish with a batch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from lifecycle.models import Overpayment, PaymentLine, PaymentMember
from lifecycle.models.payment import STANDING, UNSETTLED
from lifecycle.paying.declaration import payment_schemes

PAID_SHOWN = 12


def paid_people(people: list[int]) -> dict[int, str]:
    """Those of these persons who stand on any frozen list, as a reason to keep them."""
    lines = PaymentLine.objects.filter(person_id__in=people).values_list("person_id", flat=True)
    members = PaymentMember.objects.filter(person_id__in=people).values_list("person_id", flat=True)
    return dict.fromkeys(lines.union(members), "已在冻结的发放名单上")


def lines_of(person_id: int) -> QuerySet[PaymentLine]:
    """What was paid to a person, or for them to somebody else of the household, by runs that stand; the newest first."""
    shared = PaymentMember.objects.filter(person_id=person_id).values("line_id")
    own = PaymentLine.objects.filter(run__state__in=STANDING)
    return (own.filter(person_id=person_id) | own.filter(pk__in=shared)).order_by("-run__month", "-run_id", "position")


def lines_paid_to(people: Collection[int], households: Collection[int], since: dt.date) -> list[PaymentLine]:
    """What standing runs paid since a month to these people, for them, or to these households; the newest first."""
    shared = PaymentMember.objects.filter(person_id__in=list(people)).values("line_id")
    theirs = Q(person_id__in=list(people)) | Q(household_id__in=list(households)) | Q(pk__in=shared)
    rows = PaymentLine.objects.filter(theirs, run__state__in=STANDING, run__month__gte=since)
    return list(rows.select_related("run").order_by("-run__month", "-run_id", "position"))


def overpaid_of(person_id: int) -> list[Overpayment]:
    """What a person was paid too much and nobody has settled yet."""
    return list(Overpayment.objects.filter(person_id=person_id, state__in=UNSETTLED).order_by("-pk"))


def benefits_paid_by_list(people: Collection[int]) -> dict[int, set[str]]:
    """{person: kinds of benefit that a frozen list paid them}, in two statements."""
    found: dict[int, set[str]] = {}
    kinds = {scheme.key: scheme.benefit for scheme in payment_schemes if scheme.benefit}
    lines = PaymentLine.objects.filter(run__scheme__in=kinds, run__state__in=STANDING, person_id__in=people)
    for person, scheme in lines.values_list("person_id", "run__scheme").distinct():
        found.setdefault(person, set()).add(kinds[scheme])
    return found


def paid_keys(scheme: str, people: Collection[int]) -> dict[int, set[str]]:
    """{person: keys of the lines paid to them, or for them} of a scheme's standing runs, in two statements."""
    found: dict[int, set[str]] = {}
    own = PaymentLine.objects.filter(run__scheme=scheme, run__state__in=STANDING, person_id__in=people)
    shared = PaymentMember.objects.filter(line__run__scheme=scheme, line__run__state__in=STANDING, person_id__in=people)
    for person, key in (*own.values_list("person_id", "key"), *shared.values_list("person_id", "line__key")):
        found.setdefault(person, set()).add(key)
    return found
