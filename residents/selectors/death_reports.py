"""待核实死亡, as the page, 今天 and the person page show it: each person once, with what every source says side by side."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from core.scope import Scope
from residents.domain.deaths import Standing, Word, source_name, weigh
from residents.models import DeathReport, Person
from residents.selectors.words import age_words, sex_word

PAGE = 50
State = DeathReport.State


@dataclass(frozen=True)
class Said:
    """One source's word."""

    row: DeathReport

    @property
    def source(self) -> str:
        return source_name(self.row.word)

    @property
    def open(self) -> bool:
        return self.row.state == State.OPEN

    @property
    def proof(self) -> str:
        """The tail of the certificate's number: enough to compare with the paper."""
        number = self.row.certificate
        return f"尾号 {number[-4:]}" if number else ""


@dataclass(frozen=True)
class WaitingDeath:
    """A person of whom somebody says that they died."""

    person: Person
    said: list[Said]

    @property
    def uid(self) -> UUID:
        return self.person.uid

    @property
    def who(self) -> str:
        return " ".join(filter(None, [sex_word(self.person.sex), age_words(self.person.birth_date)]))

    @property
    def days(self) -> list[dt.date]:
        """The days that the sources name."""
        return sorted({one.row.died_on for one in self.said})

    @property
    def standing(self) -> Standing:
        return weigh(Word(one.row.word, one.row.died_on) for one in self.said)

    @property
    def may_settle(self) -> bool:
        """Would the sources be enough, did they agree on the day?"""
        day = self.days[0]
        return self.standing == "differs" and weigh(Word(one.row.word, day) for one in self.said) == "certain"

    @property
    def why(self) -> str:
        names = "、".join(one.source for one in self.said)
        if self.standing == "differs":
            return f"{names}说的日期不同：{'、'.join(day.isoformat() for day in self.days)}"
        return f"{names}说 {self.days[0]} 去世，还要另一个来源"


def open_reports(scope: Scope) -> QuerySet[DeathReport]:
    """Words to be verified about people of the scope."""
    return DeathReport.objects.filter(scope.q("person__hukou_area", "person__living_area"), state=State.OPEN)


def people_reported(scope: Scope) -> QuerySet[Person]:
    """People of the scope of whom a word waits."""
    return Person.objects.filter(scope.q("hukou_area", "living_area"), pk__in=open_reports(scope).values("person_id"))


def waiting_deaths(scope: Scope, *, after: int = 0, most: int = PAGE) -> tuple[list[WaitingDeath], int]:
    """A page in the order of the people, and the id to go on from (0: the end). Two statements."""
    people = list(people_reported(scope).filter(pk__gt=after).order_by("pk")[: most + 1])
    said: dict[int, list[Said]] = defaultdict(list)
    for row in DeathReport.objects.filter(person__in=people[:most], state=State.OPEN).order_by("pk"):
        said[row.person_id].append(Said(row))
    found = [WaitingDeath(person, said[person.pk]) for person in people[:most] if said[person.pk]]
    return found, people[most - 1].pk if len(people) > most else 0


def settled_reports(scope: Scope, state: str, *, after: int = 0, most: int = PAGE) -> tuple[list[Said], int]:
    """Words that were dismissed or revoked, the newest first, and the id to go on from."""
    rows = DeathReport.objects.filter(scope.q("person__hukou_area", "person__living_area"), state=state)
    if after:
        rows = rows.filter(pk__lt=after)
    found = list(rows.select_related("person").order_by("-pk")[: most + 1])
    return [Said(row) for row in found[:most]], found[most - 1].pk if len(found) > most else 0


def reports_about(person_id: int) -> QuerySet[DeathReport]:
    """Everything that was said of one person's death."""
    return DeathReport.objects.filter(person_id=person_id)


def words_about(person_id: int) -> list[Said]:
    """Everything that was said of one person's death, first said first."""
    return [Said(row) for row in reports_about(person_id).order_by("pk")]
