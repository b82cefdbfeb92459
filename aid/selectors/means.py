"""A case's members with what was told of each: what the page of means shows and fills in beforehand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from uuid import UUID

from aid.domain.means import ASSETS, EXPENSES, INCOMES, ORIGINS
from aid.models import AidCase, Asset, CaseFinding, CaseMember, Expense, Income, Obligor
from residents.selectors.benefits import BenefitLine, benefits_on
from residents.selectors.occupation import occupation_words
from residents.selectors.people_briefly import briefly


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure that stands: what, how much, by whom."""

    title: str
    words: str
    origin: str
    document: str
    what: str


@dataclass
class MemberMeans:
    """A member with every figure told; `known`: what the base says that may be income."""

    id: int
    uid: UUID
    person_uid: UUID | None
    name: str
    covered: bool
    excluded_reason: str
    occupation: str
    benefits: list[BenefitLine]
    lines: list[FigureLine] = field(default_factory=list)
    obligors: list[tuple[Obligor, str]] = field(default_factory=list)
    told: dict[str, dict[str, object]] = field(default_factory=dict)  # {origin: initial values of the form}

    @property
    def entered(self) -> bool:
        return bool(self.lines)


def means_of_case(case: AidCase, *, on: dt.date) -> list[MemberMeans]:
    """Everything told of the members, in eight statements."""
    rows = list(CaseMember.objects.filter(case=case).order_by("place", "id"))
    people = [row.person_id for row in rows if row.person_id]
    names, work, received = briefly(people), occupation_words(people, on), benefits_on(people, on)
    found = {}
    for row in rows:
        person = row.person_id or 0
        known = names.get(person)
        found[row.pk] = MemberMeans(
            row.pk,
            row.uid,
            known.uid if known else None,
            known.name if known else row.name or "不在底册的人",
            row.covered,
            row.excluded_reason,
            work.get(person, ""),
            received.get(person, []),
        )
    _figures(found)
    _obligors(found)
    return list(found.values())


def _figures(found: dict[int, MemberMeans]) -> None:
    for model, group, titles in ((Income, "income", INCOMES), (Asset, "asset", ASSETS), (Expense, "expense", EXPENSES)):
        for row in model.objects.filter(member_id__in=found).order_by("id"):
            member = found[row.member_id]
            member.lines.append(
                FigureLine(titles[row.sort], _words(group, row), ORIGINS[row.origin], row.document, row.what)
            )
            told = member.told.setdefault(row.origin, {})
            told[f"{group}_{row.sort}"] = row.amount
            told[f"{group}_what"], told["document"] = row.what, row.document
            if not isinstance(row, Asset):
                told[f"{group}_per"] = row.per


def _words(group: str, row: Income | Asset | Expense) -> str:
    if group == "asset":
        return f"{row.amount:.0f}" if row.sort in ("homes", "cars") else f"{row.amount:,} 元"
    return f"{row.amount:,} 元（{row.get_per_display()}）"  # type: ignore[union-attr]


def _obligors(found: dict[int, MemberMeans]) -> None:
    rows = list(Obligor.objects.filter(member_id__in=found).order_by("id"))
    names = briefly(row.person_id for row in rows if row.person_id)
    for row in rows:
        known = names.get(row.person_id) if row.person_id else None
        found[row.member_id].obligors.append((row, known.name if known else row.name))


def report_number(case: AidCase) -> str:
    """The number of the last check report of a case; "" when none has come."""
    row = CaseFinding.objects.filter(case=case, kind="check").order_by("-on", "-pk").first()
    return row.number if row else ""


def amount_words(amount: Decimal | None) -> str:
    """`1,238.00 元/月`, or 待确认."""
    return f"{amount:,.2f} 元/月" if amount is not None else "待确认"
