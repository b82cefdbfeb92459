"""A visit is recorded: once however often it is sent, beside another person's and never over it, and with all that follows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from lifecycle.domain.visits import Answers, Difference, Rhythm, differences, joined, read_answers
from lifecycle.models import Task, Visit, VisitPart
from lifecycle.models.visit import Standing
from lifecycle.selectors.visits_past import answers_of, columns_of, rhythm_of
from lifecycle.services.visits_after import follow_up
from lifecycle.services.visits_parts import record_parts
from residents.selectors.doors import doors_of
from residents.services.access import locked_person

OLDEST_DAYS = 30  # a phone that was switched off for longer asks at the office
_CLOCKS_DIFFER = dt.timedelta(minutes=10)


@dataclass(frozen=True)
class Sent:
    """A visit as a phone or a form sends it. `known_uid`: the last visit it knew of; `task_answers`, `ticks`: of the task's own form.

    `parts`: {key of a door part: {question: answer}}, for the duties that brought something (lifecycle/visiting/declaration.py).
    """

    client_uid: UUID
    person_uid: UUID
    answers: Mapping[str, Any]
    visited_at: dt.datetime
    task_uid: UUID | None = None
    known_uid: UUID | None = None
    task_answers: Mapping[str, Any] = field(default_factory=dict)
    ticks: tuple[int, ...] = ()
    parts: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class Recorded:
    """What became of it. `again`: it was recorded before. `differing`: somebody else answered otherwise; a decision is asked for.
    `parts`: what was told to duties beside; one with `refused` was not taken, and says why.
    """

    visit: Visit
    again: bool = False
    differing: tuple[Difference, ...] = ()
    theirs: Visit | None = None
    parts: tuple[VisitPart, ...] = ()

    @property
    def left(self) -> list[VisitPart]:
        """What duties did not take."""
        return [part for part in self.parts if part.refused]


def record_visit(sent: Sent, *, by: Any, at: dt.datetime | None = None) -> Recorded:
    """Write one visit. The same `client_uid` again answers with what was recorded. Raises UserError, NotFound, NotAllowed.

    When somebody else recorded a visit that the sender did not know of (same task, or same day) and the answers differ, both are
    kept: theirs counts, the new one waits for `settle_visit`. Where they agree the new one is joined to theirs.
    """
    now = at or clock.now()
    with acting(by=by.username, why="走访", source=f"visit:{sent.client_uid}"):
        person = locked_person(sent.person_uid, by=by, permission="visit.do")
        if known := Visit.objects.filter(client_uid=sent.client_uid).first():
            return _known(known, by)
        task = _task(sent.task_uid, person.pk, by)
        visited_at = _when(sent.visited_at, now)
        door = doors_of([person.pk], on=clock.today())[person.pk]
        rhythm = rhythm_of(door, on=visited_at.date())
        answers = _answers(sent.answers, visited_at, rhythm)
        theirs = _unseen(person.pk, task, visited_at, sent.known_uid)
        differing = tuple(differences(answers, answers_of(theirs))) if theirs else ()
        standing = Standing.DIFFERS if differing else Standing.JOINED if theirs else Standing.TOLD
        visit = Visit.objects.create(
            client_uid=sent.client_uid,
            person=person,
            household_id=task.household_id if task else None,
            area_code=task.area_code if task else door.area,
            task=task,
            visited_at=visited_at,
            by=by.username,
            standing=standing,
            other=theirs,
            known_uid=sent.known_uid,
            recorded_at=now,
            **columns_of(answers),
        )
        if theirs and not differing:
            _write(theirs, joined(answers, answers_of(theirs), {})[0])
        if standing == Standing.TOLD:
            follow_up(visit, rhythm=rhythm, by=by, task_answers=sent.task_answers, ticks=sent.ticks)
        parts = record_parts(visit, sent.parts, by=by)
        return Recorded(visit, False, differing, theirs, tuple(parts))


def settle_visit(uid: UUID, verdicts: Mapping[str, str], *, by: Any) -> Visit:
    """Decide what two people answered differently, question by question (`theirs`, `mine`, `both`); returns the visit that counts.

    Every earlier answer stays in the history, and the visit given up stays as it was sent. Conflict when it was decided already.
    """
    with acting(by=by.username, why="两个人填的不一样，逐项定下", source=f"visit:{uid}"):
        mine = Visit.objects.select_for_update().filter(by.scope("visit.do").q("area_code"), uid=uid).first()
        if mine is None:
            raise NotFound("没有这次走访，或者不在你的范围里。")
        if mine.standing != Standing.DIFFERS or mine.other_id is None:
            raise Conflict("这次走访已经定下了。", remedy="刷新后看结果。")
        theirs = Visit.objects.select_for_update().get(pk=mine.other_id)
        told, own = joined(answers_of(mine), answers_of(theirs), verdicts)
        _write(theirs, told)
        if own is None:
            mine.standing = Standing.JOINED
            mine.save(update_fields=["standing"])
            return theirs
        mine.standing = Standing.TOLD
        _write(mine, own)
        door = doors_of([mine.person_id], on=clock.today())[mine.person_id]
        follow_up(mine, rhythm=rhythm_of(door, on=mine.visited_at.date()), by=by)
        return mine


def _write(visit: Visit, answers: Answers) -> None:
    for name, value in columns_of(answers).items():
        setattr(visit, name, value)
    visit.save(update_fields=[*columns_of(answers), "standing"])


def _known(visit: Visit, by: Any) -> Recorded:
    """Sent again: the answer was lost on the way, nothing is written. Somebody else's id is nobody's."""
    if visit.by != by.username:
        raise NotFound("没有这次走访，或者不在你的范围里。")
    theirs = visit.other if visit.standing == Standing.DIFFERS else None
    differing = tuple(differences(answers_of(visit), answers_of(theirs))) if theirs else ()
    return Recorded(visit, True, differing, theirs, tuple(visit.parts.order_by("id")))


def _task(uid: UUID | None, person_id: int, by: Any) -> Task | None:
    """The task that the visit is for; done meanwhile it is still what the visit was made for."""
    if uid is None:
        return None
    task = Task.objects.select_for_update().filter(by.scope("visit.do").q("area_code"), uid=uid).first()
    if task is None or not task.people.filter(person_id=person_id).exists():
        raise NotFound("没有这件待办，或者它不是关于这个人的。", remedy="请从走访列表重新打开。")
    return task


def _when(visited_at: dt.datetime, now: dt.datetime) -> dt.datetime:
    local = visited_at.astimezone(clock.SHANGHAI)
    if local > now + _CLOCKS_DIFFER:
        raise UserError("走访时间在现在之后。", field="visited_at", remedy="请核对手机的时间。")
    if (now - local).days > OLDEST_DAYS:
        raise UserError(
            f"走访时间 {local:%Y-%m-%d} 已过去 {OLDEST_DAYS} 天以上。",
            field="visited_at",
            remedy="请在电脑上补录并写明。",
        )
    return min(local, now)


def _answers(raw: Mapping[str, Any], visited_at: dt.datetime, rhythm: Rhythm | None) -> Answers:
    on = visited_at.date()
    return read_answers(raw, seen_on=on, latest=rhythm.latest(on) if rhythm else None)


def _unseen(person_id: int, task: Task | None, visited_at: dt.datetime, known_uid: UUID | None) -> Visit | None:
    """A visit that counts, for the same task or on the same day, which whoever sends this one did not know of."""
    rows = Visit.objects.select_for_update().filter(person_id=person_id, standing=Standing.TOLD)
    known = rows.filter(uid=known_uid).first() if known_uid else None
    if known:
        rows = rows.filter(recorded_at__gt=known.recorded_at)
    same = [
        row
        for row in rows.order_by("-recorded_at")[:5]
        if (task and row.task_id == task.pk) or row.visited_at.astimezone(clock.SHANGHAI).date() == visited_at.date()
    ]
    return same[0] if same else None
