"""Whose row may this user change? The first wall of every service that starts from a page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q

from core.errors import Conflict, NotAllowed, NotFound
from residents.models import Household, Person

NO_PERSON = "没有这个人，或者不在你的范围里。"
NO_HOUSEHOLD = "没有这个家庭，或者不在你的范围里。"


def desk(by: Any) -> str:
    """The source of what a user registers by hand."""
    return f"desk:{by.username}"


def locked_person(uid: UUID, *, by: Any, permission: str = "person.edit") -> Person:
    """The person, locked until the transaction ends. NotFound out of scope, NotAllowed without the permission."""
    return locked_persons([uid], by=by, permission=permission)[0]


def locked_persons(uids: Iterable[UUID], *, by: Any, permission: str = "person.edit") -> list[Person]:
    """Several persons in the order given; locked in the order of their ids, so that two moves of a family never deadlock."""
    wanted = list(dict.fromkeys(uids))
    rows = _locked(Person, Q(uid__in=wanted), by, permission, "hukou_area", "living_area")
    found = {row.uid: row for row in rows if row.status != Person.Status.MERGED}
    if len(found) < len(wanted):
        raise NotFound(NO_PERSON)
    return [found[uid] for uid in wanted]


def locked_household(uid: UUID, *, by: Any, permission: str = "household.edit") -> Household:
    """The open household, locked. Conflict when it is closed."""
    rows = _locked(Household, Q(uid=uid), by, permission, "area_code")
    if not rows:
        raise NotFound(NO_HOUSEHOLD)
    household: Household = rows[0]
    if household.closed_on:
        raise Conflict(f"这一户已于 {household.closed_on} 销户，不能再改。")
    return household


def must_live(persons: Sequence[Person], act: str) -> None:
    """Most acts are for the living only."""
    for person in persons:
        if person.status == Person.Status.DECEASED:
            raise Conflict(f"{person.name}已去世，不能再登记{act}。", remedy="如果死亡登记有误，请先撤销那一次登记。")


def _locked(model: Any, which: Q, by: Any, permission: str, *areas: str) -> list[Any]:
    if not by.has_permission(permission):
        raise NotAllowed("这一步不在你的职责里。", remedy="请找所在社区的专干登记。")
    if not connection.in_atomic_block:
        raise RuntimeError("A service locks its rows inside its own transaction.")
    scope = by.scope(permission).q(*areas)
    return list(model.objects.select_for_update(of=("self",)).filter(scope & which).order_by("pk"))
