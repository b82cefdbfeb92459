"""What each award in force would come to under today's numbers and people: old → new, with the sum. Nothing is changed by looking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aid.domain.law import AID_KINDS
from aid.domain.recalculation import Again, Standing, again_by_difference, again_by_head
from aid.domain.standards import Standard, extreme_standard
from aid.models import Award, TakenOver
from aid.parameters.means import EXTREME_RATIO, MINIMUM, ORPHAN
from aid.selectors.aid_paid import covered_in
from aid.selectors.standards import standards_at
from core.scope import Scope
from residents.selectors.people_briefly import Brief, briefly, death_days

KINDS = ("minimum-living", "extreme-poverty", "orphan", "unsupported")
PAGE = 100


@dataclass(frozen=True)
class Row:
    """An award beside what it would come to; `case`: where a change is decided, None for one taken over."""

    award: Award
    title: str
    head: Brief | None
    again: Again
    covered: int
    dead: int

    @property
    def case(self) -> UUID | None:
        return self.award.case.uid if self.award.case else None

    @property
    def bulk(self) -> bool:
        """May it be confirmed together with others: more money, and no case of its own to go through."""
        return self.case is None and self.again.changes and not self.again.less

    @property
    def why(self) -> str:
        """What set it off."""
        return f"{self.dead} 名保障对象已去世" if self.dead else "标准变了"


def recalculations(scope: Scope, *, on: dt.date, after: int = 0, only: Sequence[int] = ()) -> tuple[list[Row], int]:
    """(rows whose sum would change or cannot be reckoned, id to go on after; 0: no more), a page of awards at a time."""
    rows = Award.objects.filter(scope.q("area_code"), kind__in=KINDS, during__contains=on, pk__gt=after)
    rows = rows.filter(during__upper_inf=True)
    if only:
        rows = rows.filter(pk__in=list(only))
    awards = list(rows.select_related("case").order_by("pk")[: PAGE + 1])
    more = awards[PAGE - 1].pk if len(awards) > PAGE else 0
    awards = awards[:PAGE]
    people = covered_in(awards, on)
    dead = death_days(pk for some in people.values() for pk in some)
    heads = _heads(awards)
    names = briefly(pk for pk in heads.values() if pk)
    book = Numbers()
    found = []
    for award in awards:
        covered = [pk for pk in people[award.pk] if pk not in dead]
        gone = len(people[award.pk]) - len(covered)
        again = _again(award, len(covered) or (0 if gone else award.people), on, book)
        if again.changes or again.new is None:
            head = heads.get(award.pk)
            found.append(
                Row(award, AID_KINDS[award.kind].title, names.get(head) if head else None, again, len(covered), gone)
            )
    return found, more


class Numbers:
    """The standards of a day and an area, read once each."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, dt.date], dict[str, Standard]] = {}

    def at(self, area: str, day: dt.date) -> dict[str, Standard]:
        key = (area[:9], day)
        if key not in self._known:
            self._known[key] = standards_at((MINIMUM, EXTREME_RATIO, ORPHAN), on=day, area=area)
        return self._known[key]


def _again(award: Award, covered: int, on: dt.date, book: Numbers) -> Again:
    now = book.at(award.area_code, on)
    if award.kind == "minimum-living":
        then = book.at(award.area_code, award.during.lower)[MINIMUM]
        was = Standing(award.kind, award.monthly, award.people, then.value)
        return again_by_difference(was, standard=now[MINIMUM], covered=covered)
    was = Standing(award.kind, award.monthly, award.people, None)
    if award.kind == "extreme-poverty":
        each = extreme_standard(now[MINIMUM], now[EXTREME_RATIO])
        return again_by_head(was, each=each.value, words=each.words, missing=each.missing, covered=covered)
    orphan = now[ORPHAN]
    missing = (orphan.missing,) if orphan.missing else ()
    return again_by_head(was, each=orphan.value, words=orphan.words, missing=missing, covered=covered)


def _heads(awards: Sequence[Award]) -> dict[int, int | None]:
    numbers = [award.document for award in awards if award.case is None]
    heads = dict(TakenOver.objects.filter(aid_no__in=numbers).values_list("aid_no", "head_id"))
    return {award.pk: award.case.applicant_id if award.case else heads.get(award.document) for award in awards}
