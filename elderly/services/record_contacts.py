"""Whom to call for an old person, in order. Somebody of the base is named, not typed again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.crypto import digest
from core.errors import Conflict, NotFound, UserError
from elderly.models import ElderContact, ElderRecord
from elderly.selectors.records import lacking
from elderly.services.record_details import locked_record, tell_if_complete
from residents.services.access import desk

MOST = 6  # more than anybody would call one after the other


def add_contact(
    *,
    person_uid: UUID,
    relation: str,
    by: Any,
    relative_id: int | None = None,
    name: str = "",
    phone: str = "",
    note: str = "",
) -> ElderContact:
    """The last in the order of those to call: a relative of the base (`relative_id`), or somebody else by name and telephone.

    `phone` as core.register.reading.phone reads it. Conflict when the same person is there already.
    """
    if relative_id is None and not (name.strip() and phone):
        raise UserError("底册里没有的人，要写姓名和电话。", field="name" if phone else "phone")
    with acting(by=by.username, why="登记紧急联系人", source=desk(by)):
        record = locked_record(person_uid, by=by)
        there = list(ElderContact.objects.filter(person_id=record.person_id).order_by("position", "id"))
        _not_twice(there, record, relative_id, name.strip(), phone)
        before = lacking(record)
        contact = ElderContact.objects.create(
            person_id=record.person_id,
            position=len(there) + 1,
            relation=relation.strip(),
            relative_id=relative_id,
            name="" if relative_id else name.strip(),
            phone=phone,
            phone_digest=digest(phone, "phone") if phone else None,
            phone_last4=phone[-4:],
            note=note.strip(),
            recorded_at=clock.now(),
            recorded_by=by.username,
            source=desk(by),
        )
        _count(record, len(there) + 1)
        tell_if_complete(record, before, by=by, on=clock.today())
    return contact


def _not_twice(there: list[ElderContact], record: ElderRecord, relative_id: int | None, name: str, phone: str) -> None:
    if relative_id == record.person_id:
        raise UserError("联系人不能是本人。", field="who")
    if len(there) >= MOST:
        raise Conflict(f"最多登记 {MOST} 位联系人。", remedy="先删掉不用的一位。")
    for one in there:
        if (relative_id and one.relative_id == relative_id) or (
            relative_id is None and one.name == name and one.phone_last4 == phone[-4:]
        ):
            raise Conflict("这一位已经在联系人里了。", field="who")


def remove_contact(*, person_uid: UUID, contact_uid: UUID, by: Any) -> None:
    """Somebody is no longer to be called; those behind move up."""
    with acting(by=by.username, why="删去紧急联系人", source=desk(by)):
        record, there, at = _find(person_uid, contact_uid, by)
        there.pop(at).delete()
        _order(there)
        _count(record, len(there))


def move_up(*, person_uid: UUID, contact_uid: UUID, by: Any) -> None:
    """To be called one place earlier."""
    with acting(by=by.username, why="调整紧急联系人次序", source=desk(by)):
        _, there, at = _find(person_uid, contact_uid, by)
        if at:
            there[at - 1], there[at] = there[at], there[at - 1]
        _order(there)


def _find(person_uid: UUID, contact_uid: UUID, by: Any) -> tuple[ElderRecord, list[ElderContact], int]:
    record = locked_record(person_uid, by=by)
    there = list(ElderContact.objects.filter(person_id=record.person_id).order_by("position", "id"))
    at = next((place for place, one in enumerate(there) if one.uid == contact_uid), None)
    if at is None:
        raise NotFound("没有这位联系人，或者已经删掉了。")
    return record, there, at


def _order(there: list[ElderContact]) -> None:
    for place, one in enumerate(there, start=1):
        if one.position != place:
            one.position = place
            one.save(update_fields=["position"])


def _count(record: ElderRecord, number: int) -> None:
    record.contacts = number
    record.save(update_fields=["contacts"])
