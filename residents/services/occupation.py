"""What a person does for a living changes on a day: work begins, ends, or is over for good."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.codes import codebook
from residents.domain.occupation import RETIRED, UNEMPLOYED, is_work
from residents.models import Occupation
from residents.services.access import desk, locked_person, must_live
from residents.services.facts import end_facts

WALL = "a person's occupations are dated facts of that person; whoever may write one sees them all"
_KINDS = {RETIRED: "person.retired", UNEMPLOYED: "person.unemployed"}


def change_occupation(
    *,
    person_uid: UUID,
    status: str,
    on: dt.date,
    by: Any,
    employer: str = "",
    pension_from: dt.date | None = None,
    source: str = "",
    why: str = "",
) -> int:
    """From the day on the person is `status` (GB/T 2261.4); returns the id of the event: person.employed, .unemployed or .retired.

    Conflict when the base says the same already, or knows something later; NotFound out of scope.
    """
    kind = _KINDS.get(status, "person.employed")
    if kind == "person.employed" and not is_work(status):
        raise UserError("请选做什么工作。", field="status")
    source = source or desk(by)
    with acting(by=by.username, why=why or str(codebook("personal_status").name(status)), source=source):
        person = locked_person(person_uid, by=by)
        must_live([person], "个人身份变化")
        with as_system(WALL):
            _end_present(person.pk, person.name, status, employer, on)
            fact = Occupation.objects.create(
                person=person,
                status=status,
                employer=employer,
                pension_from=pension_from,
                during=(on, None),
                recorded_at=clock.now(),
                recorded_by=by.username,
                source=source,
                why=why[:120],
            )
        subject = Subject(person.pk, "subject", person.living_area or person.hukou_area)
        payload = {"status": status, "occupation": fact.pk}
        return int(emit(NewEvent(kind, on, (subject,), source, payload=payload), by=by.username).pk)


def _end_present(person: int, name: str, status: str, employer: str, on: dt.date) -> None:
    book = codebook("personal_status")
    later = Occupation.objects.filter(person_id=person, during__startswith__gte=on).order_by("during").first()
    if later is not None:
        raise Conflict(
            f"{name}从 {later.during.lower} 起已登记为{book.name(later.status)}，{on} 不晚于它。",
            field="on",
            remedy="请核对日期；那一条有误的，先把它作废。",
        )
    present = Occupation.objects.filter(person_id=person, during__contains=on).first()
    if present is None:
        return
    if (present.status, present.employer) == (status, employer):
        raise Conflict(
            f"{name}从 {present.during.lower} 起已经登记为{book.name(status)}。",
            field="on",
            remedy="没有变化，不用再登记；日期有误的，请更正那一件。",
        )
    end_facts(Occupation, [present.pk], on=on)
