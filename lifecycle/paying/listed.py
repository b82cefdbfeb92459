"""A payment list as it is shown: lines drafted or frozen look alike, with the names of the people."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from lifecycle.models import PaymentLeaver, PaymentLine
from lifecycle.paying.comparing import Gap
from lifecycle.paying.declaration import Due
from lifecycle.paying.draft import Drafted, Left
from lifecycle.paying.frozen import Paid
from residents.selectors.payees import Payee, payees

CHANGES = {
    PaymentLine.Change.NEW.value: "新增",
    PaymentLine.Change.CHANGED.value: "变化",
    PaymentLine.Change.SAME.value: "不变",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """A line for the screen: `amount` None while it is 待确认; `uid` of the one who receives it, None when the record is gone."""

    key: str
    person: int
    uid: UUID | None
    name: str
    tail: str
    area: str
    amount: Decimal | None
    reason: str
    arithmetic: tuple[str, ...]
    clause: str = ""
    document: str = ""
    since: dt.date | None = None
    change: str = ""
    last: Decimal | None = None
    change_why: str = ""
    missing: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    others: tuple[Payee, ...] = ()

    @property
    def change_words(self) -> str:
        return CHANGES.get(self.change, "")


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody who was on last month's list."""

    uid: UUID | None
    name: str
    area: str
    last: Decimal
    why: str


def drafted(lines: Sequence[Drafted]) -> list[Listed]:
    """Lines that are computed now."""
    people = payees({person for line in lines for person in line.due.persons})
    return [_drafted(line, people) for line in lines]


def _drafted(line: Drafted, people: dict[int, Payee]) -> Listed:
    due, payee = line.due, people[line.person]
    return Listed(
        *(due.key, payee.id, payee.uid, payee.name, payee.number_last4, due.area, due.amount, due.reason),
        *(tuple(due.arithmetic), due.clause, due.document, due.since, line.change, line.last, line.why),
        *(due.missing, due.parameters),
        tuple(people[person] for person in due.persons[1:] if person in people),
    )


def frozen(lines: Iterable[PaymentLine]) -> list[Listed]:
    """Lines as they were frozen, names and all."""
    lines = list(lines)
    members: dict[int, list[int]] = {}
    for line in lines:
        members[line.pk] = [member.person_id for member in line.members.all()]
    people = payees({line.person_id for line in lines} | {one for ids in members.values() for one in ids})
    return [_frozen(line, members[line.pk], people) for line in lines]


def _frozen(line: PaymentLine, members: Sequence[int], people: dict[int, Payee]) -> Listed:
    payee = people.get(line.person_id)
    number = unsealed(line).get("number", "")
    return Listed(
        *(line.key, line.person_id, payee.uid if payee else None, line.name, number[-4:], line.area_code, line.amount),
        *(line.reason, tuple(line.arithmetic), line.clause, line.document, line.since, line.change, line.last_amount),
        *(line.change_why, (), tuple(line.parameters)),
        tuple(people[one] for one in members if one in people),
    )


def unsealed(line: PaymentLine) -> dict[str, str | dict[str, str]]:
    """What a frozen line keeps sealed: {number, account}."""
    return json.loads(line.sealed) if line.sealed else {}


def left_of_draft(gone: Sequence[Left]) -> list[Leaver]:
    people = payees({one.paid.person for one in gone})
    return [_left(one.paid, one.why, people.get(one.paid.person)) for one in gone]


def _left(paid: Paid, why: str, payee: Payee | None) -> Leaver:
    return Leaver(payee.uid if payee else None, payee.name if payee else paid.name, paid.area, paid.own, why)


def left_frozen(rows: Iterable[PaymentLeaver]) -> list[Leaver]:
    rows = list(rows)
    people = payees({row.person_id for row in rows})
    return [
        Leaver(
            people[row.person_id].uid if row.person_id in people else None,
            *(row.name, row.area_code, row.last_amount, row.reason),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of a short list: what is owed or was paid too much, in yuan, and why."""

    uid: UUID | None
    name: str
    area: str
    amount: Decimal
    words: str


def named_dues(dues: Sequence[Due]) -> list[Named]:
    """Who is owed more than a frozen list paid."""
    people = payees({due.persons[0] for due in dues})
    return [
        Named(
            *(people[due.persons[0]].uid, people[due.persons[0]].name, due.area, due.amount or Decimal(0)),
            due.arithmetic[-1],
        )
        for due in dues
    ]


def named_gaps(over: Sequence[Gap]) -> list[Named]:
    """Who was paid too much by a frozen list."""
    people = payees({gap.paid.person for gap in over if gap.paid})
    return [
        Named(
            people[gap.paid.person].uid if gap.paid.person in people else None,
            *(gap.paid.name, gap.paid.area, gap.over),
            f"发了 {gap.amount_due + gap.over:,.2f} 元，应发 {gap.amount_due:,.2f} 元",
        )
        for gap in over
        if gap.paid
    ]
