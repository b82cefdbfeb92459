"""The award behind each person of a list of the minimum living allowance, as one JSON column."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, JSONField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, JSONObject

from aid.models import Award, CaseMember, TakenOver, TakenOverMember

KIND = "minimum-living"


def award_column(day: dt.date, kind: str = KIND) -> Subquery:
    """`{monthly, people, review_class, head, since, document}` of the award that covers a person on the day, or null."""
    cases = CaseMember.objects.filter(person_id=OuterRef(OuterRef("pk")), covered=True).values("case_id")
    numbers = TakenOverMember.objects.filter(person_id=OuterRef(OuterRef("pk")), covered=True).values(
        "certificate__aid_no"
    )
    rows = Award.objects.filter(
        Q(case_id__in=cases) | Q(case=None, document__in=numbers), kind=kind, during__contains=day
    )
    head = TakenOver.objects.filter(aid_no=OuterRef("document")).values("head__name")[:1]
    found = JSONObject(
        monthly=F("monthly"),
        people=F("people"),
        review_class=F("review_class"),
        head=Coalesce(F("case__applicant__name"), Subquery(head)),
        since=F("during__startswith"),
        document=F("document"),
    )
    return Subquery(rows.order_by("-during").values(found=found)[:1], output_field=JSONField())
