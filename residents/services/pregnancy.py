"""生育登记: an expected child is registered; the registration ends with the birth."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.ages import age_on
from residents.domain.pregnancy import Details, impossible
from residents.models import Pregnancy
from residents.services.access import desk, locked_person, must_live
from residents.services.facts import end_facts

PERMISSION = "person.pregnancy"
WALL = "a registration belongs to the woman; whoever may write it sees those before"


def register_pregnancy(
    *,
    person_uid: UUID,
    expected_on: dt.date,
    on: dt.date,
    by: Any,
    child: int | None = None,
    number: str = "",
    source: str = "",
    why: str = "生育登记",
) -> int:
    """Since the day she is known to expect a child; returns the id of the event person.pregnancy_registered.

    人口与计划生育法 第十八条; 广东省人口与计划生育条例 第二十条. UserError names the field; Conflict while one stands already.
    """
    source = source or desk(by)
    with acting(by=by.username, why=why[:120], source=source):
        person = locked_person(person_uid, by=by, permission=PERMISSION)
        must_live([person], "生育")
        age = age_on(person.birth_date, on) if person.birth_date else None
        if problem := impossible(sex=person.sex, age=age, on=on, expected_on=expected_on):
            field, words, remedy = problem
            raise UserError(words, field=field, remedy=remedy)
        with as_system(WALL):
            standing = Pregnancy.objects.filter(person=person, during__upper_inf=True).first()
            if standing is not None:
                raise Conflict(
                    f"{person.name}已有一份生育登记（{standing.during.lower}），预产期 {standing.details.expected_on}。",
                    field="subject",
                    remedy="孩子出生登记以后它自然结束；登记有误的，先作废那一件。",
                )
            fact = Pregnancy.objects.create(
                person=person,
                sealed=Details(expected_on, child, number).pack(),
                during=(on, None),
                recorded_at=clock.now(),
                recorded_by=by.username,
                source=source,
                why=why[:120],
            )
        # Nothing of what is expected stands in the event: it lies outside the second wall.
        subject = Subject(person.pk, "subject", person.living_area or person.hukou_area)
        event = NewEvent("person.pregnancy_registered", on, (subject,), source, payload={"pregnancy": fact.pk})
        return int(emit(event, by=by.username).pk)


def end_pregnancies(people: list[int], *, on: dt.date) -> None:
    """The registrations of women who gave birth end on the day of birth."""
    rows = Pregnancy.objects.filter(person_id__in=people, during__upper_inf=True, during__startswith__lt=on)
    end_facts(Pregnancy, list(rows.values_list("pk", flat=True)), on=on)
