"""What other rooms tell the messages: texts that rules send, who people are, and whom a batch may go to.

    # elderly/sms_texts.py
    sms_texts.register(SmsText("longevity-notice", "长寿保健金告知", "{name}您好，…", places={"name": "称呼"}))

Messages stand below the base and know people by their id only; the base answers through its address book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from core.registry import Registry
from messaging.domain.wording import forbidden_in, places

NOTICE, VERIFICATION, URGENT = "notice", "verification", "urgent"


@dataclass(frozen=True)
class SmsText:
    """A message that code sends. `places`: {name in the text: what it is called}. `kind`: notice · verification · urgent (goes at
    any hour). `per_household`: once for a household, however many of its people it would go to.
    """

    key: str
    title: str
    text: str
    kind: str = NOTICE
    places: Mapping[str, str] = field(default_factory=dict)
    per_household: bool = False


def _broken(text: SmsText) -> str | None:
    try:
        named = places(text.text)
    except ValueError as error:
        return str(error)
    if set(named) != set(text.places):
        return f"its places are {named}, it names {sorted(text.places)}"
    word = forbidden_in(text.text)
    return f"a message may not say “{word}”" if word else None


sms_texts: Registry[SmsText] = Registry("sms text", _broken)


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person as messages see one: own number in the clear (used at once, never shown), household, and whether living."""

    person: int
    uid: UUID
    name: str
    area: str
    phone: str
    household: int | None
    living: bool


@dataclass(frozen=True)
class AddressBook:
    """Who people are. Set-based. `holders(digests)` → {digest: a living person with that number}; `guardians(ids, day)` → {person:
    guardians}; `named(ids)` → {person: (uid, name)} under the reader's own row-level security.
    """

    key: str
    find: Callable[[Collection[int]], Mapping[int, Recipient]]
    guardians: Callable[[Collection[int], dt.date], Mapping[int, Sequence[int]]]
    holders: Callable[[Collection[bytes]], Mapping[bytes, int]]
    named: Callable[[Collection[int]], Mapping[int, tuple[UUID, str]]]


address_books: Registry[AddressBook] = Registry("address book")


@dataclass(frozen=True)
class Audience:
    """Whom a batch may go to: `people(area, day)` → ids of the living who live in that area and are meant, in a fixed order."""

    key: str
    title: str
    people: Callable[[str, dt.date], Sequence[int]]


audiences: Registry[Audience] = Registry("audience")


def address_book() -> AddressBook:
    """The base's own; there is one."""
    return next(iter(address_books))
