"""老人档案 on the person page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.panels import Panel, allowed, panels
from elderly.selectors.record_contacts import contacts_of
from elderly.selectors.records import lacking, records_of
from residents.selectors.person import PersonView


def record(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """How the record stands, whom to call first, and what is still missing."""
    row = records_of(person.pk).first()
    if row is None:
        return None
    contacts = contacts_of([person.pk]).get(person.pk, []) if row.contacts else []
    return {
        "record": row,
        "first": contacts[0] if contacts else None,
        "missing": [] if row.closed_on else lacking(row),
        "may_edit": row.closed_on is None and allowed(request.user, "elder.edit", person),
    }


panels.register(
    Panel(
        *("elder-record", "老人档案", "elder.view", "elderly/panels/record.html", record),
        order=20, rows=lambda _request, person: {"elder-records": records_of(person.pk)},
    )
)  # fmt: skip
