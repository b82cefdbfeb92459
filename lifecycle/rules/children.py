"""Children whom a death leaves without a parent or a guardian (appendix E D12, D13; handbook §7.5)."""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.rules.deaths import left_behind, task
from residents.selectors.bereavement import Bereaved, Relative
from residents.selectors.disability import unable_to_bring_up


@rule(key="death.orphan-lead", on="person.died", duty="儿童", title="孤儿、事实无人抚养儿童线索", step="D12", order=4,
      clause="粤民规字〔2019〕10 号；未成年人保护法 第四十三条")  # fmt: skip
def orphan_lead(batch: Batch) -> Iterator[Planned]:
    """A minor whose other parent is dead, nowhere in the base, or severely disabled: looked at by a person, decided by none here."""
    found = list(left_behind(batch))
    parents = {one.id for _, left in found for child in left.minors for one in left.other_parents(child.id)}
    unable = unable_to_bring_up(parents, on=batch.today)
    for event, left in found:
        for child in left.minors:
            others = left.other_parents(child.id)
            if not left.cared_for(child.id):
                yield _lead(event, left, child, "父母一方去世，另一方已故或底册里没有")
            elif others and all(one.id in unable for one in others):
                yield _lead(event, left, child, "父母一方去世，另一方重度残疾")


def _lead(event: Happened, left: Bereaved, child: Relative, why: str) -> Planned:
    return task(
        event,
        "orphan-lead",
        person=child.id,
        role="child",
        area=child.area or left.dead.area,
        key=str(child.id),
        title="核实孤儿、事实无人抚养儿童",
        why=f"{event.occurred_on} {why}。",
        words=f"{why}：儿童主任要上门",
        others=((left.dead.id, "subject"),),
    )


@rule(key="death.guardian", on="person.died", duty="监护", title="监护人去世，确定新的监护人", step="D13", order=6,
      clause="民法典 第二十七至三十二条、第三十九条")  # fmt: skip
def guardian(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        for ward in event.role("ward"):
            yield task(
                event,
                "guardian-change",
                person=ward.person,
                role="ward",
                area=ward.area or event.subject.area,
                title="确定新的监护人",
                why=f"原来的监护人 {event.occurred_on} 去世，监护关系终止。",
                words="被监护人：等确定新的监护人",
                others=((event.subject.person, "subject"),),
            )
