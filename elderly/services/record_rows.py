"""Elder records filled by file: a line names somebody by number and says what a clerk collected on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from core import clock
from core.audit import acting
from core.crypto import digest
from core.errors import UserError
from elderly.models import ElderContact, ElderRecord, Income
from elderly.selectors.record_changes import record_changes
from elderly.services.record_details import EDIT, TEXTS
from elderly.services.records import Since, keep_records
from residents.selectors.someone import Someone, people_by_number

Values = Mapping[str, Any]
_CONTACT = ("contact", "contact_relation", "contact_phone")


def plan_record(values: Values, *, by: Any, of: int | None = None) -> tuple[str, str]:
    """What `save_record` would do. UserError when the number names nobody of the scope, or somebody younger than 55.

    An empty cell leaves what stands: a list from paper seldom has every column.
    """
    who = _who(values, by)
    record = ElderRecord.objects.filter(person_id=who.id).first()
    if record is None:
        today = clock.today()
        if who.id not in record_changes({who.id: today}):
            raise UserError(f"{who.name}不满 55 周岁，或者不在本地登记，没有老人档案。", field="number")
        return "created", f"给{who.name}建档并填写"
    if record.closed_on:
        raise UserError(f"{who.name}的档案已关闭（{record.get_closing_display()}）。", field="number")
    titles = {field.name: str(field.verbose_name) for field in ElderRecord._meta.concrete_fields}
    changed = [titles[name] for name in _changes(values, record)]
    if _new_contact(values, record):
        changed.append("紧急联系人")
    return ("changed", f"{who.name}：更新{'、'.join(changed)}") if changed else ("unchanged", "档案已有，内容相同")


def save_record(values: Values, *, by: Any, source: str, of: int | None = None) -> tuple[ElderRecord, str]:
    """Write a line: number, likes, habits, income (words), institution, doctor, doctor_phone, signed_on (ISO day), contact,
    contact_relation, contact_phone. The record is opened when it is missing."""
    who = _who(values, by)
    outcome, _ = plan_record(values, by=by, of=of)
    with acting(by=by.username, why="老人档案填写", source=source):
        if outcome == "created":
            keep_records({who.id: Since(clock.today(), "records")}, by=by.username, why="按名单建档")
        record = ElderRecord.objects.select_for_update().get(person_id=who.id)
        if outcome != "unchanged":
            for name, value in _changes(values, record).items():
                setattr(record, name, value)
            if _new_contact(values, record):
                _write_contact(values, record, by, source)
                record.contacts += 1
            record.checked_on = clock.today()
            record.save()
    return record, outcome


def forget_contacts(source: str) -> None:
    """The contacts that a file brought go with it. The counts of their records have been put back before."""
    ElderContact.objects.filter(source__startswith=f"{source}:").delete()


def _who(values: Values, by: Any) -> Someone:
    number = values["number"]
    found = people_by_number([number], scope=by.scope(EDIT)).get(number)
    if found is None:
        raise UserError("你的范围里没有这个证号的人。", field="number", remedy="请核对证号；不在底册的先登记。")
    if found.deceased:
        raise UserError(f"{found.name}已去世。", field="number")
    return found


def _changes(values: Values, record: ElderRecord) -> dict[str, Any]:
    said = {name: values[name] for name in TEXTS if values.get(name)}
    if said.get("income"):
        said["income"] = next(one.value for one in Income if one.label == said["income"])
    if values.get("signed_on"):
        said["signed_on"] = dt.date.fromisoformat(values["signed_on"])
    return {name: value for name, value in said.items() if getattr(record, name) != value}


def _new_contact(values: Values, record: ElderRecord) -> bool:
    name, _, phone = (values.get(key) or "" for key in _CONTACT)
    if not name:
        return False
    if not phone:
        raise UserError("写了联系人，还要写电话。", field="contact_phone")
    return not ElderContact.objects.filter(person_id=record.person_id, name=name, phone_last4=phone[-4:]).exists()


def _write_contact(values: Values, record: ElderRecord, by: Any, source: str) -> None:
    phone = values["contact_phone"]
    ElderContact.objects.create(
        person_id=record.person_id,
        position=record.contacts + 1,
        relation=values.get("contact_relation") or "其他亲属",
        name=values["contact"],
        phone=phone,
        phone_digest=digest(phone, "phone"),
        phone_last4=phone[-4:],
        recorded_at=clock.now(),
        recorded_by=by.username,
        source=source,
    )
