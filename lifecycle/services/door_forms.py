"""A form filled in at a door is handed to its duty: by whom, for whom, when, and once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from core import clock
from core.errors import UserError
from lifecycle.selectors.door_forms import form_named
from lifecycle.visiting.forms import Filled, Stored
from residents.selectors.person import person_in_scope

OLDEST_DAYS = 30  # as with visits: a phone that was switched off for longer asks at the office
_CLOCKS_DIFFER = dt.timedelta(minutes=10)


def store_form(
    key: str,
    *,
    client_uid: UUID,
    person_uid: UUID,
    about: str,
    values: Mapping[str, Sequence[str]],
    by: Any,
    filled_at: dt.datetime | None = None,
    anyway: bool = False,
) -> Stored:
    """Store a form with its duty. Raises NotFound, UserError (with the field at fault), Conflict when somebody was quicker."""
    form = form_named(by, key)
    person = person_in_scope(person_uid, scope=by.scope(form.permission))
    filled = Filled(
        client_uid,
        person.pk,
        person.uid,
        person.living_area or person.hukou_area,
        about,
        values,
        _when(filled_at or clock.now()),
        by,
        anyway,
    )
    return form.store(filled)


def _when(filled_at: dt.datetime) -> dt.datetime:
    now, local = clock.now(), filled_at.astimezone(clock.SHANGHAI)
    if local > now + _CLOCKS_DIFFER:
        raise UserError("填表时间在现在之后。", field="filled_at", remedy="请核对手机的时间。")
    if (now - local).days > OLDEST_DAYS:
        raise UserError(
            f"填表时间 {local:%Y-%m-%d} 已过去 {OLDEST_DAYS} 天以上。", field="filled_at", remedy="请在电脑上重新填。"
        )
    return min(local, now)
