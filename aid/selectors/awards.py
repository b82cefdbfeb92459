"""Aid in force, and single sums: as lists and the chain of help read them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet

from aid.models import Award
from core.scope import Scope


def awards_in_force(scope: Scope, *, on: dt.date, kind: str = "") -> QuerySet[Award]:
    """Awards that hold on a day in a scope, with their cases."""
    rows = Award.objects.filter(scope.q("area_code"), during__contains=on)
    return (rows.filter(kind=kind) if kind else rows).select_related("case")


def once_since(people: Collection[int], households: Collection[int], since: dt.date) -> list[Award]:
    """Single sums to these households, or to one of these people without a household, since a day; the newest first."""
    theirs = Q(household_id__in=list(households)) | Q(household_id=None, case__applicant_id__in=list(people))
    rows = Award.objects.filter(theirs, once__isnull=False, during__startswith__gte=since)
    return list(rows.select_related("case").order_by("-during", "-pk"))
