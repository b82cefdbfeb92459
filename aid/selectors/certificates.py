"""Certificates taken over, each with its award and members as they stand: what a month's list is compared with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from aid.models import Award, TakenOver, TakenOverMember


@dataclass
class Certificate:
    """A certificate as it stands; `award` and the fields below None or empty when none was ever granted here.

    `until`: the first day without money. `members`: {person: covered}.
    """

    id: int
    aid_no: str
    area: str
    head_id: int | None
    class_words: str
    cause: str
    bank: str
    account: str
    source: str
    award: int | None = None
    kind: str = ""
    monthly: Decimal | None = None
    since: dt.date | None = None  # of the first award
    until: dt.date | None = None
    members: dict[int, bool] = field(default_factory=dict)

    @property
    def standing(self) -> bool:
        return self.award is not None and self.until is None


def certificates(numbers: Iterable[str]) -> dict[str, Certificate]:
    """{aid_no: certificate} with its last award, in three statements."""
    rows = TakenOver.objects.filter(aid_no__in=set(numbers))
    found = {
        row.aid_no: Certificate(
            row.pk,
            row.aid_no,
            row.area_code,
            row.head_id,
            row.class_words,
            row.cause,
            row.bank,
            row.account,
            row.source,
        )
        for row in rows
    }
    by_id = {one.id: one for one in found.values()}
    for award in Award.objects.filter(case=None, document__in=found).order_by("during"):
        one = found[award.document]
        one.award, one.kind, one.monthly = award.pk, award.kind, award.monthly
        one.since = one.since or award.during.lower
        one.until = award.during.upper
    members = TakenOverMember.objects.filter(certificate_id__in=by_id)
    for certificate, person, covered in members.values_list("certificate_id", "person_id", "covered"):
        by_id[certificate].members[person] = covered
    return found
