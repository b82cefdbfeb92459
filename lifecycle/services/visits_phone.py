"""What a phone may carry from door to door: for whom it is sealed, what is written down, and numbers asked for one by one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from core.crypto import digest
from core.errors import Conflict, NotFound, UserError
from core.read_log import Seen, log_views
from lifecycle.selectors.visits import Stop
from residents.selectors.doors import phone_on_record
from residents.selectors.words import masked_phone
from residents.services.access import locked_person
from residents.services.correct import correct_person
from residents.services.reveal import PHONE, reveal

REASON = "上门走访前联系"
TOLD_AT_THE_DOOR = "走访时本人或家人告知"


def phone_key(user: Any) -> bytes:
    """32 bytes that seal this user's visits on a phone: the same at each sign-in, so that what was left unsent opens again; another
    for every user, so that nobody else's does."""
    return digest(str(user.pk), "visits on a phone")


def log_carried(stops: Iterable[Stop], *, by: Any) -> None:
    """What goes to a phone was looked at: one line a person and day."""
    log_views(
        [Seen(stop.door.uid, stop.door.name, stop.door.area) for stop in stops], by=by, kind="person", action="to-phone"
    )


def number_to_call(*, person_uid: UUID, by: Any) -> str:
    """The whole phone number, one person at a time, logged and counted like every reveal."""
    return reveal(person_uid=person_uid, what=PHONE, reason=REASON, by=by)


def correct_phone(*, person_uid: UUID, phone: str, known: str, by: Any) -> bool:
    """Write a number told at the door; False when the base says it already (the answer to the first sending was lost).

    `known`: the masked number that the form showed. Conflict when the base says another by now.
    """
    if not by.has_permission("visit.do"):
        raise NotFound("没有这个人，或者不在你的范围里。")
    person = locked_person(person_uid, by=by)
    now = phone_on_record(person.pk)
    if now and now == phone.strip():
        return False
    if masked_phone(now) != known:
        raise Conflict(
            f"电话已被改成 {masked_phone(now) or '空'}。", field="phone", remedy="两个号都问清后，在居民页上改。"
        )
    if not phone.strip():
        raise UserError("没有填电话。", field="phone", remedy="请填 11 位手机号，或带区号的座机。")
    correct_person(person_uid=person_uid, changes={"phone": phone}, reason=TOLD_AT_THE_DOOR, by=by)
    return True
