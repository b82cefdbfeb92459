"""To which groups old people belong, as the rows say that services keep in step with the base, with words for every screen."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from core.scope import Scope
from elderly.domain.categories import Category, Facts, categories, name_of, reason
from elderly.models import CategoryContest, ElderCategory
from elderly.selectors.derived import facts_of


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A group that somebody belongs to; `until` is the first day without it. `evidence`: what a declaration rests on."""

    id: int
    person_id: int
    code: str
    since: dt.date
    until: dt.date | None
    derived: bool
    evidence: str
    source: str

    @property
    def words(self) -> str:
        return name_of(self.code)

    @property
    def category(self) -> Category:
        return categories()[self.code]

    @property
    def how(self) -> str:
        return "由底册推出" if self.derived else "人工认定"


def categories_of(people: Iterable[int], on: dt.date) -> dict[int, list[CategoryLine]]:
    """{person: groups on a day, in the order of the table}, of those who have any: one statement."""
    rows = ElderCategory.objects.filter(person_id__in=list(people), during__contains=on).order_by("code")
    found: dict[int, list[CategoryLine]] = defaultdict(list)
    for row in rows:
        found[row.person_id].append(_line(row))
    return dict(found)


def history_of(person_id: int) -> list[CategoryLine]:
    """Every group that somebody belongs or belonged to, the present first."""
    rows = map(_line, ElderCategory.objects.filter(person_id=person_id))
    return sorted(rows, key=lambda line: (line.until is not None, line.code, -line.since.toordinal()))


def people_in(area: str, codes: Collection[str], on: dt.date) -> list[int]:
    """Ids of those who belong to any of the groups on a day and live in an area, else are registered there and live nowhere known."""
    rows = ElderCategory.objects.filter(of_area(area, "person__"), code__in=list(codes), during__contains=on)
    return sorted(set(rows.values_list("person_id", flat=True)))


def of_area(area: str, prefix: str = "") -> Q:
    """A condition on persons: the area answers for them."""
    scope = Scope.of([area])
    return scope.q(f"{prefix}living_area") | (Q(**{f"{prefix}living_area": ""}) & scope.q(f"{prefix}hukou_area"))


def in_groups(codes: Collection[str], on: dt.date) -> Q:
    """A condition on persons: they belong to one of the groups on a day. For rosters and lists."""
    rows = ElderCategory.objects.filter(person_id=OuterRef("pk"), code__in=list(codes), during__contains=on)
    return Q(Exists(rows))


def contested_by(person_id: int, on: dt.date) -> list[CategoryContest]:
    """Groups that the base tells and an office does not accept, with its reasons."""
    return list(CategoryContest.objects.filter(person_id=person_id, during__contains=on).order_by("code"))


def reasons_of(people: Collection[int], on: dt.date) -> dict[tuple[int, str], str]:
    """{(person, code): why the base says so}, told afresh: for the pages of a few people."""
    facts: dict[int, Facts] = facts_of(people, on=on)
    return {(pk, code): words for pk, known in facts.items() for code in categories() if (words := reason(code, known))}


def group_choices() -> list[tuple[str, str]]:
    """Codes and names, for a form."""
    return [(code, one.name) for code, one in categories().items()]


def _line(row: ElderCategory) -> CategoryLine:
    during = row.during
    return CategoryLine(
        row.pk, row.person_id, row.code, during.lower, during.upper, row.derived, row.evidence, row.source
    )
