"""Children who are not at school are visited; a pupil who loses a parent is thought of (handbook §2; appendix E D17)."""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.rules.deaths import left_behind, task
from residents.selectors.schooling import pupils_among


@rule(key="school.not-found", on="person.not_in_school", duty="教育", title="名单里没有的孩子，上门核实", order=10,
      clause="义务教育法 第十三条")  # fmt: skip
def not_found(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        list_of = event.payload.get("list", event.occurred_on)
        yield _visit(event, f"{list_of} 的在校名单里没有，底册里也没有入学、缓学、出国的登记。", "在校名单里没有")


@rule(key="school.dropped-out", on="person.dropped_out", duty="教育", title="辍学，上门劝返", order=10,
      clause="义务教育法 第十三条、第五十八条")  # fmt: skip
def dropped_out(batch: Batch) -> Iterator[Planned]:
    for event in batch:
        yield _visit(event, f"{event.occurred_on} 起登记为辍学。", "辍学")


def _visit(event: Happened, why: str, said: str) -> Planned:
    """One visit open for a child, whichever way the base learned of it."""
    child = event.subject
    return task(
        event,
        "dropout-visit",
        person=child.person,
        role="child",
        area=child.area,
        key=str(child.person),
        title="上门核实上学情况" if event.kind == "person.not_in_school" else "上门劝返",
        why=why,
        words=f"{said}：限时上门",
    )


@rule(key="death.pupil-aid", on="person.died", duty="教育", title="在校学生的父母去世，资助线索", step="D17", order=35,
      clause="社会救助法 第三十八条")  # fmt: skip
def pupil_aid(batch: Batch) -> Iterator[Planned]:
    """Children of the dead who are at school; told, not decided: whether there is need is asked by a person."""
    found = list(left_behind(batch))
    pupils = pupils_among((child.id for _, left in found for child in left.children if child.living), batch.today)
    for event, left in found:
        for child in left.children:
            if child.id in pupils:
                yield task(
                    event,
                    "pupil-aid",
                    person=child.id,
                    role="child",
                    area=child.area or left.dead.area,
                    title="困难学生资助线索",
                    why=f"父母一方 {event.occurred_on} 去世，孩子在上学。",
                    words="在校子女：问资助需要",
                    others=((left.dead.id, "subject"),),
                )
