"""Messages for the screens: what was asked for, to whom, why, and how it stands. Numbers are masked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.urls import reverse

from core.scope import Scope
from messaging.declaration import address_book
from messaging.domain.sms_states import TONES, WORDS, State
from messaging.models import Sms, SmsTemplate

PAGE = 50


@dataclass(frozen=True, slots=True)
class Standing:
    """How a message stands, for a chip."""

    pk: int
    words: str
    tone: str
    url: str
    waits: bool


def standing_of(ids: Collection[int]) -> list[Standing]:
    """Of those that the present row-level security shows."""
    rows = Sms.objects.filter(pk__in=list(ids)).values_list("pk", "uid", "state", "reason")
    return [
        Standing(
            pk,
            f"{WORDS[State(state)]}：{reason}" if reason else WORDS[State(state)],
            TONES[State(state)],
            reverse("message", args=[uid]),
            state in (State.HELD, State.FAILED),
        )
        for pk, uid, state, reason in rows
    ]


@dataclass(frozen=True)
class Line:
    """A message on a list, with the person as the reader may see one."""

    sms: Sms
    person: tuple[UUID, str] | None

    @property
    def words(self) -> str:
        return WORDS[State(self.sms.state)]

    @property
    def tone(self) -> str:
        return TONES[State(self.sms.state)]

    @property
    def number(self) -> str:
        """138****0000 would need the number opened: the last four are kept beside it."""
        return f"尾号 {self.sms.phone_last4}" if self.sms.phone_last4 else "没有号码"


@dataclass(frozen=True)
class Wanted:
    """Which messages a list shows; from the address."""

    state: str = ""
    template: str = ""
    before: int | None = None

    @classmethod
    def read(cls, asked: Mapping[str, Any]) -> Wanted:
        state, before = asked.get("state", ""), str(asked.get("before", ""))
        return cls(
            state if state in set(State) else "", asked.get("template", ""), int(before) if before.isdigit() else None
        )


@dataclass(frozen=True)
class Page:
    """A page of the list, newest first; `next` is where the following one begins."""

    lines: list[Line]
    next: int | None


def message_page(scope: Scope, wanted: Wanted) -> Page:
    """What was asked for in an area, newest first, by keyset."""
    rows = Sms.objects.filter(scope.q("area_code"))
    rows = rows.filter(state=wanted.state) if wanted.state else rows.exclude(state=State.DRAFT)
    if wanted.template:
        rows = rows.filter(template__code=wanted.template)
    if wanted.before:
        rows = rows.filter(pk__lt=wanted.before)
    found = list(rows.select_related("template", "batch").order_by("-pk")[: PAGE + 1])
    return Page(lines(found[:PAGE]), found[PAGE - 1].pk if len(found) > PAGE else None)


def lines(rows: Collection[Sms]) -> list[Line]:
    """With names: one statement for all."""
    people = address_book().named({row.person_id for row in rows if row.person_id is not None})
    return [Line(row, people.get(row.person_id) if row.person_id is not None else None) for row in rows]


def counts_by_state(scope: Scope, since: dt.datetime) -> dict[str, int]:
    """{state: messages asked for since}."""
    rows = Sms.objects.filter(scope.q("area_code"), requested_at__gte=since).exclude(state=State.DRAFT)
    return {str(state): number for state, number in rows.values_list("state").annotate(number=Count("pk"))}


def messages_of(person: int) -> QuerySet[Sms]:
    """What was sent about a person, newest first."""
    return Sms.objects.filter(person_id=person).exclude(state=State.DRAFT).select_related("template").order_by("-pk")


def message_in(scope: Scope, uid: UUID) -> Line | None:
    """One message; None outside the scope."""
    row = Sms.objects.filter(scope.q("area_code"), uid=uid).select_related("template", "batch").first()
    return lines([row])[0] if row else None


def all_templates() -> list[SmsTemplate]:
    """In the order of their names."""
    return list(SmsTemplate.objects.order_by("-declared", "kind", "title"))
