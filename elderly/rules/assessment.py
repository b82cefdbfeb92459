"""Whose ability may have changed is assessed again: a certificate of disability, the death of the wife or husband who cared."""

from __future__ import annotations

from collections.abc import Iterator

from core.scope import EVERYWHERE, as_system
from elderly.domain.assessment import level_name
from elderly.domain.assessment_words import ABILITY
from elderly.selectors.assessments import standing_of
from elderly.selectors.standing import wrong_standing
from elderly.services.assessments import ASSESSED
from elderly.task_kinds.assessment import REASSESS
from lifecycle.engine.declaration import Batch, Planned, Rule, rule, rules
from lifecycle.rules.deaths import task
from lifecycle.rules.tasks import closes
from residents.selectors.someone import people_by_id

CHANGES = {
    "person.widowed": "配偶 {on} 去世",
    "person.disability_certified": "{on} 领取残疾人证或重新评定",
    "person.disability_ended": "{on} 残疾人证失效",
}


@rule(key="elder.reassess", on=tuple(CHANGES), duty="关怀", title="情况变化，重新做能力评估", order=44,
      clause="GB/T 42195-2022")  # fmt: skip
def assess_again(batch: Batch) -> Iterator[Planned]:
    """Only of whoever was assessed: the first assessment is asked for by the list of those due."""
    people = {event.subject.person for event in batch}
    known, living = standing_of(people), people_by_id(people, scope=EVERYWHERE)
    for event in batch:
        who, was = living.get(event.subject.person), known.get((event.subject.person, ABILITY))
        if who is None or who.deceased or was is None or was.assessed_on >= event.occurred_on:
            continue
        why = CHANGES[event.kind].format(on=event.occurred_on)
        yield task(
            event,
            REASSESS,
            person=who.id,
            area=who.living_area or event.subject.area,
            key=f"{who.id}:{event.id}",
            title="重新做能力评估",
            why=f"{why}；上次 {was.assessed_on} 评为{level_name(ABILITY, was.level)}。",
            words="能力评估：要重新做",
        )


@rule(key="elder.one-standing", on=("person.merged", "person.merge_undone"), duty="关怀", title="合并后同一量表只有最近一次评估算数",
      order=45)  # fmt: skip
def one_standing(batch: Batch) -> Iterator[Planned]:
    """Both records of a merge: the one that was kept now has the assessments of both."""
    with as_system("a merge may join records of two areas"):
        wrong = wrong_standing({about.person for event in batch for about in event.people})
    for event in batch:
        for about in event.people:
            if about.person in wrong:
                words = "同一量表以最近一次评估为准"
                yield Planned(event, "elder-standing", f"{about.person}:{event.id}", words, about.person, about.area)


def assessed(batch: Batch) -> Iterator[Planned]:
    """A new assessment of ability fulfils what asked for it; one on another scale, or a voiding, does not."""
    told = tuple(event for event in batch if event.payload.get("scale") == ABILITY and not event.payload.get("voided"))
    yield from closes(Batch(told, batch.today)) if told else ()


# An assessment closes tasks of this room; the spine's own rule knows the kinds declared before it.
rules.register(Rule("elder.assessed", "重新评过了，待办自己办结", (ASSESSED,), "待办", assessed, order=901))
