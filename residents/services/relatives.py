"""Kinship registered at the desk: a link with its mirror, from a day on; and its end."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.ages import age_on
from residents.models import Kinship, Person
from residents.models.kinship import MIRROR, KinshipKind
from residents.services.access import desk, locked_person
from residents.services.facts import end_facts
from residents.services.kinship import KinLink, link_kin

WALL = "a link has two ends; one of them may live outside the clerk's area"
YOUNGEST_PARENT = 14
# 民法典 第一千零四十七条: 男不得早于二十二周岁，女不得早于二十周岁.
MARRIAGE_AGE = {"1": 22, "2": 20}


def add_relative(
    *, person_uid: UUID, relative_uid: UUID, kind: str, since: dt.date | None, by: Any, why: str = ""
) -> None:
    """From `since` (None: from the younger one's birth) `relative_uid` is the parent, child, spouse … of the person.

    UserError: same person, impossible ages, a second spouse, a link that stands already. Emits kinship.changed.
    """
    source = desk(by)
    with acting(by=by.username, why=why or "登记亲属", source=source):
        person = locked_person(person_uid, by=by)
        relative = locked_person(relative_uid, by=by, permission="person.view")
        start = _start(person, relative, kind, since)
        _ages_fit(person, relative, kind, start)
        if not link_kin([KinLink(person.pk, relative.pk, kind, start, source)], by=by, why=why or "登记亲属"):
            raise UserError(
                _standing(person, relative, kind), field="relative", remedy="原来的关系有误时，先结束它再登记。"
            )
        _tell(person, relative, kind, start, by, source)


def end_relative(*, person_uid: UUID, link: int, on: dt.date, by: Any, why: str = "") -> None:
    """The link (and its mirror) ends on the day. Marriages end by the civil register; this is for what was wrong or is over."""
    source = desk(by)
    with acting(by=by.username, why=why or "结束亲属关系", source=source):
        person = locked_person(person_uid, by=by)
        row = Kinship.objects.filter(pk=link, person=person, during__upper_inf=True).first()
        if row is None:
            raise UserError("这条关系已经结束，或者不存在。")
        if on > clock.today():
            raise UserError(f"日期 {on} 在今天之后。", field="on", remedy="请填已经发生的日子。")
        with as_system(WALL):
            mirror = Kinship.objects.filter(
                person_id=row.relative_id, relative=person, kind=MIRROR[KinshipKind(row.kind)], during__upper_inf=True
            )
            end_facts(Kinship, [row.pk, *mirror.values_list("pk", flat=True)], on=on)
            relative = Person.objects.get(pk=row.relative_id)
            _tell(person, relative, row.kind, on, by, source)


def _start(person: Person, relative: Person, kind: str, since: dt.date | None) -> dt.date:
    if kind not in KinshipKind.values:
        raise UserError("请选是什么关系。", field="kind")
    if person.pk == relative.pk:
        raise UserError("不能是自己的亲属。", field="relative")
    births = [one.birth_date for one in (person, relative) if one.birth_date]
    born = max(births) if births else None
    if kind in (KinshipKind.PARENT, KinshipKind.CHILD):
        return born or since or clock.today()
    if since is None:
        raise UserError("请填从哪一天起。", field="since")
    if since > clock.today() or (born and since < born):
        raise UserError(f"日期 {since} 不对：要在两人出生之后、今天之前。", field="since")
    return since


def _ages_fit(person: Person, relative: Person, kind: str, start: dt.date) -> None:
    if kind in (KinshipKind.PARENT, KinshipKind.CHILD):
        parent, child = (relative, person) if kind == KinshipKind.PARENT else (person, relative)
        if parent.birth_date and child.birth_date and age_on(parent.birth_date, child.birth_date) < YOUNGEST_PARENT:
            age = age_on(parent.birth_date, child.birth_date)
            words = f"{child.name}出生时{parent.name}{f'只有 {age} 岁' if age >= 0 else '还没有出生'}。"
            raise UserError(words, field="kind", remedy="请核对两人的出生日期和关系方向。")
    if kind == KinshipKind.SPOUSE:
        for one in (person, relative):
            least = MARRIAGE_AGE.get(one.sex)
            if least and one.birth_date and age_on(one.birth_date, start) < least:
                raise UserError(
                    f"{one.name}那一天不满 {least} 周岁，不到法定婚龄。",
                    field="since",
                    remedy="民法典第 1047 条；请核对日期。",
                )


def _standing(person: Person, relative: Person, kind: str) -> str:
    if kind == KinshipKind.SPOUSE:
        return f"{person.name}或{relative.name}已登记有配偶。"
    return f"{relative.name}与{person.name}的这条关系已经登记过。"


def _tell(person: Person, relative: Person, kind: str, on: dt.date, by: Any, source: str) -> None:
    subjects = tuple(
        Subject(one.pk, role, one.living_area or one.hukou_area)
        for one, role in ((person, "subject"), (relative, "relative"))
    )
    emit(NewEvent("kinship.changed", on, subjects, source, payload={"kind": kind}), by=by.username)
