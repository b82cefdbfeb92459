"""What happens to people in a case asks somebody to look at it; nothing is decided by a machine (个人信息保护法 第二十四条)."""

from __future__ import annotations

from collections.abc import Iterator

from aid.domain.law import AID_KINDS
from aid.selectors.case_touched import Touched, cases_touched
from aid.task_kinds.cases import LOOK
from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from residents.selectors.benefits import BY_HOUSEHOLD

_CLAUSE = "社会救助法 第四十六至四十八条"


def _touched(events: tuple[Happened, ...]) -> dict[int, list[Touched]]:
    return cases_touched(event.subject.person for event in events)


@rule(key="aid.death", on="person.died", duty="救助", title="申请中的救助有人去世", order=22, clause=_CLAUSE)
def death(batch: Batch) -> Iterator[Planned]:
    """Aid of households in force is asked about by 核查停发 already (lifecycle/rules/deaths.py); here the others."""
    for event, case in _each(batch):
        if not (case.granted and AID_KINDS[case.kind].benefit in BY_HOUSEHOLD):
            said = "申请人去世" if event.subject.person == case.applicant else "共同生活成员去世"
            yield _look(event, case, f"{said}（{event.occurred_on}）")


@rule(
    key="aid.move",
    on=("person.moved", "person.moved_out", "person.hukou_transferred"),
    duty="救助",
    title="救助家庭有人搬走、迁户口",
    order=60,
    clause=_CLAUSE,
)
def move(batch: Batch) -> Iterator[Planned]:
    for event, case in _each(batch):
        yield _look(event, case, f"家里有人搬家或迁了户口（{event.occurred_on}）")


@rule(
    key="aid.change",
    on=("person.married", "person.divorced", "person.born", "person.employed"),
    duty="救助",
    title="救助家庭情况有变",
    order=61,
    clause=_CLAUSE,
)
def change(batch: Batch) -> Iterator[Planned]:
    words = {"person.married": "有人结婚", "person.divorced": "有人离婚", "person.employed": "有人就业"}
    for event, case in _each(batch):
        yield _look(event, case, f"家里{words.get(event.kind, '添了人')}（{event.occurred_on}）")


@rule(
    key="aid.benefit-by-hand",
    on="person.benefit_ended",
    duty="救助",
    title="救助待遇被手工结束",
    order=62,
    clause=_CLAUSE,
)
def benefit_by_hand(batch: Batch) -> Iterator[Planned]:
    """A benefit that a case gave ends by its decision; ended otherwise, base and case differ."""
    for event, case in _each(batch):
        by_itself = event.source == f"aid:{case.uid}"
        if case.granted and not by_itself and event.payload.get("benefit_kind") == AID_KINDS[case.kind].benefit:
            yield _look(event, case, "底册里这项待遇被手工结束了，和救助决定不一致")


def _each(batch: Batch) -> Iterator[tuple[Happened, Touched]]:
    found = batch.once(_touched)
    for event in batch:
        for case in found.get(event.subject.person, ()):
            yield event, case


def _look(event: Happened, case: Touched, why: str) -> Planned:
    return Planned(
        event,
        "task",
        key=f"{case.uid}:{event.id}",
        words=f"{AID_KINDS[case.kind].title}：等看要不要变",
        person=event.subject.person,
        area=case.area,
        data={
            "kind": LOOK.key,
            "title": "",
            "why": f"{why}。申请编号 {case.number}。",
            "persons": [[case.applicant, "applicant"], [event.subject.person, "subject"]],
            "starts_on": event.recorded_at.date().isoformat(),
            "household": case.household,
            "data": {"of": str(case.uid)},
        },
    )
