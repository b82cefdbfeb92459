"""Lists to the community hospital: whom the next one names, what earlier ones said, who came back with a check-up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from core.crypto import digest
from core.errors import NotFound
from core.scope import Scope
from elderly.models import Checkup, ElderRecord, ExchangedPerson, HospitalExchange
from residents.domain.ages import born_by
from residents.selectors.as_of import living_on, people_on, resident_number
from residents.selectors.someone import people_by_id

PAGE = 50
NEW, CHANGED, GONE, SAME = "新增", "更正", "已不在本地", ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list: what the hospital is told of somebody. `change` against the list before."""

    id: int
    record_no: str
    name: str
    number: str
    birth_date: dt.date | None
    address: str
    phone: str
    change: str = ""

    @property
    def fingerprint(self) -> bytes:
        """Keyed digest of what is said; of somebody who left, one that says only that."""
        if self.change == GONE:
            return digest(GONE, "exchange")
        said = (self.record_no, self.name, self.number, str(self.birth_date or ""), self.address, self.phone)
        return digest("\x1f".join(said), "exchange")


def people_to_list(area: str, *, age: int, today: dt.date, changed_only: bool) -> list[Listed]:
    """Everybody of the age who lives in the area, by name of the road; with `changed_only`, those about whom the last list said
    something else or nothing, and those whom it named and who are gone. Three statements."""
    rows = people_on(today).filter(
        Scope.of([area]).q("living_area"), living_on(today), birth_date__lte=born_by(age, today)
    )
    here = _listed(rows.order_by("living_address", "pk"))
    sent = last_sent(area)
    marked = [_marked(one, sent) for one in here]
    if not changed_only:
        return marked
    ids = {one.id for one in here}
    gone_mark = digest(GONE, "exchange")
    gone = [person for person, mark in sent.items() if person not in ids and mark != gone_mark]
    left = _listed(people_on(today).filter(pk__in=gone).order_by("pk"), change=GONE)
    return [one for one in marked if one.change] + left


def _listed(rows: QuerySet[Any], change: str = "") -> list[Listed]:
    record = ElderRecord.objects.filter(person=OuterRef("pk")).values("record_no")[:1]
    found = rows.annotate(number=resident_number(), record_no=Subquery(record))
    return [
        Listed(
            row.pk,
            row.record_no or "",
            row.name,
            row.number or "",
            row.birth_date,
            row.living_address,
            row.phone,
            change,
        )
        for row in found
    ]


def _marked(one: Listed, sent: Mapping[int, bytes]) -> Listed:
    before = sent.get(one.id)
    change = NEW if before is None else SAME if before == one.fingerprint else CHANGED
    return replace(one, change=change)


def last_sent(area: str) -> dict[int, bytes]:
    """{person: what the area's latest list that named them said}."""
    rows = (
        ExchangedPerson.objects.filter(exchange__area_code=area)
        .order_by("person_id", "-exchange_id")
        .distinct("person_id")
        .values_list("person_id", "fingerprint")
    )
    return {person: bytes(mark) for person, mark in rows}


def exchanges_of(scope: Scope, *, most: int = 60) -> list[HospitalExchange]:
    """The lists of the areas in sight, newest first, with `answered`: how many came back with a check-up."""
    rows = HospitalExchange.objects.filter(scope.q("area_code"))
    answered = (
        Checkup.objects.filter(exchange=OuterRef("pk"))
        .order_by()
        .values("exchange")
        .annotate(number=Count("person", distinct=True))
        .values("number")
    )
    return list(rows.annotate(answered=Subquery(answered)).order_by("-made_at")[:most])


def exchange_named(uid: UUID, scope: Scope) -> HospitalExchange:
    found = HospitalExchange.objects.filter(scope.q("area_code"), uid=uid).first()
    if found is None:
        raise NotFound("没有这一批名单，或者不在你的范围里。")
    return found


@dataclass(frozen=True)
class Answer:
    """Somebody on a list, and the check-up of that year; `who` None: no longer in sight."""

    position: int
    who: Any
    exam_on: dt.date | None


def answers(batch: HospitalExchange, *, scope: Scope, show: str, after: int) -> tuple[list[Answer], int]:
    """A page of the people of a list by position, and the position to go on from (0: the end)."""
    exam = Checkup.objects.filter(person=OuterRef("person"), exam_on__year=batch.year).order_by("-exam_on")
    rows = ExchangedPerson.objects.filter(exchange=batch, position__gt=after).annotate(
        exam_on=Subquery(exam.values("exam_on")[:1])
    )
    if show == "waiting":
        rows = rows.filter(exam_on=None)
    elif show == "answered":
        rows = rows.exclude(exam_on=None)
    found = list(rows.order_by("position").values_list("position", "person_id", F("exam_on"))[: PAGE + 1])
    people = people_by_id([person for _, person, _ in found], scope=scope)
    lines = [Answer(position, people.get(person), day) for position, person, day in found[:PAGE]]
    return lines, lines[-1].position if len(found) > PAGE else 0


def answered_count(batch: HospitalExchange) -> int:
    """How many people of the list have a check-up of its year."""
    exam = Checkup.objects.filter(person__in=_of(batch), exam_on__year=batch.year)
    return exam.values("person").distinct().count()


def _of(batch: HospitalExchange) -> QuerySet[ExchangedPerson, Any]:
    return ExchangedPerson.objects.filter(exchange=batch).values("person_id")
