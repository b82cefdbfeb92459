"""Nobody is helped twice with the same: who is covered elsewhere, across households, cases and years, looked at when aid is asked for.

What lies outside the asker's area is told only so far as is needed: that another community has it, and which one to ask.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_name
from aid.domain.case_states import UNDECIDED
from aid.domain.incompatible import Incompatible, Months, between
from aid.domain.law import AID_KINDS
from aid.models import AidCase, Award, CaseMember
from core.errors import Conflict
from core.scope import Scope, as_system
from residents.selectors.benefits import BenefitLine, benefits_between
from residents.selectors.people_briefly import briefly

_FAR = dt.date(9000, 1, 1)
_WALL = "whoever asks for aid may be covered in another community; only that it is so is told"


@dataclass(frozen=True)
class Clash:
    """Somebody would receive what does not go together: the rule, what stands against it, in which months.

    `where`: the community to ask, when that lies outside the asker's area; then nothing else is told. `proven`: it rests on an award or
    an application.
    """

    person_id: int
    name: str
    rule: Incompatible
    other: str
    months: Months | None = None
    where: str = ""
    proven: bool = True

    @property
    def refused(self) -> bool:
        """Only what rests on an award or an application: what somebody merely told at the desk is asked about."""
        return self.rule.level == "refuse" and self.proven

    @property
    def words(self) -> str:
        """What stands against it, within what the asker may see."""
        if self.where:
            return f"{self.name}在{self.where}已有救助或申请，请与{self.where}核对"
        when = f"（{self.months.words}）" if self.months else ""
        return f"{self.name}：{self.other}{when}，{self.rule.reason}（{self.rule.clause}）"


def clashes(
    people: Iterable[int],
    kind: str,
    *,
    since: dt.date,
    scope: Scope,
    until: dt.date | None = None,
    case: UUID | None = None,
) -> list[Clash]:
    """What stands against aid of a case's kind for these people from a month on, refusals first.

    Looks at what they receive in those months, whoever granted it, and at applications that wait for a decision. `case`: the case
    itself, which does not stand against itself.
    """
    wanted, ids = AID_KINDS[kind].benefit, list(people)
    if not wanted or not ids:
        return []
    with as_system(_WALL):
        names = {pk: brief.name for pk, brief in briefly(ids).items()}
        received = benefits_between(ids, since, until or _FAR)
        lines = [line for found in received.values() for line in found if not case or line.source != f"aid:{case}"]
        areas = _areas(lines)
        applications = _applications(ids, case)
    asked = Months(since, until)
    found = []
    for line in lines:
        rule, months = between(wanted, line.kind), asked.overlap(Months(line.since, line.until))
        if rule and months:
            where = _outside(areas.get(line.document, ""), scope)
            name, other = names.get(line.person_id, ""), f"在享{line.words}"
            found.append(Clash(line.person_id, name, rule, other, months, where, line.document in areas))
    for person, asking in applications:
        benefit = AID_KINDS[asking.kind].benefit
        rule = between(wanted, benefit) if benefit else None
        if rule:
            words = f"{AID_KINDS[asking.kind].title}正在申请（{asking.number}）"
            found.append(Clash(person, names.get(person, ""), rule, words, None, _outside(asking.area_code, scope)))
    return sorted(found, key=lambda one: not one.refused)


def refuse_double(
    people: Collection[int],
    kind: str,
    *,
    since: dt.date,
    by: Any,
    until: dt.date | None = None,
    case: UUID | None = None,
) -> list[Clash]:
    """Raise Conflict with the names when somebody is covered already; returns what should only be asked about."""
    found = clashes(people, kind, since=since, until=until, scope=by.scope("aid.view"), case=case)
    refused = [one for one in found if one.refused]
    if refused:
        raise Conflict(
            "；".join(dict.fromkeys(one.words for one in refused)) + "。",
            field="members",
            remedy="原来的救助先停止，或者把这个人列为不纳入并写明原因。",
        )
    return found


def _areas(lines: list[BenefitLine]) -> dict[str, str]:
    """{document: community} of the awards that these benefits come from."""
    documents = {line.document for line in lines if line.document}
    return dict(Award.objects.filter(document__in=documents).values_list("document", "area_code"))


def _applications(people: list[int], case: UUID | None) -> list[tuple[int, AidCase]]:
    rows = CaseMember.objects.filter(
        person_id__in=people, covered=True, case__state__in=[one.value for one in UNDECIDED]
    )
    if case:
        rows = rows.exclude(case__uid=case)
    return [(row.person_id, row.case) for row in rows.select_related("case") if row.person_id]


def _outside(area: str, scope: Scope) -> str:
    return area_name(area) if area and not scope.holds(area) else ""
