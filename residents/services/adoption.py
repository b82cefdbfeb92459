"""Adoption: from the day of registration the adopters are the parents, and the birth parents are not (民法典 第一千一百一十一条)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q

from core.audit import acting
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.adoption import OF_AGE, adopter_problem, child_problem
from residents.domain.ages import age_on
from residents.models import Kinship, Person
from residents.models.kinship import MIRROR, KinshipKind
from residents.services.access import desk, locked_person, locked_persons, must_live
from residents.services.facts import end_facts
from residents.services.kinship import KinLink, link_kin
from residents.services.naming import NewName, give_names

WALL = "an adoption changes whose child somebody is; birth parents and adopters may live in other areas"


def adopt(
    *,
    child_uid: UUID,
    adopter_uids: Sequence[UUID],
    on: dt.date,
    by: Any,
    name: str = "",
    source: str = "",
    why: str = "收养登记",
) -> int:
    """The adopters become the child's parents on the day of registration; returns the id of the event person.adopted.

    What ends: the links with birth parents (but the one whom an adopter is married to: 第一千一百零三条) and the guardianships. `name`:
    the child's new name, "" when it keeps its own. UserError names the person at fault.
    """
    source = source or desk(by)
    with acting(by=by.username, why=why[:120], source=source):
        child = locked_person(child_uid, by=by)
        adopters = locked_persons(adopter_uids, by=by, permission="person.view")
        must_live([child, *adopters], "收养")
        with as_system(WALL):
            parents = [row.relative_id for row in _links(child.pk, KinshipKind.PARENT)]
            staying = _married_to(adopters, parents, on)
            _fit(child, adopters, parents, staying, on)
            left = [pk for pk in parents if pk not in staying]
            _end(child.pk, left, KinshipKind.PARENT, on)
            _end(
                child.pk, [row.relative_id for row in _links(child.pk, KinshipKind.GUARDIAN)], KinshipKind.GUARDIAN, on
            )
            links = [KinLink(child.pk, one.pk, str(KinshipKind.PARENT), on, source) for one in adopters]
            link_kin(links, by=by, why=why)
            event = _tell("person.adopted", child, adopters, left, {"parents_before": left}, on, by, source)
            if name and name != child.name:
                give_names([NewName(child.pk, name, source)], by=by, on=on, why=why)
    return event


def end_adoption(
    *,
    child_uid: UUID,
    reason: str,
    on: dt.date,
    by: Any,
    back_to_parents: bool | None = None,
    source: str = "",
    why: str = "解除收养",
) -> int:
    """The adoption ends on the day; returns the id of the event person.adoption_ended. 民法典 第一千一百一十四条至第一千一百一十七条.

    A minor's birth parents are parents again by law; an adult's when they agree (`back_to_parents`). Conflict when nobody has
    adopted the person.
    """
    source = source or desk(by)
    with acting(by=by.username, why=why[:120], source=source):
        child = locked_person(child_uid, by=by)
        with as_system(WALL):
            adopters = _adopters(child)
            if not adopters:
                raise Conflict(f"底册里没有{child.name}被收养的登记。", field="subject", remedy="请核对是不是这个人。")
            began = max(row.during.lower for row in adopters)
            if on <= began:
                raise UserError(f"{on} 不晚于收养登记的 {began}。", field="on", remedy="请核对日期。")
            minor = child.birth_date is not None and age_on(child.birth_date, on) < OF_AGE
            _end(child.pk, [row.relative_id for row in adopters], KinshipKind.PARENT, on)
            back = _birth_parents(child, began) if minor or back_to_parents else []
            links = [KinLink(child.pk, pk, str(KinshipKind.PARENT), on, source) for pk in back]
            link_kin(links, by=by, why=why)
            people = list(Person.objects.filter(pk__in=[row.relative_id for row in adopters]))
            return _tell("person.adoption_ended", child, people, back, {"reason": reason, "back": back}, on, by, source)


def _links(child: int, kind: KinshipKind) -> list[Kinship]:
    return list(Kinship.objects.filter(person_id=child, kind=kind, during__upper_inf=True))


def _adopters(child: Person) -> list[Kinship]:
    """Parents since a day after the birth: only an adoption makes them so."""
    return [
        row
        for row in _links(child.pk, KinshipKind.PARENT)
        if row.during.lower and child.birth_date and row.during.lower > child.birth_date
    ]


def _birth_parents(child: Person, adopted_on: dt.date) -> list[int]:
    """The living whose link ended with the adoption."""
    rows = Kinship.objects.filter(person=child, kind=KinshipKind.PARENT, during__endswith=adopted_on)
    return list(rows.exclude(relative__status=Person.Status.DECEASED).values_list("relative_id", flat=True))


def _married_to(adopters: Iterable[Person], parents: Collection[int], on: dt.date) -> set[int]:
    """The parents whose spouse adopts, and those who are named beside the spouse: both stay parents."""
    ids = [one.pk for one in adopters]
    rows = Kinship.objects.filter(
        person_id__in=ids, relative_id__in=list(parents), kind=KinshipKind.SPOUSE, during__contains=on
    )
    return set(rows.values_list("relative_id", flat=True))


def _fit(child: Person, adopters: Sequence[Person], parents: Collection[int], staying: set[int], on: dt.date) -> None:
    problem = child_problem(age_on(child.birth_date, on) if child.birth_date else None)
    for one in adopters:
        if one.pk in parents:
            raise Conflict(f"{one.name}已经是{child.name}的父母。", field="adopter", remedy="请核对收养人是哪一位。")
        if one.birth_date and child.birth_date and one.birth_date >= child.birth_date:
            raise UserError(f"{one.name}不比{child.name}年长。", field="adopter", remedy="请核对是不是填反了。")
        age = age_on(one.birth_date, on) if one.birth_date else None
        problem = problem or adopter_problem(age, step_parent=bool(staying))
    if len(adopters) > 2:
        problem = ("adopter", "收养人最多是夫妻两人。", "请只写收养登记证上的人。")
    if problem:
        field, words, remedy = problem
        raise UserError(words, field=field, remedy=remedy)


def _end(child: int, relatives: Collection[int], kind: KinshipKind, on: dt.date) -> None:
    """The links on that kind end on the day, with their mirrors; one that began that day or later never held."""
    own = Q(person_id=child, relative_id__in=relatives, kind=kind)
    mirror = Q(relative_id=child, person_id__in=relatives, kind=MIRROR[kind])
    rows = Kinship.objects.filter(own | mirror, during__upper_inf=True)
    end_facts(Kinship, rows.values_list("pk", flat=True), on=on)


def _tell(
    kind: str,
    child: Person,
    adopters: Sequence[Person],
    parents: Collection[int],
    payload: dict[str, Any],
    on: dt.date,
    by: Any,
    source: str,
) -> int:
    others = list(Person.objects.filter(pk__in=parents))
    roles = [(child, "subject"), *((one, "adopter") for one in adopters), *((one, "parent") for one in others)]
    subjects = tuple(Subject(one.pk, role, one.living_area or one.hukou_area) for one, role in roles)
    return int(emit(NewEvent(kind, on, subjects, source, payload=payload), by=by.username).pk)
