"""The figures of a case: its members' means by the numbers of a month, and what they come to. Nothing is written, nothing decided.

`figure(case)` is what the case page shows and a decision quotes: `Figures.arithmetic` is kept with the decision.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from aid.domain.allowance import Assessment, Rules, Verdict, assess, per_head
from aid.domain.means import Line, Member, Obligor, Received, Told
from aid.domain.money import MONTHS
from aid.models import AidCase, Asset, CaseMember, Expense, Income
from aid.models import Obligor as ObligorRow
from aid.models.means import MONTH
from aid.selectors.standards import rules_of
from core import clock
from residents.selectors.benefits import benefits_on
from residents.selectors.disability import details_of
from residents.selectors.people_briefly import briefly

SERIOUSLY_ILL = "重病"
NOT_HERE = "不在底册的人"
# What is paid by the head at one standard: (title, the rule's field, clause).
BY_HEAD = {
    "orphan": ("孤儿养育标准", "orphan", "粤民规字〔2019〕10号"),
    "unsupported": ("事实无人抚养儿童养育标准", "orphan", "民发〔2020〕125号"),
    "disability-living": ("困难残疾人生活补贴", "disabled_living", "国发〔2015〕52号"),
    "disability-care": ("重度残疾人护理补贴", "disabled_care", "国发〔2015〕52号"),
}


@dataclass(frozen=True)
class Figures:
    """What a case's figures say in a month. `entered`: has anybody told any income or asset yet?"""

    case: AidCase
    month: dt.date
    rules: Rules
    members: tuple[Member, ...]
    assessment: Assessment
    verdict: Verdict | None
    entered: bool

    @property
    def amount(self) -> Decimal | None:
        """Yuan a month for the family; None when it cannot be reckoned, or the kind pays nothing by the month."""
        return self.verdict.amount if self.verdict else None

    @property
    def missing(self) -> tuple[str, ...]:
        """What has to be confirmed before a machine could say, in words."""
        own = self.verdict.missing if self.verdict else ()
        return tuple(dict.fromkeys([*own, *self.assessment.missing]))

    @property
    def others(self) -> list[Verdict]:
        """What the same figures say of other kinds, where they say anything."""
        mine = self.verdict.kind if self.verdict else ""
        return [one for one in self.assessment.verdicts.values() if one.kind != mine and one.fits is not None]

    @property
    def arithmetic(self) -> list[str]:
        """Every line in words, for the decision and its letter."""
        lines: list[Line] = [*self.assessment.income, *self.assessment.assets]
        lines += self.verdict.lines if self.verdict else ()
        return [f"{line.words}：{line.amount:,}" if line.amount is not None else line.words for line in lines]


def figure(case: AidCase, *, on: dt.date | None = None) -> Figures:
    """Reckon a case by the numbers of the month of `on` (default: today), in about ten statements."""
    month = (on or clock.today()).replace(day=1)
    rules = rules_of(case.area_code, month)
    members = tuple(members_of_case(case, on=on or clock.today()))
    return _figures(case, month, rules, members)


def what_if(figures: Figures, monthly_income: Decimal) -> Figures:
    """The same family if its income were so much a month in all; assets and people stay."""
    first = next((one for one in figures.members if one.counted), None)
    if first is None:
        return figures
    supposed = [
        replace(
            one,
            incomes=(Told("wage", "declared", monthly_income * MONTHS),) if one is first else (),
            received=(),
            obligors=(),
        )
        for one in figures.members
    ]
    return _figures(figures.case, figures.month, figures.rules, tuple(supposed))


def _figures(case: AidCase, month: dt.date, rules: Rules, members: tuple[Member, ...]) -> Figures:
    assessment = assess(members, rules)
    entered = any(one.incomes or one.assets for one in members)
    return Figures(case, month, rules, members, assessment, _verdict(case.kind, assessment, rules), entered)


def _verdict(kind: str, found: Assessment, rules: Rules) -> Verdict | None:
    if kind in BY_HEAD:
        title, field, clause = BY_HEAD[kind]
        return per_head(kind, title, getattr(rules, field), found.covered, clause)
    return found.verdicts.get(kind)


def members_of_case(case: AidCase, *, on: dt.date) -> list[Member]:
    """The members of a case with all that was told of them, the order of the case kept."""
    rows = list(CaseMember.objects.filter(case=case).order_by("place", "id"))
    ids = [row.pk for row in rows]
    people = [row.person_id for row in rows if row.person_id]
    names = briefly(people)
    benefits = benefits_on(people, on)
    disability = details_of(people, on=on)
    incomes, assets, expenses = (_told(model, ids) for model in (Income, Asset, Expense))
    obligors = _obligors(ids)
    members = []
    for row in rows:
        details = disability.get(row.person_id or 0)
        known = names.get(row.person_id) if row.person_id else None
        members.append(
            Member(
                key=row.pk,
                name=known.name if known else row.name or NOT_HERE,
                covered=row.covered,
                counted=not row.excluded_reason,
                incomes=incomes[row.pk],
                assets=assets[row.pk],
                expenses=expenses[row.pk],
                received=tuple(
                    Received(line.kind, line.words, line.monthly) for line in benefits.get(row.person_id or 0, [])
                ),
                obligors=obligors[row.pk],
                severe=bool(details and details.severe),
                ill=SERIOUSLY_ILL in (row.health or ""),
            )
        )
    return members


def _told(model: type[Income] | type[Asset] | type[Expense], members: Iterable[int]) -> dict[int, tuple[Told, ...]]:
    found: dict[int, list[Told]] = defaultdict(list)
    for row in model.objects.filter(member_id__in=list(members)).order_by("id"):
        found[row.member_id].append(Told(row.sort, row.origin, in_a_year(row)))
    return defaultdict(tuple, {pk: tuple(told) for pk, told in found.items()})


def in_a_year(row: Any) -> Decimal:
    """Twelve months of a figure told by the month; others as they stand."""
    value: Decimal = row.amount
    return value * MONTHS if getattr(row, "per", "") == MONTH else value


def _obligors(members: list[int]) -> dict[int, tuple[Obligor, ...]]:
    rows = list(ObligorRow.objects.filter(member_id__in=members).order_by("id"))
    names = briefly(row.person_id for row in rows if row.person_id)
    found: dict[int, list[Obligor]] = defaultdict(list)
    for row in rows:
        known = names.get(row.person_id) if row.person_id else None
        found[row.member_id].append(
            Obligor(
                known.name if known else row.name or NOT_HERE,
                row.relation,
                row.agreed,
                row.income,
                row.people,
                row.supported,
                row.able,
            )
        )
    return defaultdict(tuple, {pk: tuple(some) for pk, some in found.items()})
