"""What awards come to in a month: who is paid how much, on what decision; and why somebody is paid no longer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal

from django.db.models import Q

from accounts.selectors.areas import area_words
from aid.domain.law import AID_KINDS
from aid.domain.money import yuan
from aid.domain.recalculation import takes_effect
from aid.models import AidCase, Award, TakenOver
from aid.parameters.means import DISABLED_CARE, DISABLED_LIVING, EXTREME_RATIO, MINIMUM, ORPHAN
from core.scope import Scope
from lifecycle.paying.declaration import Account, Due
from residents.selectors.benefits import benefits_by_document
from residents.selectors.people_briefly import briefly, death_days

_CASE, _CERTIFICATE = "case", "no"
NUMBER_OF = {
    "minimum-living": MINIMUM,
    "extreme-poverty": EXTREME_RATIO,
    "orphan": ORPHAN,
    "unsupported": ORPHAN,
    "disability-living": DISABLED_LIVING,
    "disability-care": DISABLED_CARE,
}


def key_of(award: Award) -> str:
    """The same from month to month, whatever the amount: the case, or the certificate that was taken over."""
    return f"{_CASE}:{award.case.uid}" if award.case else f"{_CERTIFICATE}:{award.document}"


def document_of(award: Award) -> str:
    """The number under which the base knows its benefits."""
    return award.document or (award.case.number if award.case else "")


def awards_in(area: str, month: dt.date, kinds: Collection[str], keys: Sequence[str] | None = None) -> list[Award]:
    """Awards that hold on the first day of a month in an area; `keys`: of these only."""
    rows = Award.objects.filter(Scope.of([area]).q("area_code"), kind__in=kinds, during__contains=month)
    if keys is not None:
        rows = rows.filter(_of_keys(keys))
    return list(rows.select_related("case").order_by("area_code", "pk"))


def _of_keys(keys: Sequence[str]) -> Q:
    parts = [key.partition(":") for key in keys]
    cases = [value for kind, _, value in parts if kind == _CASE]
    numbers = [value for kind, _, value in parts if kind == _CERTIFICATE]
    return Q(case__uid__in=cases) | Q(case=None, document__in=numbers)


def due(kinds: Collection[str], area: str, month: dt.date, keys: Sequence[str] | None = None) -> Iterator[Due]:
    """What awards of some kinds come to in a month, in five statements. The dead are named by no list."""
    awards = awards_in(area, month, kinds, keys)
    people = covered_in(awards, month)
    dead = death_days(pk for some in people.values() for pk in some)
    for award in awards:
        covered = people[award.pk]
        alive = [pk for pk in covered if pk not in dead or takes_effect(dead[pk]) > month]
        if alive:
            yield _due(award, alive, len(covered) - len(alive))


def covered_in(awards: Sequence[Award], month: dt.date) -> dict[int, list[int]]:
    """{award: whom it covers in a month}, the applicant or head first."""
    benefits = benefits_by_document({document_of(award) for award in awards}, month, month)
    numbers = [award.document for award in awards if award.case is None]
    heads = dict(TakenOver.objects.filter(aid_no__in=numbers).values_list("aid_no", "head_id"))
    found = {}
    for award in awards:
        first = award.case.applicant_id if award.case else heads.get(award.document)
        kind = AID_KINDS[award.kind].benefit
        people = dict.fromkeys(line.person_id for line in benefits.get(document_of(award), []) if line.kind == kind)
        found[award.pk] = sorted(people, key=lambda pk, first=first: pk != first)  # type: ignore[misc]
    return found


def _due(award: Award, alive: list[int], gone: int) -> Due:
    amount = award.once if award.once is not None else award.monthly
    since = award.during.lower
    steps = [
        f"决定{'一次性' if award.once is not None else '每月'} {yuan(amount)}，{award.people} 人"
        if amount is not None
        else "金额没有登记"
    ]
    if gone:
        steps.append(f"其中 {gone} 人已去世，金额要重算（社会救助法 第四十六条至第四十八条）")
    number = NUMBER_OF.get(award.kind, "")
    return Due(
        key=key_of(award),
        persons=tuple(alive),
        area=award.area_code,
        amount=amount if amount is None else amount.quantize(Decimal("0.01")),
        arithmetic=tuple(steps),
        reason=f"{AID_KINDS[award.kind].title}，自 {since:%Y-%m}",
        clause="社会救助法 第十三条",
        household=award.household_id,
        document=document_of(award),
        since=since,
        missing=() if amount is not None or not number else (number,),
        parameters=(number,) if number else (),
    )


def why_not(kinds: Collection[str], area: str, month: dt.date, keys: Sequence[str]) -> Mapping[str, str]:
    """{key: why nothing is due in the area for the month}; "" for what is due."""
    rows = Award.objects.filter(_of_keys(keys), kind__in=kinds).select_related("case").order_by("during")
    last: dict[str, Award] = {}
    for award in rows:
        if award.during.lower <= month or key_of(award) not in last:
            last[key_of(award)] = award
    people = covered_in(list(last.values()), month)
    dead = death_days(pk for some in people.values() for pk in some)
    return {key: _why(last.get(key), area, month, people, dead) for key in keys}


def _why(
    award: Award | None, area: str, month: dt.date, people: Mapping[int, list[int]], dead: Mapping[int, dt.date]
) -> str:
    if award is None:
        return "没有这项救助了，已撤销"
    if award.during.lower > month:
        return f"从 {award.during.lower:%Y-%m} 起才有"
    if award.during.upper is not None and award.during.upper <= month:
        return f"{award.during.upper:%Y-%m} 起停发{f'：{award.end_reason}' if award.end_reason else ''}"
    if not Scope.of([area]).holds(award.area_code):
        return f"转到{area_words(award.area_code, 'path')}"
    covered = people.get(award.pk, [])
    if not covered:
        return "没有在享的保障对象"
    if all(pk in dead and takes_effect(dead[pk]) <= month for pk in covered):
        return f"{max(dead[pk] for pk in covered)} 去世，次月起停发"
    return ""


def accounts(keys: Sequence[str]) -> Mapping[str, Account]:
    """{key: where the money goes}; sealed where it is kept, and opened for a file of somebody with aid.account."""
    parts = [key.partition(":") for key in keys]
    found = {}
    for case in AidCase.objects.filter(uid__in=[value for kind, _, value in parts if kind == _CASE]):
        if case.account:
            found[f"{_CASE}:{case.uid}"] = Account(case.account_name, case.account_bank, case.account)
    rows = list(TakenOver.objects.filter(aid_no__in=[value for kind, _, value in parts if kind == _CERTIFICATE]))
    names = briefly(row.head_id for row in rows if row.head_id)
    for row in rows:
        if row.account:
            holder = names[row.head_id].name if row.head_id in names else ""
            found[f"{_CERTIFICATE}:{row.aid_no}"] = Account(holder, row.bank, row.account)
    return found
