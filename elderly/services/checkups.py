"""Check-ups enter the base, one at a desk or a file of thousands: new days are added, days already known are filled in.

What they say of health is sealed; the event person.checked_up carries the id alone.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from core import clock
from core.audit import acting
from core.bulk import insert_rows, reserve_ids
from core.crypto import keyring
from core.errors import Conflict, NotFound, UserError
from core.outbox import NewEvent, Subject, void_told_by
from core.scope import as_system
from core.told_once import emit_once
from elderly.domain.checkup_said import NAMES, OPEN, Said, merged
from elderly.models import Checkup, ExchangedPerson
from residents.selectors.everyone import areas_of

WALL = "check-ups follow the person; a file covers every community of its sender"
CHECKED_UP = "person.checked_up"
WHY = "体检登记"


@dataclass(frozen=True, slots=True)
class NewCheckup:
    """A check-up of a person on a day, with the source that its row will name."""

    person_id: int
    exam_on: dt.date
    said: Said
    source: str


def record_checkups(new: Sequence[NewCheckup], *, by: Any, why: str = WHY) -> list[int]:
    """Write check-ups of days that have none yet; returns their ids in order. Emits person.checked_up for each.

    Ties each to the latest list to the hospital of that year which named the person. Conflict when a person has a check-up of that
    day already. The caller owns the transaction (`core.audit.acting`).
    """
    with as_system(WALL):
        ids = reserve_ids(Checkup, len(new))
        answers = _lists_answered(new)
        try:
            with transaction.atomic():
                insert_rows(Checkup, _FIELDS, _rows(new, ids, answers, by, why))
        except IntegrityError as error:
            raise Conflict("此人这一天已经有一份体检。", remedy="请打开那一份修改。") from error
        areas = areas_of({one.person_id for one in new})
        emit_once(
            [
                NewEvent(
                    CHECKED_UP,
                    one.exam_on,
                    (Subject(one.person_id, "subject", areas.get(one.person_id, "")),),
                    one.source,
                    f"checkup:{one.person_id}:{one.exam_on}",
                    {"checkup": pk},
                )
                for pk, one in zip(ids, new, strict=True)
            ],
            by=by,
        )
    return ids


def fill_in(new: Sequence[NewCheckup], *, by: Any, why: str = WHY) -> int:
    """Put what files say into check-ups that stand already (blank cells say nothing); the history keeps what stood before.

    Each change is an act of its own line, so that the file can be taken back. Returns how many changed.
    """
    standing = standing_checkups((one.person_id, one.exam_on) for one in new)
    changed = 0
    for one in new:
        row = standing[one.person_id, one.exam_on]
        differing = differences(row, one.said)
        if differing:
            with acting(by=by.username, why=why, source=one.source), as_system(WALL):
                said = merged(row.said, {name: getattr(one.said, name) for name in differing})
                Checkup.objects.filter(pk=row.pk).update(**_columns(said))
            changed += 1
    return changed


def differences(row: Checkup, said: Said) -> list[str]:
    """The fields in which something new is said; silence is not news."""
    before = row.said
    return [name for name in NAMES if (new := getattr(said, name)) not in (None, "") and new != getattr(before, name)]


def standing_checkups(days: Iterable[tuple[int, dt.date]]) -> dict[tuple[int, dt.date], Checkup]:
    """{(person, day): check-up} of these persons and days, in one statement."""
    wanted = set(days)
    if not wanted:
        return {}
    rows = Checkup.objects.filter(
        person_id__in={person for person, _ in wanted}, exam_on__in={day for _, day in wanted}
    )
    return {key: row for row in rows if (key := (row.person_id, row.exam_on)) in wanted}


def enter_checkup(*, person_id: int, exam_on: dt.date, said: Said, by: Any) -> Checkup:
    """One check-up typed in at a desk. UserError when nothing was measured or written, Conflict for a second one of the day."""
    _something(said)
    source = f"desk:{uuid.uuid4().hex[:8]}:{by.username}"  # one of its own, so that its event can be voided with it
    with acting(by=by.username, why=WHY, source=source):
        pk = record_checkups([NewCheckup(person_id, exam_on, said, source)], by=by)[0]
        return Checkup.objects.get(pk=pk)


def correct_checkup(uid: UUID, *, person_id: int, exam_on: dt.date, said: Said, by: Any) -> Checkup:
    """Write a check-up anew; the history keeps what stood there. NotFound outside the caller's sight, Conflict for another of that day."""
    _something(said)
    with acting(by=by.username, why="更正体检"):
        row = Checkup.objects.select_for_update(of=("self",)).filter(uid=uid, person_id=person_id).first()
        if row is None:
            raise NotFound("没有这份体检。")
        row.exam_on = exam_on
        for name, value in _columns(said).items():
            setattr(row, name, value)
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise Conflict("此人这一天已经有另一份体检。", remedy="请核对日期。") from error
    return row


def remove_checkup(uid: UUID, *, person_id: int, why: str, by: Any) -> None:
    """Take away a check-up that is somebody else's, or never was; the history keeps it, its event is voided."""
    if not why.strip():
        raise UserError("要写明为什么删除。", field="why")
    with acting(by=by.username, why=f"删除体检：{why.strip()}"[:120]):
        row = Checkup.objects.select_for_update(of=("self",)).filter(uid=uid, person_id=person_id).first()
        if row is None:
            raise NotFound("没有这份体检。")
        void_told_by(row.source)
        row.delete()


def _columns(said: Said) -> dict[str, Any]:
    """The columns of the table that hold what is said."""
    return {**{name: getattr(said, name) for name in OPEN}, "sealed": said.pack()}


def _something(said: Said) -> None:
    if all(getattr(said, name) in (None, "") for name in NAMES if name not in OPEN):
        raise UserError("还没有填任何体检结果。", remedy="至少填一项测量、评分或评价。")


def _lists_answered(new: Collection[NewCheckup]) -> dict[tuple[int, int], int]:
    """{(person, year): the latest list to the hospital that named them}."""
    years = {one.exam_on.year for one in new}
    rows = ExchangedPerson.objects.filter(
        person_id__in={one.person_id for one in new}, exchange__year__in=years
    ).order_by("exchange__made_at")
    return {(person, year): pk for person, year, pk in rows.values_list("person_id", "exchange__year", "exchange_id")}


_FIELDS = (
    "id", "uid", "person_id", "exam_on", *OPEN, "sealed", "exchange_id", "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip


def _rows(
    new: Sequence[NewCheckup], ids: list[int], answers: dict[tuple[int, int], int], by: Any, why: str
) -> list[tuple[Any, ...]]:
    ring, told = keyring(), (clock.now(), by.username, why)
    return [
        (
            pk, str(uuid.uuid4()), one.person_id, one.exam_on, *(getattr(one.said, name) for name in OPEN),
            ring.encrypt(one.said.pack()), answers.get((one.person_id, one.exam_on.year)), *told, one.source,
        )
        for pk, one in zip(ids, new, strict=True)
    ]  # fmt: skip
