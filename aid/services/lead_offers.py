"""What a family wants of what it was offered is begun at once: a case, or goods (the picture that started it all)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from aid.models import Lead
from aid.services.cases import open_case
from aid.services.leads import leads_at, note_step, offer, open_lead
from core import clock
from core.audit import acting
from core.errors import UserError
from lifecycle.task_kinds.offers import ALLOWANCE, CASH, NONE, OFFERS, WANTED
from lifecycle.tasking.declaration import Done

# What was wanted → (kind of case, urgent). 先行救助: social assistance in need may be given before the procedure (社会救助法 第五十条).
_CASES = {ALLOWANCE: ("minimum-living", False), CASH: ("temporary", True)}


def after_visit(done: Done) -> None:
    """A visit of help is done: its lead learns what was wanted, and each wish begins."""
    said: Sequence[str] = done.answers.get(WANTED) or ()
    homes = [done.household] if done.household else []
    leads = leads_at(homes, [person for person, role in done.persons if role != "subject" or len(done.persons) == 1])
    for lead in leads.values():
        take_up(lead, said, by=done.by, note=done.note)


def take_up(lead: Lead, wishes: Sequence[str], *, by: Any, note: str = "") -> list[Any]:
    """Write down what the family wants and begin it; returns the cases that were opened. Nothing wanted: the lead has been seen."""
    wanted = [one for one in wishes if one != NONE]
    words = dict(OFFERS)
    said = "、".join(words[one] for one in wanted) if wanted else words[NONE]
    with acting(by=by.username, why="困难线索：家里需要什么"):
        new = [one for one in wanted if one not in lead.offered]
        offer(lead, wanted, "。".join(filter(None, [f"家里需要：{said}", note])), by=by.username)
        return [case for one in new if one in _CASES if (case := _begin(lead, one, by)) is not None]


def _begin(lead: Lead, wish: str, by: Any) -> Any:
    """Open the case of a wish. What cannot be asked for (they have it already, nobody may) is noted with the reason; the visit stands."""
    kind, urgent = _CASES[wish]
    try:
        with transaction.atomic():
            return open_case(
                kind=kind,
                applicant_id=lead.person_id,
                household_id=lead.household_id,
                area=lead.area_code,
                lead_uid=lead.uid,
                by=by,
                on=clock.today(),
                urgent=urgent,
            )
    except UserError as refusal:
        note_step(lead, f"{dict(OFFERS)[wish]}没有开：{refusal.message}", by=by.username)
        return None


def take_up_by_hand(uid: UUID, wishes: Sequence[str], *, by: Any, note: str = "") -> str:
    """The same from the lead's page; returns what was begun, in words."""
    with acting(by=by.username, why="困难线索：家里需要什么"):
        cases = take_up(open_lead(uid, by=by), wishes, by=by, note=note)
    return f"记下了，开了 {len(cases)} 件救助申请，请补齐材料。" if cases else "记下了。办理记录里写着。"
