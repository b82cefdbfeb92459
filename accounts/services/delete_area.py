"""An area entered by mistake can go; one that has anything stays, and the refusal says what it has."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from accounts.following import Held, in_order
from accounts.models import Area, AreaLink, User
from accounts.services.area_changes import PERMISSION
from accounts.tree import forget_areas
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound
from core.scope import Scope, as_system

WALL = "whether an area is empty is asked of everything; the officer's grant covers the area"


def what_it_has(code: str, *, by: User) -> Sequence[Held]:
    """Everything that an area and what lies in it has, past and present; empty when nothing hangs on it."""
    _require(code, by)
    inside = Scope.of([code]).q("code")
    with as_system(WALL):
        own = [
            Held("下级地区", Area.objects.filter(inside).exclude(code=code).count(), "个"),
            Held("地区变更", AreaLink.objects.filter(Q(predecessor=code) | Q(successor=code)).count(), "次"),
        ]
        followers = [held for follower in in_order() for held in follower.held(code)]
    return [held for held in [*followers, *own] if held.number]


def delete_area(code: str, *, by: User) -> None:
    """Remove an empty area. Conflict, naming what hangs on it, when it is not empty; then a merge is the way."""
    row = _require(code, by)
    with acting(by=by.username, why=f"删除误建的地区 {row.name}"[:120]):
        locked = Area.objects.select_for_update().get(pk=code)
        if has := what_it_has(code, by=by):
            words = "、".join(f"{held.noun} {held.number} {held.measure}" for held in has)
            raise Conflict(f"{locked.name}不能删除：还有{words}。", remedy="不再用的地区请办合并，记录会跟着走。")
        locked.delete()
    forget_areas()


def _require(code: str, by: User) -> Area:
    if not by.has_permission(PERMISSION):
        raise NotAllowed("删除地区归区级工作人员。")
    row = Area.objects.filter(code=code).first()
    if row is None or not by.scope(PERMISSION).covers(code):
        raise NotFound("没有这个地区，或者不在你的范围里。")
    return row
