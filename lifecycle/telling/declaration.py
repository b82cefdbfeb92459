"""What a kind of event says of itself, so that it can be told at the desk and by the API, shown, voided and corrected.

A duty adds a kind in a file of `<app>/events.py` or of the package `lifecycle/events/` (docs/how-to/add-an-event.md):

    life_events.register(LifeEvent(
        "person.married", title="结婚", group=MARRIAGE,
        roles=(Role("husband", "男方"), Role("wife", "女方")),
        fields=(Field("registry", "登记机关", longest=60),),
        evidence=Evidence(("结婚证", "婚姻登记档案证明"), number="结婚证字号"),
        apply=lambda told: marry(husband_uid=told.one("husband").uid, …, on=told.occurred_on, source=told.source, by=told.by),
        clause="民法典 第一千零四十六条至第一千零四十九条",
    ))

The kind's EventKind (key, icon, category) is registered by the app whose service emits it. `tell()` (telling/tell.py) checks and
resolves everything that is declared here, calls `apply`, and finds the event among those that the service emitted meanwhile
(core.outbox.listening; a service that writes events by SQL says so with `core.outbox.hear`, or `apply` returns the event's id).
`apply` returns `Waiting` when nothing is certain yet (a death from one weak source is a lead). The service need know neither
evidence nor idempotency: both are written by `tell()`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID

from core.errors import Conflict
from core.event_log import EventWords, Saying, Words, event_words
from core.outbox import event_kinds
from core.registry import Registry
from residents.selectors.someone import Someone
from residents.services.footprint import Footprint, take_back

# The groups of the catalogue, in the order of the desk page.
BIRTH, MARRIAGE, SCHOOL, WORK, HOME, CARE, BENEFIT, HARDSHIP, DEATH = GROUPS = (
    "出生和姓名",
    "婚姻和生育",
    "上学",
    "工作和退休",
    "居住和户口",
    "监护和收养",
    "残疾和待遇",
    "急难",
    "去世",
)

FieldKind = Literal["text", "long-text", "choice", "day", "month", "area", "address", "person", "number", "yes-no"]
Choices = tuple[tuple[str, str], ...] | Callable[[], Iterable[tuple[str, str]]]


@dataclass(frozen=True)
class Role:
    """A person in the event. `within`: must live or be registered where the teller may tell (None: the first role must); others need
    only be seen. `many`: several may be named. `sex`: only this one (GB/T 2261.1). `may_be_dead`: the role may fall to a dead person.
    """

    key: str
    title: str
    required: bool = True
    many: bool = False
    within: bool | None = None
    sex: Literal["", "1", "2"] = ""
    may_be_dead: bool = False
    help: str = ""


@dataclass(frozen=True)
class Field:
    """A thing to be said about the event. Cleaned values: text, long-text, choice, area (a code), address → str; day → date;
    month → first day of the month; person → Someone; number → int (Decimal with `places`); yes-no → bool. Not said → None.

    `choices`: code and words, or a callable that gives them. `future`: a day may lie after today. `least`, `most` bound a number.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    required: bool = False
    choices: Choices = ()
    help: str = ""
    longest: int = 60
    least: int | None = None
    most: int | None = None
    places: int = 0
    future: bool = False

    def options(self) -> list[tuple[str, str]]:
        """The choices as they are now."""
        return list(self.choices() if callable(self.choices) else self.choices)


@dataclass(frozen=True)
class Evidence:
    """What the desk must have seen: proposals to pick from (`papers`), and the label of its number when one is asked for.

    A program needs to send none: its source and source key are the evidence. Stored with the event, as words.
    """

    papers: tuple[str, ...]
    number: str = ""
    number_required: bool = False
    required: bool = True


@dataclass(frozen=True)
class Telling:
    """Something told: checked, with its persons found. `people` holds each role's persons; those not named have none."""

    kind: str
    occurred_on: dt.date
    people: Mapping[str, tuple[Someone, ...]]
    payload: Mapping[str, Any]
    by: Any
    source: str
    source_key: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    corrects: int | None = None

    def one(self, role: str) -> Someone:
        """The person of a required role."""
        return self.people[role][0]

    def maybe(self, role: str) -> Someone | None:
        found = self.people.get(role, ())
        return found[0] if found else None

    def uids(self, role: str) -> list[UUID]:
        return [person.uid for person in self.people.get(role, ())]

    @property
    def why(self) -> str:
        """The evidence in words, for the `why` of dated facts."""
        return self.evidence.get("text", "")


@dataclass(frozen=True)
class Waiting:
    """`apply` may return this: nothing is certain yet, no event was emitted. `words` says what happens next, `url` where."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Reverting:
    """An event that is voided: its effect on the base is to be taken back. `people` as (person id, role).

    `footprint`: what telling it wrote (residents/services/footprint.py), None when a file or another page told it; `events`: it and
    those told with it.
    """

    id: int
    uid: UUID
    kind: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    source: str
    payload: Mapping[str, Any]
    people: tuple[tuple[int, str], ...]
    reason: str
    by: Any
    footprint: Footprint | None = None
    events: tuple[int, ...] = ()

    def persons(self, role: str) -> list[int]:
        return [person for person, own in self.people if own == role]


def from_history(gone: Reverting) -> None:
    """The usual `revert`: everything that telling it wrote is put back from the history; Conflict names what rests on it."""
    if gone.footprint is None:
        raise Conflict(
            "这件事不是一件一件登记的，单独作废不了。",
            remedy="来自导入文件的，请撤销那一批；在别的页面登记的，请到这个人的页上更正。",
        )
    take_back(gone.footprint, people=(person for person, _ in gone.people), events=gone.events)


def said_plainly(saying: Saying) -> Words:
    """The kind's title, and nothing more."""
    kind = event_kinds.get(saying.kind)
    return Words(kind.title if kind else saying.kind)


@dataclass(frozen=True)
class LifeEvent:
    """A kind of event that can be told.

    `key`: that of its EventKind. `roles`: the first is whom it happened to; if none is required, one of them must be named.
    `apply`: the service with the effect on the base; it emits the event. A UserError with `field` = a service's own word is shown at
    `service_fields[word]`. `revert`: takes the effect back, or raises Conflict that names what rests on it; the usual one puts
    back from the history whatever the service wrote; None: cannot be voided, and `never_voided` says why. `words`: the entry on a
    person's timeline, from payload and role alone. `prefill`: proposals {role or field key: uid or value} once the first person is
    known. `day`: what occurred_on is called.
    """

    key: str
    title: str
    group: str
    roles: tuple[Role, ...]
    apply: Callable[[Telling], Waiting | int | None]
    revert: Callable[[Reverting], None] | None = from_history
    fields: tuple[Field, ...] = ()
    evidence: Evidence = field(default_factory=lambda: Evidence((), required=False))
    words: Callable[[Saying], Words] = said_plainly
    clause: str = ""
    help: str = ""
    day: str = "哪一天"
    permission: str = "event.tell"
    prefill: Callable[[Someone], Mapping[str, Any]] | None = None
    service_fields: Mapping[str, str] = field(default_factory=dict)
    never_voided: str = ""
    search: str = ""
    order: int = 100

    def role(self, key: str) -> Role | None:
        return next((role for role in self.roles if role.key == key), None)

    def role_for(self, someone: Someone) -> Role:
        """What somebody on whose page the form is opened is in it: the first role that their sex allows."""
        fits = (role for role in self.roles if not role.sex or someone.sex not in ("1", "2") or role.sex == someone.sex)
        return next(fits, self.roles[0])

    def must_be_within(self, role: Role) -> bool:
        """Must the role's person live, or be registered, where the teller may tell?"""
        return role is self.roles[0] if role.within is None else role.within


def _broken(event: LifeEvent) -> str | None:
    """What is wrong with a declaration; None when nothing is."""
    names = [*(role.key for role in event.roles), *(one.key for one in event.fields)]
    if not event.roles:
        return "it has no roles: the first one says whom the event happened to."
    if len(names) != len(set(names)) or {"occurred_on", "kind", "source", "source_key"} & set(names):
        return "roles and fields need different keys, other than occurred_on, kind, source and source_key."
    if event.group not in GROUPS:
        return f"no group “{event.group}” (GROUPS)."
    if lacking := [one.key for one in event.fields if one.kind == "choice" and not one.choices]:
        return f"the choice “{lacking[0]}” has no choices."
    if event.revert is None and not event.never_voided:
        return "it says neither how it is reverted nor why it never is (never_voided)."
    return None


class LifeEvents(Registry[LifeEvent]):
    """The catalogue. A kind's words are what core shows of it."""

    def register(self, item: LifeEvent) -> LifeEvent:
        kept = super().register(item)
        event_words.register(EventWords(item.key, item.words))
        return kept

    def by_group(self) -> list[tuple[str, list[LifeEvent]]]:
        """Groups in their order, each with its kinds; empty ones left out."""
        found = [(group, sorted((e for e in self if e.group == group), key=lambda e: e.order)) for group in GROUPS]
        return [(group, events) for group, events in found if events]


life_events: LifeEvents = LifeEvents("life event", check=_broken)


@dataclass(frozen=True)
class NotTold:
    """A kind of event that nobody tells at the desk or by API: `by` the clock (milestones) or a service that does something else
    (a correction, a merge); `words` says which, for the catalogue page.
    """

    key: str
    by: Literal["clock", "service"]
    words: str


not_told: Registry[NotTold] = Registry("kind that is not told by hand")
