"""Whom something was told of: found by uid or resident number, inside what the teller may tell; who lies outside is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.errors import NotFound
from core.scope import Scope
from lifecycle.telling.declaration import LifeEvent, Role
from lifecycle.telling.refusal import TellingRefused, place_of_role
from residents.domain.number_reading import read_number
from residents.selectors.someone import Someone, people_by_number, people_by_uid

MISSING = "没有这个人，或者不在你的范围里。"


@dataclass(frozen=True, slots=True)
class Named:
    """How somebody is named: by uid, or by a resident number as typed."""

    uid: UUID | None = None
    number: str = ""


People = dict[str, tuple[Someone, ...]]


def find_people(event: LifeEvent, named: Mapping[str, Sequence[Named]], *, by: Any) -> People:
    """The persons of each role. TellingRefused: a role is unknown, empty or overfull, a number is wrong; NotFound: somebody is not
    in the base or not in the teller's area (the two read alike).
    """
    _roles_fit(event, named)
    every = [one for persons in named.values() for one in persons]
    seen = _find(every, scope=by.scope("person.view"))
    mine = by.scope(event.permission)
    people: People = {}
    for key, persons in named.items():
        role = event.role(key)
        found = tuple(dict.fromkeys(_one(one, seen, key) for one in persons))
        if role and event.must_be_within(role) and not all(_reached(mine, one) for one in found):
            raise NotFound(MISSING, field=place_of_role(key))
        if found:
            people[key] = found
    return people


def _roles_fit(event: LifeEvent, named: Mapping[str, Sequence[Named]]) -> None:
    errors: dict[str, list[str]] = {}
    for key in named:
        if event.role(key) is None:
            known = "、".join(f"{role.key}（{role.title}）" for role in event.roles)
            errors[place_of_role(key)] = [f"「{event.title}」里没有这个角色。可以写：{known}。"]
    for role in event.roles:
        number = len(named.get(role.key, ()))
        if role.required and not number:
            errors[place_of_role(role.key)] = [f"请写{role.title}是谁。"]
        elif number > 1 and not role.many:
            errors[place_of_role(role.key)] = [f"{role.title}只能是一个人。"]
    if not errors and not any(named.values()):
        errors[place_of_role(event.roles[0].key)] = [f"请写{'或'.join(role.title for role in event.roles)}是谁。"]
    errors |= _numbers_read(named)
    if errors:
        raise TellingRefused(errors)


def _numbers_read(named: Mapping[str, Sequence[Named]]) -> dict[str, list[str]]:
    errors = {}
    for key, persons in named.items():
        for one in persons:
            reading = read_number(one.number) if one.uid is None else None
            if reading and (reading.problem or not reading.value):
                said = f"{reading.problem.reason}。{reading.problem.remedy}" if reading.problem else "证号是空的。"
                errors[place_of_role(key)] = [said]
    return errors


def _find(named: Iterable[Named], *, scope: Scope) -> dict[Named, Someone]:
    named = set(named)
    by_uid = people_by_uid([one.uid for one in named if one.uid], scope=scope)
    by_number = people_by_number([one.number for one in named if not one.uid], scope=scope)
    found = {one: by_uid.get(one.uid) if one.uid else by_number.get(one.number) for one in named}
    return {one: person for one, person in found.items() if person is not None}


def _one(named: Named, seen: Mapping[Named, Someone], role: str) -> Someone:
    if named not in seen:
        raise NotFound(MISSING, field=place_of_role(role), remedy="请核对证号；不在底册的人要先登记。")
    return seen[named]


def _reached(scope: Scope, person: Someone) -> bool:
    return scope.holds(person.living_area) or scope.holds(person.hukou_area)


def people_fit(event: LifeEvent, people: People, *, on: dt.date) -> dict[str, list[str]]:
    """What forbids these persons on that day: not born yet, dead already, of the other sex, twice in one event."""
    errors: dict[str, list[str]] = {}
    roles_of: dict[int, Role] = {}
    for role in event.roles:
        for person in people.get(role.key, ()):
            if said := _unfit(role, person, on):
                errors[place_of_role(role.key)] = [said]
            elif person.id in roles_of:
                errors[place_of_role(role.key)] = [
                    f"{person.name}已经是{roles_of[person.id].title}，不能又是{role.title}。"
                ]
            roles_of[person.id] = role
    return errors


def _unfit(role: Role, person: Someone, on: dt.date) -> str:
    if person.birth_date and on < person.birth_date:
        return f"{on} 早于{person.name}的出生日期 {person.birth_date}。请核对日期。"
    if person.died_on and on > person.died_on and not role.may_be_dead:
        return f"{person.name}已于 {person.died_on} 去世，{on} 在那之后。请核对日期和人。"
    if role.sex and person.sex in ("1", "2") and person.sex != role.sex:
        return f"{person.name}是{'男' if person.sex == '1' else '女'}性，不能是{role.title}。请核对是不是填反了。"
    return ""
