"""健康绿卡 is issued, and ended when it is lost or handed back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from elderly.domain.green_cards import ENTITLEMENTS, card_number
from elderly.models import GreenCard
from elderly.models.record import Stage
from elderly.services.record_details import EDIT, locked_record
from residents.services.access import desk, locked_person


def issue_card(
    *, person_uid: UUID, issued_on: dt.date, by: Any, entitlements: Sequence[str] = (), number: str = ""
) -> GreenCard:
    """A card for somebody of 60 and older; without a number it gets that of the record. Conflict while another is in force."""
    codes = [code for code in ENTITLEMENTS if not entitlements or code in entitlements]
    if issued_on > clock.today():
        raise UserError("发卡日期在今天之后。", field="issued_on")
    with acting(by=by.username, why="发健康绿卡", source=desk(by)):
        record = locked_record(person_uid, by=by)
        if record.stage != Stage.FULL:
            raise Conflict("满 60 周岁才发健康绿卡。", remedy="预建档的到 60 岁转正式以后再发。")
        cards = GreenCard.objects.filter(person_id=record.person_id)
        if standing := cards.filter(ended_on=None).first():
            raise Conflict(f"已经有一张在用的卡：{standing.number}。", remedy="卡丢了的，先停用原来的。")
        wanted = number.strip() or card_number(record.record_no, cards.count())
        if GreenCard.objects.filter(number=wanted).exists():
            raise Conflict(f"卡号 {wanted} 已经发给别人。", field="number", remedy="请核对卡上的号码。")
        return GreenCard.objects.create(
            person_id=record.person_id,
            number=wanted,
            issued_on=issued_on,
            entitlements=codes,
            recorded_at=clock.now(),
            recorded_by=by.username,
            source=desk(by),
        )


def end_card(*, person_uid: UUID, card_uid: UUID, reason: str, by: Any, on: dt.date | None = None) -> None:
    """The card is lost or handed back."""
    if not reason.strip():
        raise UserError("请写停用原因，例如 遗失。", field="reason")
    with acting(by=by.username, why="停用健康绿卡", source=desk(by)):
        person = locked_person(person_uid, by=by, permission=EDIT)
        ended = GreenCard.objects.filter(person_id=person.pk, uid=card_uid, ended_on=None).update(
            ended_on=on or clock.today(), end_reason=reason.strip()[:60]
        )
        if not ended:
            raise NotFound("没有这张卡，或者已经停用了。")
