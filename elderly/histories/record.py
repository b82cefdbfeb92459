"""What was changed in an elder record, field by field; what is sealed says only that it changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from core.field_history import HistoryKind, Subject, Told, histories
from core.ui.formats import masked_phone
from elderly.domain.green_cards import titles
from elderly.models import ElderContact, ElderRecord, GreenCard, ReliefItem
from residents.selectors.someone import people_by_uid


def find_record(user: Any, text: str) -> Subject | None:
    """The record of a person in the scope of those who may see elder records."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    who = people_by_uid([uid], scope=user.scope("elder.view")).get(uid)
    if who is None:
        return None
    return Subject(who.id, f"{who.name}的老人档案", reverse("elder-record", args=[uid]), who.area)


histories.register(
    HistoryKind(
        "elder-record",
        "老人档案",
        find_record,
        (
            Told(ElderRecord, "person_id", "档案", hidden=frozenset({"contacts"})),
            Told(
                ElderContact,
                "person_id",
                "紧急联系人",
                hidden=frozenset({"phone_digest", "phone_last4", "relative_id"}),
                words={"phone": masked_phone},
                label=lambda state: state["relation"],
            ),
            Told(ReliefItem, "person_id", "救济物品", label=lambda state: state["what"]),
            Told(
                GreenCard,
                "person_id",
                "健康绿卡",
                words={"entitlements": lambda codes: "、".join(titles(codes))},
                label=lambda state: state["number"],
            ),
        ),
    )
)
