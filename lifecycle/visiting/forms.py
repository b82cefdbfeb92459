"""Forms of duties that are filled in where people live: with or without a signal, sealed on the phone, stored once.

A duty declares one in its file `visiting.py` (docs/how-to/bring-something-to-the-door.md):

    door_forms.register(DoorForm("home-survey", "入户调查", "home", "aid.assist", "aid/survey/form.html",
        contexts=survey_contexts, store=store_survey, offered=surveys_due))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse

from core.registry import Registry
from residents.selectors.doors import Door


@dataclass(frozen=True)
class Offer:
    """Why a form should be filled in at a door: words, their tone, and which of the form's kinds (`about`: a scale, a case …)."""

    words: str
    tone: str = ""
    about: str = ""


@dataclass(frozen=True)
class Opened:
    """A form opened for somebody. `about` stands in the address: what the form is about besides the person."""

    door: Door
    about: str
    on: dt.date


@dataclass(frozen=True)
class Filled:
    """A form as it was sent. `values`: every field of the form by name, as a browser sends it (each a list of texts).

    `client_uid`: the same however often it is sent. `anyway`: its user was told that somebody did the same that day and keeps
    this one too.
    """

    client_uid: UUID
    person_id: int
    person_uid: UUID
    area: str
    about: str
    values: Mapping[str, Sequence[str]]
    filled_at: dt.datetime
    by: Any
    anyway: bool = False

    def value(self, name: str) -> str:
        """One field's text, stripped; empty when there is none."""
        found = self.values.get(name) or [""]
        return str(found[0]).strip()


@dataclass(frozen=True)
class Stored:
    """What became of it: the page that shows it, and one sentence. `again`: it was stored before, nothing was written."""

    url: str
    words: str
    again: bool = False


@dataclass(frozen=True)
class DoorForm:
    """A form that is filled in for a person.

    `template`: what stands inside <form>: plain inputs, of which `typed` (name → list of texts) says what was typed before;
    each `<section data-step>` of it is a screen of its own on a phone. `contexts(opened forms)` → what each template needs, in the
    same order and set-based; None where this form cannot be filled in for this person (404). `store(filled)` writes it in one
    transaction, once for a `client_uid`, checks everything anew, and raises UserError with the `field` at fault; Conflict when
    somebody did the same that day and `anyway` is not said: “已有人在今天做过…”. `offered(person ids, day)` → {person: offers}:
    whom to ask today; it is offered at those doors and the phone carries it. `permission`: who may fill it in, at the
    person's area.
    """

    key: str
    title: str
    icon: str
    permission: str
    template: str
    contexts: Callable[[Sequence[Opened]], Sequence[Mapping[str, Any] | None]]
    store: Callable[[Filled], Stored]
    offered: Callable[[Collection[int], dt.date], Mapping[int, Sequence[Offer]]] | None = None
    done: str = "存好"
    order: int = 100


door_forms: Registry[DoorForm] = Registry("door form")


def door_form_url(key: str, person: UUID, about: str = "") -> str:
    """The address where a form is filled in for a person, at the desk or at the door."""
    return reverse("door-form-about", args=[key, person, about]) if about else reverse("door-form", args=[key, person])
