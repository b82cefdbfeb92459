"""A call as its centre may read it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from core.errors import NotFound
from core.scope import as_system
from elderly.models import AlarmCall


def told_by(uid: UUID, *, by: Any) -> AlarmCall:
    """The centre's own call; NotFound for another's."""
    with as_system("the centre's account sees no resident; its scope is asked for here"):
        calls = AlarmCall.objects.filter(by.scope("alarm.report").q("area_code"), uid=uid, centre=by.username)
        found = calls.first()
    if found is None:
        raise NotFound("没有这次呼叫。")
    return found
