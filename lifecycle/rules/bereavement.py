"""丧亲困难探访: a family that was hard-pressed before the death, or is left alone by it, is visited (appendix E D14, handbook §7.4).

「家庭特征∈{低保、单亲、残疾、独居、特困}且有亲属死亡」 makes a visit and an offer of help, never a decision.
"""

from __future__ import annotations

from collections.abc import Iterator

from lifecycle.engine.declaration import Batch, Happened, Planned, rule
from lifecycle.rules.deaths import left_behind, task
from residents.selectors.bereavement import Bereaved, Relative
from residents.selectors.disability import disabled_among


@rule(key="death.bereavement-visit", on="person.died", duty="关怀", title="丧亲困难探访", step="D14", order=5,
      clause="社会救助法 第三十九条")  # fmt: skip
def bereavement_visit(batch: Batch) -> Iterator[Planned]:
    found = list(left_behind(batch))
    at_home = {one.id for _, left in found for one in left.household}
    disabled = disabled_among({*at_home, *(left.dead.id for _, left in found)}, on=batch.today)
    for event, left in found:
        reasons = family_features(left, disabled)
        if reasons and left.household:
            yield _visit(event, left, reasons)


def family_features(left: Bereaved, disabled: set[int]) -> list[str]:
    """Why this family must be visited, in words; empty when nothing of the kind is known."""
    reasons = list(dict.fromkeys(f"在领{line.words}" for line in left.hard_pressed))
    if left.single_parent is not None:
        reasons.append("单亲带孩子")
    if disabled & {one.id for one in left.household}:
        reasons.append("家里有残疾人")
    if left.left_alone is not None:
        reasons.append("家里只剩一人")
    return reasons


def whom_to_visit(left: Bereaved) -> Relative:
    """The widow or widower, else who is left alone, else the oldest at home."""
    at_home = {one.id: one for one in left.household}
    if left.spouse is not None and left.spouse.id in at_home:
        return at_home[left.spouse.id]
    adults = [one for one in left.household if not one.minor(left.death.on)] or left.household
    return min(adults, key=lambda one: (one.born is None, one.born))


def _visit(event: Happened, left: Bereaved, reasons: list[str]) -> Planned:
    host = whom_to_visit(left)
    who = "配偶" if left.spouse is not None and host.id == left.spouse.id else "家人"
    return task(
        event,
        "bereavement-visit",
        person=host.id,
        role="survivor",
        area=host.area or left.dead.area,
        key=str(left.dead.id),
        title="丧亲探访",
        why=f"{who} {event.occurred_on} 去世；{'，'.join(reasons)}。",
        words=f"{'，'.join(reasons)}：要上门探访",
        others=((left.dead.id, "subject"),),
        household=host.household,
    )
