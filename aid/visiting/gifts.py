"""What is brought to the door, and what somebody wishes for there (the picture that started it all)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.selectors.users import user_named
from aid.domain.supplies import plain
from aid.models import SupplyWish
from aid.selectors.supplies import items, wish_by_uid, wishes_of
from aid.services.wishes import fulfil, wish
from core.errors import UserError
from lifecycle.tasking.declaration import Asked
from lifecycle.visiting.declaration import DoorLine, DoorPart, Seen, door_parts
from residents.selectors.people_briefly import briefly

_GIVEN, _NEXT = "given-", "wants"
_MOST_KINDS = 12  # buttons on a phone
PERMISSION = "supply.edit"


def words(row: SupplyWish) -> str:
    """`大米 2 袋`."""
    return f"{row.item.name} {plain(row.quantity)} {row.item.unit}"


def lines(people: Collection[int], _on: dt.date) -> Mapping[int, Sequence[DoorLine]]:
    """What to take along."""
    return {
        person: [DoorLine(f"带上{words(row)}" + (f"：{row.reason}" if row.reason else ""), "a") for row in rows]
        for person, rows in wishes_of(people).items()
    }


def asked(people: Collection[int], _on: dt.date) -> Mapping[int, Sequence[Asked]]:
    """Was it handed over, and what to bring next time."""
    kinds = tuple((str(item.uid), f"{item.name}（{item.unit}）") for item in items()[:_MOST_KINDS])
    open_ones = wishes_of(people)
    more = (Asked(_NEXT, "下次带什么", "several", kinds),) if kinds else ()
    return {
        person: [
            *(Asked(f"{_GIVEN}{row.uid}", f"{words(row)}送到了吗", "yes-no") for row in open_ones.get(person, ())),
            *more,
        ]
        for person in people
    }


def record(seen: Seen, answers: Mapping[str, Any]) -> None:
    """Out of the books of the place that has it, bound to the visit; new wishes are noted."""
    by = user_named(seen.by)
    for key, answer in answers.items():
        if key.startswith(_GIVEN) and answer in ("yes", True):
            uid = UUID(key.removeprefix(_GIVEN))
            fulfil(uid, _place_with(uid, seen, by), by=by, on=seen.on, visit_uid=UUID(seen.visit_uid))
    person = briefly([seen.person_id])[seen.person_id]
    for item in answers.get(_NEXT) or ():
        wish(person.uid, UUID(str(item)), Decimal(1), by=by, reason="走访时说的", source=f"visit:{seen.visit_uid}")


def _place_with(uid: UUID, seen: Seen, by: Any) -> UUID:
    """A place that has so much of it: of the person's own community, else the first one the visitor keeps."""
    line = wish_by_uid(uid, scope=by.scope(PERMISSION))
    places = sorted(line.at, key=lambda place: place.area_code != seen.area)
    if not places:
        raise UserError(
            f"哪个站点都没有{line.words}，没有记成送出。",
            field=f"{_GIVEN}{uid}",
            remedy="先在「物资」里入库，再到心愿里点送到。",
        )
    return places[0].uid


door_parts.register(DoorPart("gifts", "带去的东西", "gift", lines, asked, record, permission=PERMISSION, order=20))
