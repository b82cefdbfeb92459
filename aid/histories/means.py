"""What was changed in a member's figures; what stands behind them is sealed and says only that it changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from aid.models import Asset, CaseMember, Expense, Income, Obligor
from core.field_history import HistoryKind, Subject, Told, histories


def find_member(user: Any, text: str) -> Subject | None:
    """A member of a case in the reader's sight, by uid."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    rows = CaseMember.objects.filter(user.scope("aid.view").q("case__area_code"), uid=uid).select_related(
        "case", "person"
    )
    row = rows.first()
    if row is None:
        return None
    name = row.person.name if row.person else row.name
    return Subject(row.pk, f"{name}的收入和财产", reverse("aid-means", args=[row.case.uid]), row.case.area_code)


_SEALED = frozenset({"what", "name"})
histories.register(
    HistoryKind(
        "aid-means",
        "收入和财产",
        find_member,
        (
            Told(Income, "member_id", "收入", hidden=_SEALED),
            Told(Asset, "member_id", "财产", hidden=_SEALED),
            Told(Expense, "member_id", "刚性支出", hidden=_SEALED),
            Told(Obligor, "member_id", "义务人", hidden=_SEALED),
        ),
    )
)
