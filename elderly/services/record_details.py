"""What a clerk fills into an elder record: habits, income, family doctor, health, and what is given to the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import NotAllowed, NotFound, UserError
from core.outbox import NewEvent, Subject, emit
from elderly.domain.anamnesis import Lifestyle, Medical
from elderly.events.record import COMPLETED
from elderly.models import ElderRecord, ReliefItem
from elderly.selectors.records import lacking
from residents.services.access import desk, locked_person

EDIT, HEALTH = "elder.edit", "elder.health"
TEXTS = ("income", "likes", "habits", "doctor", "doctor_phone", "institution")
_SEALED = {"medical": Medical, "lifestyle": Lifestyle}


def fill_record(*, person_uid: UUID, said: Mapping[str, Any], by: Any, on: dt.date | None = None) -> ElderRecord:
    """Write what is said of a person's record; a field that is not named stays as it is.

    `said`: TEXTS, `pension` (text of a Decimal), `signed_on` (day or None), `medical` and `lifestyle` (objects of
    elderly.domain.anamnesis, for those who may read health). When nothing is left to ask, person.elder_record_completed is told.
    UserError without a record, or with a signing day ahead; NotFound out of scope.
    """
    today = on or clock.today()
    with acting(by=by.username, why="填写老人档案", source=desk(by)):
        record = locked_record(person_uid, by=by)
        before = lacking(record)
        _put(record, said, by, today)
        record.checked_on = today
        record.save()
        tell_if_complete(record, before, by=by, on=today)
    return record


def locked_record(person_uid: UUID, *, by: Any) -> ElderRecord:
    """The open record of a person whose records this user keeps, locked until the transaction ends."""
    person = locked_person(person_uid, by=by, permission=EDIT)
    record = ElderRecord.objects.select_for_update().filter(person_id=person.pk).first()
    if record is None:
        raise NotFound("这个人没有老人档案：不满 55 周岁，或者不在本地登记。")
    if record.closed_on:
        raise UserError(
            f"这份档案 {record.closed_on} 已关闭（{record.get_closing_display()}），不能再填。",
            remedy="如果去世或迁出登记有误，请先撤销那一次登记。",
        )
    return record


def _put(record: ElderRecord, said: Mapping[str, Any], by: Any, today: dt.date) -> None:
    for name in TEXTS:
        if name in said:
            setattr(record, name, said[name].strip())
    if "pension" in said:
        record.pension = str(said["pension"] or "")
    if "signed_on" in said:
        if said["signed_on"] and said["signed_on"] > today:
            raise UserError("签约日期在今天之后。", field="signed_on", remedy="请核对年份和月份。")
        record.signed_on = said["signed_on"]
    for name in _SEALED:
        if name in said:
            if not by.has_permission(HEALTH):
                raise NotAllowed("健康史和生活方式要有健康信息权限的人填。")
            setattr(record, name, said[name].pack())


def tell_if_complete(record: ElderRecord, before: list[str], *, by: Any, on: dt.date) -> None:
    """What had been missing is there now: the task about it closes by itself."""
    if before and not lacking(record):
        subject = Subject(record.person_id, "subject", record.area_code)
        emit(NewEvent(COMPLETED, on, (subject,), desk(by), payload={"record": record.pk}), by=by.username)


def add_relief(
    *,
    person_uid: UUID,
    what: str,
    every: str,
    since: dt.date,
    by: Any,
    amount: str = "",
    giver: str = "",
    until: dt.date | None = None,
) -> ReliefItem:
    """Somebody is given something, once or regularly, from a day on. UserError when it would end before it began."""
    if until and until < since:
        raise UserError("停止的日子早于开始的日子。", field="until")
    with acting(by=by.username, why="登记救济物品", source=desk(by)):
        record = locked_record(person_uid, by=by)
        return ReliefItem.objects.create(
            person_id=record.person_id,
            what=what.strip(),
            amount=amount.strip(),
            every=every,
            giver=giver.strip(),
            during=(since, until),
            recorded_at=clock.now(),
            recorded_by=by.username,
            source=desk(by),
        )


def end_relief(*, person_uid: UUID, relief_uid: UUID, by: Any, on: dt.date | None = None) -> None:
    """It is no longer given, from the day on; what began that day never was."""
    day = on or clock.today()
    with acting(by=by.username, why="停发救济物品", source=desk(by)):
        person = locked_person(person_uid, by=by, permission=EDIT)
        item = ReliefItem.objects.select_for_update().filter(person_id=person.pk, uid=relief_uid).first()
        if item is None:
            raise NotFound("没有这一项，或者已经删掉了。")
        if item.during.lower >= day:
            item.delete()
            return
        item.during = (item.during.lower, day)
        item.save()
