"""Today's visits: which doors, in which order, how far, and what one should know before knocking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from core.errors import NotFound
from core.parameters import read
from core.scope import Scope
from core.ui.formats import age_text, full_years
from lifecycle.domain.route_sketch import Sketch, sketch
from lifecycle.domain.routes import Leg, Point, legs, order_stops, total_metres
from lifecycle.domain.task_states import RUNNING_STATES
from lifecycle.domain.visits import Rhythm, summary
from lifecycle.models import Task, TaskPerson, Visit
from lifecycle.selectors.door_forms import Waiting, waiting_at
from lifecycle.selectors.visits_brought import Brought, brought_to
from lifecycle.selectors.visits_past import OLD, answers_of, last_visits, rhythms_of
from lifecycle.task_kinds.visits import CARE, START
from lifecycle.tasking.declaration import TaskKind, task_kinds
from residents.selectors.doors import Door, building_at, buildings_in, doors_of
from residents.selectors.person import person_in_scope

MOST = 40  # doors on one day's list: nobody walks to more
SOON = 7  # days


@dataclass(frozen=True)
class Stop:
    """A door to knock at, for one task."""

    task: Task
    kind: TaskKind
    door: Door
    last: Visit | None
    rhythm: Rhythm | None
    on: dt.date
    brought: tuple[Brought, ...] = ()
    forms: tuple[Waiting, ...] = ()
    done: Visit | None = None
    number: int = 0
    leg: Leg = field(default_factory=lambda: Leg(None))

    @property
    def who(self) -> str:
        """`87 岁 独居`."""
        door = self.door
        if not door.birth_date:
            return ""
        alone = "独居" if door.alone and full_years(door.birth_date, self.on) >= OLD else ""
        return " ".join(filter(None, [age_text(door.birth_date, self.on), alone]))

    @property
    def late(self) -> bool:
        return self.task.due_on is not None and self.task.due_on < self.on

    @property
    def due_words(self) -> tuple[str, str]:
        """(words, tone) of the chip: 逾期, 今天到期, the day; nothing without a day."""
        if self.task.due_on is None:
            return "", ""
        if self.late:
            return f"逾期 {(self.on - self.task.due_on).days} 天", "r"
        if self.task.due_on == self.on:
            return "今天到期", "a"
        return f"{self.task.due_on:%m-%d} 前", ""

    @property
    def where(self) -> str:
        return "，".join(filter(None, [self.door.address or "地址待补", self.door.climb]))

    @property
    def last_words(self) -> str:
        return summary(answers_of(self.last)) if self.last else ""


@dataclass(frozen=True)
class Walk:
    """A day's walk: stops in order, those done today, those due soon, the drawing; `more`: due tasks that found no room."""

    stops: list[Stop]
    done: list[Stop]
    soon: list[Stop]
    drawing: Sketch | None
    metres: int
    start: str
    more: int

    @property
    def far(self) -> str:
        return f"{self.metres} 米" if self.metres < 1000 else f"{self.metres / 1000:.1f} 公里"


def visit_kinds() -> list[str]:
    return [kind.key for kind in task_kinds if kind.visit]


def visit_tasks(user: Any, scope: Scope) -> Any:
    """Open visit tasks of an area that are this user's: given to them, or to nobody and for a role they hold."""
    held = {grant.role for grant in user.live_grants}
    return (
        Task.objects.filter(scope.q("area_code"), kind__in=visit_kinds(), state__in=RUNNING_STATES)
        .filter(Q(assignee=user) | Q(assignee=None, role__in=held))
        .prefetch_related(Prefetch("people", TaskPerson.objects.order_by("place")))
    )


def walk(
    user: Any,
    *,
    scope: Scope,
    area: str,
    on: dt.date,
    plus: Iterable[UUID] = (),
    here: Point | None = None,
    late_first: bool = False,
) -> Walk:
    """The user's visits of a day: due, overdue, without a day, and those chosen (`plus`), in walking order.

    `here`: where the walk begins (metres); else the committee's building, as far as it is known.
    """
    plus = list(plus)
    mine = visit_tasks(user, scope)
    now = Q(due_on__lte=on) | Q(due_on=None) | Q(uid__in=plus)
    due = list(mine.filter(now).order_by("due_order", "id")[: MOST + 1])
    more = mine.filter(now).count() - MOST if len(due) > MOST else 0
    later = mine.filter(due_on__gt=on, due_on__lte=on + dt.timedelta(days=SOON)).exclude(uid__in=plus)
    soon = list(later.order_by("due_order", "id")[:MOST])
    done = list(_done_today(user, scope, on))
    stops = _stops(user, [*due[:MOST], *soon, *(visit.task for visit in done)], on)
    start, start_words = (here, "你这里") if here else _start_of(area, on)
    ordered = _ordered([stops[task.pk] for task in due[:MOST] if task.pk in stops], start, late_first)
    placed = [stop for stop in ordered if stop.door.point]
    return Walk(
        ordered,
        [replace(stops[visit.task_id], done=visit) for visit in done if visit.task_id in stops],
        [stops[task.pk] for task in soon if task.pk in stops],
        sketch(
            [stop.door.point for stop in placed if stop.door.point],
            start=start,
            around=buildings_in(area) if placed and area else (),
        ),
        total_metres(stop.leg for stop in ordered),
        start_words,
        more,
    )


def _done_today(user: Any, scope: Scope, on: dt.date) -> Any:
    rows = Visit.objects.filter(scope.q("area_code"), by=user.username, visited_at__date=on, task__isnull=False)
    people = Prefetch("task__people", TaskPerson.objects.order_by("place"))
    return rows.select_related("task").prefetch_related(people).order_by("-visited_at")[:MOST]


def stop_for(user: Any, task_uid: UUID, *, on: dt.date) -> Stop:
    """The door of one open visit task in the user's scope. Raises NotFound."""
    rows = Task.objects.filter(user.scope("visit.do").q("area_code"), uid=task_uid, kind__in=visit_kinds())
    task = rows.prefetch_related(Prefetch("people", TaskPerson.objects.order_by("place"))).first()
    stop = _stops(user, [task], on).get(task.pk) if task else None
    if stop is None:
        raise NotFound("没有这件走访，或者不在你的范围里。")
    return stop


def stop_to(user: Any, person_uid: UUID, *, on: dt.date) -> Stop:
    """The door of a person whom nothing asks to visit: a visit of care that was nobody's task. Raises NotFound."""
    person = person_in_scope(person_uid, scope=user.scope("visit.do"))
    door = doors_of([person.pk], on=on)[person.pk]
    last, rhythm = last_visits([person.pk]).get(person.pk), rhythms_of([door], on=on)[person.pk]
    brought, forms = brought_to(user, {person.pk: door.area}, on=on), waiting_at(user, {person.pk: door}, on=on)
    return Stop(
        Task(kind=CARE, area_code=door.area),
        task_kinds[CARE],
        door,
        last,
        rhythm,
        on,
        brought[person.pk],
        forms[person.pk],
    )


def _stops(user: Any, tasks: list[Task], on: dt.date) -> dict[int, Stop]:
    """{task id: stop}, in five statements and those of the parts, however many there are. A task about nobody who is seen has none."""
    first = {task.pk: next((one.person_id for one in task.people.all()), 0) for task in tasks}
    doors = doors_of({person for person in first.values() if person}, on=on)
    last = last_visits(doors)
    rhythms = rhythms_of(doors.values(), on=on)
    brought = brought_to(user, {person: door.area for person, door in doors.items()}, on=on)
    forms = waiting_at(user, doors, on=on)
    return {
        task.pk: Stop(
            task,
            task_kinds[task.kind],
            doors[person],
            last.get(person),
            rhythms[person],
            on,
            brought[person],
            forms[person],
        )
        for task in tasks
        if (person := first[task.pk]) in doors
    }


def _ordered(stops: list[Stop], start: Point | None, late_first: bool) -> list[Stop]:
    points = [stop.door.point for stop in stops]
    order = order_stops(
        points, start=start, first=[n for n, stop in enumerate(stops) if stop.late] if late_first else ()
    )
    walked = [stops[place] for place in order]
    ways = legs([stop.door.point for stop in walked], start=start)
    return [replace(stop, number=n, leg=leg) for n, (stop, leg) in enumerate(zip(walked, ways, strict=True), start=1)]


def _start_of(area: str, on: dt.date) -> tuple[Point | None, str]:
    said = read(START.key, on=on, area=area).value if area else None
    point = building_at(area, str(said)) if said else None
    return (point, "居委会") if point else (None, "")
