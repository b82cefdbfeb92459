"""One case as its page tells it: where it stands, what comes next and by whom, members, papers, findings, notices, decisions, log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from accounts.selectors.users import names_of
from aid.domain import posting
from aid.domain.case_states import ACCEPTED, ACTS, LADDER, Act, State, possible
from aid.domain.children import PARENT_WORDS, Parent, Situation, Verdict, judge
from aid.domain.law import ACT, AID_KINDS, LAWS, AidKind, Law, basis, where_to_apply
from aid.models import AidCase, Award, CaseDecision, CaseFinding, CaseMember, CaseObjection, CasePaper, CasePosting
from aid.selectors.case_rules import whole_limit
from aid.services.case_findings import VERDICTS
from aid.services.case_intake import unsigned
from aid.services.case_members import EDITABLE, LABOUR
from aid.services.case_moves import permission_for, seen_case
from core import clock
from lifecycle.selectors.limit_due import due_of_limit
from lifecycle.selectors.task_due import Due
from residents.domain.relations import relation_name
from residents.selectors.household import household_uids
from residents.selectors.words import age_words, sex_word

_STEPS = {
    "apply": "申请",
    "member": "成员",
    "paper": "材料",
    "means": "收入和财产",
    "account": "账户",
    "parents": "父母情况",
}
_UNSEEN = "在你的范围以外的人"


@dataclass(frozen=True)
class MemberLine:
    """A member as the page says it."""

    row: CaseMember
    name: str
    uid: UUID | None
    who: str
    dead: bool
    number: str = ""

    @property
    def relation(self) -> str:
        return relation_name(self.row.relation) if self.row.relation else ""

    @property
    def labour(self) -> str:
        return LABOUR.get(self.row.labour, "")


@dataclass(frozen=True)
class Log:
    """A line of the log."""

    title: str
    on: dt.date
    at: dt.datetime
    by: str
    words: str
    change: str


@dataclass(frozen=True)
class CaseView:
    """What the page shows to one reader."""

    case: AidCase
    by: Any

    @property
    def state(self) -> State:
        return State(self.case.state)

    @property
    def kind(self) -> AidKind:
        return AID_KINDS[self.case.kind]

    @property
    def law(self) -> Law | None:
        return LAWS.get(self.case.law)

    @property
    def basis(self) -> str:
        return basis(self.case.kind, self.law or ACT)

    @property
    def clause(self) -> str:
        """The article alone, as a sentence of a letter names it."""
        return self.basis.partition("：")[0]

    @property
    def place(self) -> str:
        return where_to_apply(self.case.kind, self.law or ACT)

    @property
    def ladder(self) -> str:
        return " ".join(LADDER)

    @property
    def on_step(self) -> int:
        return self.state.step + 1

    @cached_property
    def acts(self) -> list[Act]:
        """What this reader may do now."""
        return [act for act in possible(self.case.state) if self._may(act) and self._fits(act)]

    @property
    def next_acts(self) -> list[Act]:
        return [act for act in self.acts if not act.quiet]

    @property
    def other_acts(self) -> list[Act]:
        return [act for act in self.acts if act.quiet]

    def _may(self, act: Act) -> bool:
        return bool(self.by.scope(permission_for(act, self.case)).holds(self.case.area_code))

    def _fits(self, act: Act) -> bool:
        """Acts that this kind, law or moment does not know are not offered; the services refuse them too."""
        if act.key == "advance":
            return self.case.kind == "temporary" and self.case.urgent
        if act.key == "publish":
            public = self.law is not None and self.law.published_after
            return public and not any(one.kind == "decision" for one in self.postings)
        if act.key == "tell":
            return any(one.told_on is None and one.verdict != "advanced" for one in self.decisions)
        if act.key in ("recheck", "propose") and self.kind.pays == "once":
            return False
        if act.key == "finish":
            return self.kind.pays == "once"
        if act.key == "extend":
            return not self.case.extended
        if act.key == "answer-reconsider":
            return any(one.reconsideration and not one.outcome for one in self.objections)
        return True

    @property
    def waits_for(self) -> str:
        """Whose turn it is, when it is not the reader's."""
        steps = [act for act in possible(self.case.state) if not act.quiet and self._fits(act)]
        return "、".join(dict.fromkeys(_OFFICE[permission_for(act, self.case)] for act in steps))

    @property
    def may_edit(self) -> bool:
        return self.case.state in EDITABLE and self.by.scope("aid.assist").holds(self.case.area_code)

    @property
    def may_account(self) -> bool:
        return bool(self.by.scope("aid.account").holds(self.case.area_code))

    @cached_property
    def due(self) -> Due | None:
        """How the last day for a decision is counted; None before acceptance."""
        if self.case.accepted_on is None:
            return None
        return due_of_limit(
            "这件救助",
            whole_limit(self.case),
            starts_on=self.case.accepted_on,
            due_on=self.case.due_on,
            runs=self.case.state in ACCEPTED,
        )

    @cached_property
    def unsigned(self) -> list[str]:
        return unsigned(self.case) if self.case.state in (State.APPLIED, State.MENDING) else []

    @cached_property
    def household(self) -> UUID | None:
        return household_uids([self.case.household_id]).get(self.case.household_id) if self.case.household_id else None

    @cached_property
    def members(self) -> list[MemberLine]:
        rows = CaseMember.objects.filter(case=self.case).select_related("person").order_by("place", "id")
        return [_member(row) for row in rows]

    @property
    def applicant(self) -> MemberLine | None:
        return next((line for line in self.members if line.row.person_id == self.case.applicant_id), None)

    @property
    def name(self) -> str:
        return self.applicant.name if self.applicant else _UNSEEN

    @property
    def covered(self) -> int:
        return sum(line.row.covered for line in self.members)

    @cached_property
    def papers(self) -> list[CasePaper]:
        return list(CasePaper.objects.filter(case=self.case).order_by("kind", "id"))

    @cached_property
    def findings(self) -> list[tuple[CaseFinding, str]]:
        rows = CaseFinding.objects.filter(case=self.case).order_by("id")
        return [(row, VERDICTS.get(row.verdict, "")) for row in rows]

    @cached_property
    def postings(self) -> list[CasePosting]:
        return list(CasePosting.objects.filter(case=self.case).order_by("id"))

    @property
    def notices(self) -> list[tuple[CasePosting, list[tuple[str, str]], bool]]:
        """Notice, its lines, whether it hangs today."""
        today = clock.today()
        return [
            (row, posting.lines(row.content), row.taken_down_on is None and row.since <= today <= row.until)
            for row in self.postings
        ]

    @cached_property
    def objections(self) -> list[CaseObjection]:
        return list(CaseObjection.objects.filter(case=self.case).order_by("id"))

    @cached_property
    def decisions(self) -> list[CaseDecision]:
        return list(CaseDecision.objects.filter(case=self.case).order_by("id"))

    @cached_property
    def awards(self) -> list[Award]:
        return list(Award.objects.filter(case=self.case).order_by("-during"))

    @cached_property
    def parents(self) -> tuple[Verdict | None, dict[str, Any]]:
        """What the conditions of handbook §7.5 say of a child, and what was said of the parents."""
        if self.case.kind not in ("orphan", "unsupported"):
            return None, {}
        said = json.loads(self.case.circumstances) if self.case.circumstances else {}
        born = self.case.applicant.birth_date
        if not said or born is None:
            return None, said
        father, mother = (Situation(Parent(said[one][0]), said[one][1]) for one in ("father", "mother"))
        poor = any(line.kind == "extreme-poverty" for line in self.awards)
        return judge(born, self.case.applied_on, father, mother, extreme_poverty=poor), said

    @property
    def parent_words(self) -> list[tuple[str, str]]:
        said = self.parents[1]
        return [
            (title, PARENT_WORDS[Parent(said[key][0])])
            for key, title in (("father", "父亲"), ("mother", "母亲"))
            if said
        ]

    @property
    def account_masked(self) -> str:
        tail = str(self.case.account or "")[-4:]
        return f"**** **** {tail}" if tail else ""

    @cached_property
    def log(self) -> Sequence[Log]:
        """Newest first."""
        steps = list(self.case.steps.order_by("-id"))
        names = names_of({step.by for step in steps}) | {"system": "系统", "rules": "规则"}
        return [
            Log(
                ACTS[step.act].title if step.act in ACTS else _STEPS.get(step.act, step.act),
                step.on,
                step.at,
                names.get(step.by, step.by),
                step.words,
                f"{State(step.before).title} → {State(step.after).title}" if step.before != step.after else "",
            )
            for step in steps
        ]


_OFFICE = {"aid.assist": "社区", "aid.review": "街道", "aid.confirm": "区民政局"}


def case_view(uid: UUID, by: Any) -> CaseView:
    """The page of a case in the reader's sight; NotFound outside."""
    return CaseView(seen_case(uid, by=by), by)


def _member(row: CaseMember) -> MemberLine:
    person = row.person
    if person is None:
        return MemberLine(row, row.name or _UNSEEN, None, "不在底册", False)
    dead = person.died_on is not None
    who = f"{sex_word(person.sex)} {'已故' if dead else age_words(person.birth_date)}".strip()
    number = f"{person.number_head}********{person.number_last4}" if person.number_last4 else ""
    return MemberLine(row, person.name, person.uid, who, dead, number)
