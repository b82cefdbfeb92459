"""Which forms of duties wait at which doors, and what they show."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.errors import NotFound
from lifecycle.visiting.forms import DoorForm, Offer, Opened, door_form_url, door_forms
from residents.selectors.doors import Door, doors_of
from residents.selectors.person import person_in_scope

NO_FORM = "没有这张表，或者不能给这个人填。"


@dataclass(frozen=True)
class Waiting:
    """A form that should be filled in at a door."""

    form: DoorForm
    offer: Offer
    person: UUID

    @property
    def url(self) -> str:
        return door_form_url(self.form.key, self.person, self.offer.about)


@dataclass(frozen=True)
class Page:
    """A form with what its template needs."""

    form: DoorForm
    opened: Opened
    context: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What it is called here: a context may say it more closely than the declaration."""
        return str(self.context.get("title") or self.form.title)

    @property
    def url(self) -> str:
        return door_form_url(self.form.key, self.opened.door.uid, self.opened.about)


def waiting_at(user: Any, doors: Mapping[int, Door], *, on: dt.date) -> dict[int, tuple[Waiting, ...]]:
    """{person id: forms to fill in there}: each form is asked once for all doors."""
    found: dict[int, list[Waiting]] = {person: [] for person in doors}
    for form in sorted(door_forms, key=lambda form: form.order):
        if form.offered is None or not user.has_permission(form.permission):
            continue
        scope = user.scope(form.permission)
        people = [person for person, door in doors.items() if scope.holds(door.area)]
        offers = form.offered(people, on) if people else {}
        for person in people:
            found[person] += [Waiting(form, offer, doors[person].uid) for offer in offers.get(person, ())]
    return {person: tuple(waiting) for person, waiting in found.items()}


def pages_of(waiting: Iterable[tuple[Door, Waiting]], *, on: dt.date) -> list[Page]:
    """What the phone carries: every form asks for its contexts once."""
    asked: dict[str, list[Opened]] = {}
    for door, one in waiting:
        asked.setdefault(one.form.key, []).append(Opened(door, one.offer.about, on))
    pages = []
    for key, opened in asked.items():
        contexts = door_forms[key].contexts(opened)
        pages += [
            Page(door_forms[key], one, told) for one, told in zip(opened, contexts, strict=True) if told is not None
        ]
    return pages


def form_named(user: Any, key: str) -> DoorForm:
    """A form that the user may fill in somewhere. Raises NotFound."""
    form = door_forms.get(key)
    if form is None or not user.has_permission(form.permission):
        raise NotFound(NO_FORM)
    return form


def page_of(user: Any, key: str, person_uid: UUID, about: str, *, on: dt.date) -> Page:
    """One form for one person. Raises NotFound."""
    form = form_named(user, key)
    person = person_in_scope(person_uid, scope=user.scope(form.permission))
    opened = Opened(doors_of([person.pk], on=on)[person.pk], about, on)
    context = form.contexts([opened])[0]
    if context is None:
        raise NotFound(NO_FORM)
    return Page(form, opened, context)
