"""Nobody's open visit of care vanishes by a click: what is closed opens the next, what would leave nobody in charge is refused."""

from __future__ import annotations

from core import clock
from elderly.models import CarePlan
from elderly.services.settle_plans import settle_plans
from lifecycle.selectors.care_visits import closed_by_visit, person_of_visit
from lifecycle.tasking.declaration import Done
from lifecycle.tasking.guarding import CANCEL

_WORDS = {
    CANCEL: ("这位老人要定期探访，这一次不能取消。", "去不了就转交给同事，或者上门后约好下次的日子。"),
}
_GIVE_BACK = ("这位老人要有人负责，不能交回岗位。", "请交给一位同事。")


def refuse(task: int, act: str) -> tuple[str, str] | None:
    """Words against cancelling a visit of somebody with a plan, or leaving it to nobody."""
    person = person_of_visit(task)
    if person is None or not CarePlan.objects.filter(person_id=person, closed_on=None).exists():
        return None
    return _WORDS.get(act, _GIVE_BACK)


def after_visit(person: int) -> None:
    """A visit was recorded: the plan takes its next day, and the next visit its owner."""
    settle_plans([person], by="rules", on=clock.today(), cause="走访后")


def after_closing(done: Done) -> None:
    """A visit of care was closed. Where a visit was recorded with it, that one sees to the next (`after_visit`)."""
    if not closed_by_visit(done.id):
        people = [person for person, _ in done.persons]
        settle_plans(people, by="rules", on=clock.today(), cause="上一次探访已办结")
