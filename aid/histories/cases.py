"""What was changed in a case, field by field; what is sealed says only that it changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from aid.domain.case_states import State
from aid.domain.law import AID_KINDS
from aid.models import AidCase, CaseDecision, CaseMember, CasePaper, CasePosting
from core.field_history import HistoryKind, Subject, Told, histories


def find_case(user: Any, text: str) -> Subject | None:
    """A case in the reader's sight, by uid."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    row = AidCase.objects.filter(user.scope("aid.view").q("area_code"), uid=uid).first()
    if row is None:
        return None
    title = f"{AID_KINDS[row.kind].title} {row.number}"
    return Subject(row.pk, title, reverse("aid-case", args=[row.uid]), row.area_code)


_SEALED = frozenset({"circumstances", "account", "account_name", "uid"})

histories.register(
    HistoryKind(
        "aid-case",
        "救助",
        find_case,
        (
            Told(AidCase, "id", "救助", words={"state": lambda value: State(value).title}, hidden=_SEALED),
            Told(CaseMember, "case_id", "成员", hidden=frozenset({"name", "number", "health", "uid"})),
            Told(CasePaper, "case_id", "材料", hidden=frozenset({"file", "uid"})),
            Told(CasePosting, "case_id", "公示", hidden=frozenset({"content", "uid"})),
            Told(CaseDecision, "case_id", "决定", hidden=frozenset({"reasons", "arithmetic", "uid"})),
        ),
    )
)
