"""Somebody decides which of two sources is right: take the other one's word, or keep what the base says."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from residents.models import Disagreement
from residents.services.correct import CORRECTABLE, correct_person

State = Disagreement.State


def decide(disagreement_id: int, *, adopt: bool, reason: str, by: Any, on: dt.date | None = None) -> Disagreement:
    """Adopt the other source's word (a correction at the desk) or keep what stands; either way with a reason.

    NotFound out of scope, Conflict when somebody was quicker; UserError without a reason, or when the field changes on a page
    of its own (户籍, 现住地, 所在户).
    """
    if not by.has_permission("person.edit"):
        raise NotAllowed("这一步不在你的职责里。", remedy="请找所在社区的专干登记。")
    if not reason.strip():
        raise UserError("请写依据什么决定。", field="reason", remedy="例如：看了户口簿原件。")
    scope = by.scope("person.edit")
    with acting(by=by.username, why=reason):
        row = (
            Disagreement.objects.select_for_update(of=("self",))
            .select_related("person")
            .filter(pk=disagreement_id)
            .first()
        )
        if row is None or not (scope.holds(row.person.hukou_area) or scope.holds(row.person.living_area)):
            raise NotFound("没有这一条，或者不在你的范围里。")
        if row.state != State.OPEN:
            raise Conflict(f"这一条已经是「{row.get_state_display()}」。")
        if adopt:
            _adopt(row, reason, by, on)
        row.state = State.ADOPTED if adopt else State.KEPT
        row.decided_at, row.decided_by, row.reason = clock.now(), by.username, reason[:200]
        row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    return row


def _adopt(row: Disagreement, reason: str, by: Any, on: dt.date | None) -> None:
    if row.field not in CORRECTABLE:
        raise UserError("户籍、住处和所在户的变动要在它自己的页上登记。", remedy="登记好以后，在这里选「保留」并写明。")
    value = dt.date.fromisoformat(row.other) if row.field == "birth_date" else row.other
    correct_person(person_uid=row.person.uid, changes={row.field: value}, reason=reason, by=by, on=on)
