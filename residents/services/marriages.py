"""Marriages and divorces enter the base: one at a desk or a month's file, the same statements (handbook §4, layout MZ01).

A certificate names two people; the base may hold one of them only. The other is not made a person: name and number stay sealed with
the record, and once somebody with that number enters, `join_spouses` ties the two together. Whose word on the marital status
counts is policy (selectors/source_orders.py); the act itself is written down in any case.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.crypto import digest
from core.errors import Conflict
from core.outbox import NewEvent, Subject
from core.scope import as_system
from core.told_once import emit_once
from residents.domain.marriages import DIVORCED, HUSBAND, WIFE, status_after_marriage
from residents.domain.sources import by_list
from residents.models import Kinship, MarriageRecord, Person
from residents.models.kinship import KinshipKind
from residents.models.marriage import MarriageAct
from residents.services.facts import end_facts
from residents.services.kinship import KinLink, link_kin
from residents.services.marriage_writing import Said, begin_links, keep_records, say_statuses

WALL = "a marriage has two parties; one of them may live outside the area of whoever registers it"
CERTIFICATE = "marriage"  # purpose of the keyed digest


@dataclass(frozen=True, slots=True)
class Party:
    """A party of the base (`person_id`), or somebody from outside known by `name` and normalised `number`.

    `before`: what the certificate calls the status before the marriage (GB/T 2261.2), "" when it is silent.
    """

    person_id: int | None
    name: str = ""
    number: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A marriage or divorce: parties, the day of registration or of the judgment's effect, certificate number, source."""

    husband: Party
    wife: Party
    on: dt.date
    source: str
    certificate: str = ""
    court: bool = False

    @property
    def sides(self) -> tuple[tuple[str, Party, Party], ...]:
        """(role, party, the other) of those whom the base holds."""
        both = ((HUSBAND, self.husband, self.wife), (WIFE, self.wife, self.husband))
        return tuple(side for side in both if side[1].person_id)

    @property
    def pair(self) -> tuple[int, int] | None:
        """Husband and wife, when the base holds both."""
        husband, wife = self.husband.person_id, self.wife.person_id
        return (husband, wife) if husband and wife else None

    def key(self) -> str:
        """What makes it the same act wherever it is told: the certificate, else parties and day."""
        if self.certificate:
            return digest(self.certificate, CERTIFICATE).hex()[:40]
        return f"{self.husband.person_id or 0}-{self.wife.person_id or 0}:{self.on.isoformat()}"


@dataclass
class _Before:
    """What the base says of these people: persons, standing links {person: link}, earlier records."""

    persons: dict[int, Person]
    spouses: dict[int, Kinship]
    records: dict[int, list[MarriageRecord]]

    def was_married(self, person: int, on: dt.date) -> bool:
        return any(record.act == MarriageAct.MARRIED and record.on < on for record in self.records.get(person, ()))

    def was_married_to(self, person: int, other: Party, on: dt.date) -> bool:
        """Divorced from the same person before the day? Two records tell, or an earlier link between the two."""
        number = digest(other.number, "document") if other.number else b""
        return any(
            record.act != MarriageAct.MARRIED
            and record.on <= on
            and (
                (other.person_id is not None and record.spouse_id == other.person_id)
                or (number and bytes(record.spouse_digest or b"") == number)
            )
            for record in self.records.get(person, ())
        )


def record_marriages(acts: Sequence[Act], *, by: Any, why: str = "结婚登记") -> list[int]:
    """Marriages, one of a person at most in a call; returns the ids of the events person.married that were told.

    The two are spouses from the day on; a link the collection form made without a date gets its day, one to somebody else that no
    office dated ends there. Conflict when an office has said that one of them married somebody else later. The caller owns the
    transaction (`core.audit.acting`).
    """
    with as_system(WALL):
        base = _before(acts)
        for act in acts:
            _give_way(act, base)
        begin_links([(act.pair, act.on, act.source) for act in acts if act.pair], by=by, why=why)
        say_statuses(list(_statuses(acts, base)), base.persons, by=by, why=why)
        keep_records(_records(acts, base, lambda _: MarriageAct.MARRIED), by=by, why=why)
        return _tell("person.married", acts, base, by)


def record_divorces(acts: Sequence[Act], *, by: Any, why: str = "离婚登记") -> list[int]:
    """Divorces, at the register or by a court's judgment (`court`: its day is that of legal effect, 民法典 第一千零八十条).

    The link ends on the day; one that only the collection form tells of, without a date, becomes a past one. Returns the ids of
    the events person.divorced.
    """
    with as_system(WALL):
        base = _before(acts)
        for act in acts:
            _end_link(act, base)
        statuses = (Said(party.person_id or 0, DIVORCED, act.source) for act in acts for _, party, _other in act.sides)
        say_statuses(list(statuses), base.persons, by=by, why=why)
        keep_records(
            _records(acts, base, lambda act: MarriageAct.COURT_DIVORCED if act.court else MarriageAct.DIVORCED),
            by=by,
            why=why,
        )
        return _tell("person.divorced", acts, base, by)


def join_spouses(numbers: dict[int, str], *, by: Any, why: str = "配偶进入底册") -> int:
    """Persons who entered, with their numbers: whoever is married to that number becomes their spouse. Returns how many links."""
    digests = {digest(number, "document"): person for person, number in numbers.items() if number}
    with as_system(WALL):
        waiting = list(MarriageRecord.objects.filter(spouse=None, spouse_digest__in=list(digests)).order_by("on", "pk"))
        last: dict[tuple[int, int], MarriageRecord] = {}
        for record in waiting:
            person = digests[bytes(record.spouse_digest or b"")]
            last[record.person_id, person] = record
            MarriageRecord.objects.filter(pk=record.pk).update(spouse_id=person)
        links = [
            KinLink(one, other, KinshipKind.SPOUSE, record.on, record.source)
            for (one, other), record in last.items()
            if record.act == MarriageAct.MARRIED and one != other
        ]
        return link_kin(links, by=by, why=why)


def _before(acts: Sequence[Act]) -> _Before:
    """Three statements; persons are locked in the order of their ids."""
    people = sorted({party.person_id for act in acts for _, party, _other in act.sides if party.person_id})
    persons = {row.pk: row for row in Person.objects.select_for_update().filter(pk__in=people).order_by("pk")}
    links = Kinship.objects.filter(person_id__in=people, kind=KinshipKind.SPOUSE, during__upper_inf=True)
    records: dict[int, list[MarriageRecord]] = {}
    for record in MarriageRecord.objects.filter(person_id__in=people).order_by("on", "pk"):
        records.setdefault(record.person_id, []).append(record)
    return _Before(persons, {link.person_id: link for link in links}, records)


def _give_way(act: Act, base: _Before) -> None:
    """A standing link to somebody else ends on the day of the new marriage: nobody has two (民法典 第一千零四十二条)."""
    for _, party, other in act.sides:
        link = base.spouses.get(party.person_id or 0)
        if link is None or link.relative_id == other.person_id:
            continue
        if not by_list(link.source) and link.during.lower and link.during.lower >= act.on:
            name = base.persons[link.person_id].name
            raise Conflict(
                f"{name}在 {link.during.lower} 已登记了另一段婚姻，晚于这一次（{act.on}）。",
                field="on",
                remedy="请先核对哪一段婚姻已经结束。",
            )
        _end_both(link, act.on)
        for person in (link.person_id, link.relative_id):
            base.spouses.pop(person, None)


def _end_both(link: Kinship, on: dt.date) -> None:
    mirror = Kinship.objects.filter(
        person_id=link.relative_id, relative_id=link.person_id, kind=KinshipKind.SPOUSE, during__upper_inf=True
    )
    end_facts(Kinship, [link.pk, *mirror.values_list("pk", flat=True)], on=on)


def _end_link(act: Act, base: _Before) -> None:
    """The marriage was there although its beginning was never said: then it is a past one without a beginning."""
    link = base.spouses.get(act.pair[0]) if act.pair else None
    if act.pair is None or link is None or link.relative_id != act.pair[1]:
        return
    if link.during.lower and link.during.lower < act.on:
        _end_both(link, act.on)
        return
    both = Kinship.objects.filter(person_id__in=act.pair, kind=KinshipKind.SPOUSE)
    ended = [row.during.upper for row in both if row.during.upper]
    since = max(ended, default=None)
    standing = both.filter(relative_id__in=act.pair, during__upper_inf=True)
    if since is not None and since >= act.on:
        end_facts(Kinship, standing.values_list("pk", flat=True), on=act.on)
    else:
        standing.update(during=(since, act.on))


def _statuses(acts: Sequence[Act], base: _Before) -> Iterator[Said]:
    for act in acts:
        for _, party, other in act.sides:
            person = party.person_id or 0
            code = status_after_marriage(
                before=base.persons[person].marital_status,
                said=party.before,
                married_before=base.was_married(person, act.on),
                same_again=base.was_married_to(person, other, act.on),
            )
            yield Said(person, code, act.source)


def _records(acts: Sequence[Act], base: _Before, kind: Any) -> Iterable[MarriageRecord]:
    for act in acts:
        for role, party, other in act.sides:
            known = base.persons.get(other.person_id or 0)
            yield MarriageRecord(
                person_id=party.person_id or 0,
                spouse_id=other.person_id,
                act=kind(act),
                on=act.on,
                as_husband=role == HUSBAND,
                certificate=act.certificate,
                certificate_digest=digest(act.certificate, CERTIFICATE) if act.certificate else None,
                spouse_name="" if known else other.name,
                spouse_number="" if known else other.number,
                spouse_digest=digest(other.number, "document") if other.number and not known else None,
                source=act.source,
            )


def _tell(kind: str, acts: Sequence[Act], base: _Before, by: Any) -> list[int]:
    """One event an act; whoever is from outside is no subject, the payload says that the party is."""
    events = []
    for act in acts:
        subjects = tuple(
            Subject(party.person_id or 0, role, _answering(base.persons[party.person_id or 0]))
            for role, party, _ in act.sides
        )
        payload: dict[str, Any] = {} if act.pair else {"outside": WIFE if act.husband.person_id else HUSBAND}
        if act.court:
            payload["court"] = True
        events.append(NewEvent(kind, act.on, subjects, act.source, act.key(), payload))
    return emit_once(events, by=by)


def _answering(person: Person) -> str:
    return str(person.living_area or person.hukou_area)
