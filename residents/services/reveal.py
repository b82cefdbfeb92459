"""Showing a full number: one at a time, with a reason, written down, and not too many (SEC09; 个人信息保护法 第五十一条)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core import clock
from core.audit import log_read
from core.errors import NotAllowed, NotFound, UserError
from core.read_log import acts_since
from residents.models import IdentityDocument
from residents.selectors.person import person_in_scope

NUMBER, PHONE = "number", "phone"
REASONS = ("代办业务", "核对证件", "与公安核对", "联系本人")
# What a clerk at the counter needs; more in an hour is copying a list, which is an export (and asks for a purpose).
MOST_AN_HOUR = 60
LEAST_SECONDS = 1.0


def reveal(*, person_uid: UUID, what: str, reason: str, by: Any) -> str:
    """The full document number or phone of one person. Raises UserError without a reason or above the rate."""
    if what not in (NUMBER, PHONE):
        raise NotFound("没有这一项。")
    if not by.has_permission("person.reveal"):
        raise NotAllowed("看全号不在你的职责里。")
    person = person_in_scope(person_uid, scope=by.scope("person.reveal"))
    if not reason.strip():
        raise UserError("请选事由。", field="reason")
    _not_too_many(by)
    value = person.phone if what == PHONE else _number(person.pk)
    if not value:
        raise UserError("没有登记这一项。")
    log_read(
        by=by,
        action=f"reveal-{what}",
        kind="person",
        uid=person.uid,
        label=person.name,
        area=person.living_area or person.hukou_area,
        reason=reason.strip()[:200],
    )
    return value


def _number(person_id: int) -> str:
    document = IdentityDocument.objects.filter(person_id=person_id, active=True).order_by("type").first()
    return document.number if document else ""


def _not_too_many(by: Any) -> None:
    now = clock.now()
    moments = acts_since(by=by, actions=["reveal-number", "reveal-phone"], since=now - dt.timedelta(hours=1))
    if len(moments) >= MOST_AN_HOUR:
        raise UserError(
            f"一小时内已看过 {MOST_AN_HOUR} 次全号，先歇一歇。", remedy="要成批的号码，请用导出并写明用途。"
        )
    if moments and (now - moments[0]).total_seconds() < LEAST_SECONDS:
        raise UserError("看得太快了，一次看一个。")
