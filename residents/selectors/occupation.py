"""What people do for a living on a day, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from residents.domain.codes import codebook
from residents.models import Occupation


def occupation_words(people: Iterable[int], on: dt.date) -> dict[int, str]:
    """{person: `职员，某某公司，自 2020-03-01`} of those of whom anything is known, in one statement."""
    book = codebook("personal_status")
    rows = Occupation.objects.filter(person_id__in=list(people), during__contains=on)
    return {
        row.person_id: "，".join(filter(None, (book.name(row.status), row.employer, f"自 {row.during.lower}")))
        for row in rows
    }
