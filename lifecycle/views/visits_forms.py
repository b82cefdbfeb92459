"""From the form at the door to what the service takes; the questions that a task and the duties add."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

from core import clock
from core.errors import UserError
from core.ui.dates import NotADay, parse_day
from lifecycle.domain.visits import CHOICES
from lifecycle.selectors.visits import Stop
from lifecycle.selectors.visits_brought import Brought
from lifecycle.services.visits import Sent
from lifecycle.tasking.declaration import Asked

TASK, PART = "task-", "part."


@dataclass(frozen=True)
class Question:
    """A question beside the visit's own, as the form names it; `given`: what was typed before the form came back."""

    asked: Asked
    prefix: str = TASK
    given: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.prefix}{self.asked.key}"

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        return (("yes", "是"), ("no", "不是")) if self.asked.kind == "yes-no" else self.asked.choices

    @property
    def one_of(self) -> bool:
        return self.asked.kind in ("choice", "yes-no")

    @property
    def of_several(self) -> bool:
        return self.asked.kind == "several"

    @property
    def text(self) -> str:
        return self.given[0] if self.given else ""


@dataclass(frozen=True)
class PartShown:
    """What a duty brought, as the form shows it."""

    brought: Brought
    questions: list[Question]


def task_questions(stop: Stop, typed: QueryDict | None = None) -> list[Question]:
    return _questions(stop.kind.form, TASK, typed)


def parts_shown(stop: Stop, typed: QueryDict | None = None) -> list[PartShown]:
    """What duties bring to this door; a question is named `part.<part>.<question>`."""
    return [PartShown(one, _questions(one.asked, f"{PART}{one.part.key}.", typed)) for one in stop.brought]


def _questions(asked: Iterable[Asked], prefix: str, typed: QueryDict | None) -> list[Question]:
    return [Question(one, prefix, tuple(typed.getlist(f"{prefix}{one.key}")) if typed else ()) for one in asked]


def _answers(post: QueryDict, questions: Iterable[Question]) -> dict[str, Any]:
    return {one.asked.key: post.getlist(one.name) if one.of_several else post.get(one.name, "") for one in questions}


def sent_by_form(post: QueryDict, stop: Stop) -> Sent:
    """A form that was sent without a script: fields as in templates/lifecycle/visits/form_body.html."""
    answers: dict[str, Any] = {name: post.get(name, "") for name in (*CHOICES, "whom", "note", "next_reason")}
    answers["needs"] = post.getlist("needs")
    answers["next_on"] = post.get("next_day", "") if post.get("next_on") == "other" else post.get("next_on", "")
    return sent_by(
        {
            "client_uid": post.get("client_uid") or str(uuid.uuid4()),
            "known": post.get("known", ""),
            "visited_at": clock.now().isoformat(),
            "answers": answers,
            "task_answers": _answers(post, task_questions(stop)),
            "parts": {one.brought.part.key: _answers(post, one.questions) for one in parts_shown(stop)},
            "ticks": post.getlist("ticks"),
        },
        person=stop.door.uid,
        task=stop.task.uid if stop.task.pk else None,
    )


def sent_by(data: Mapping[str, Any], *, person: UUID, task: UUID | None) -> Sent:
    """What a phone or a program sent. UserError names what cannot be read."""
    answers = data.get("answers")
    if not isinstance(answers, Mapping):
        raise UserError("没有送来走访的内容。", field="answers", remedy='answers 写成 {"met": "self", …}。')
    client = uid_of(data.get("client_uid"), "client_uid")
    if client is None:
        raise UserError("没有送来 client_uid。", field="client_uid", remedy="每次走访由手机起一个编号，重发时不变。")
    own, parts = data.get("task_answers") or {}, data.get("parts") or {}
    return Sent(
        client_uid=client,
        person_uid=person,
        task_uid=task,
        answers={**answers, "next_on": _day(answers.get("next_on"))},
        visited_at=moment_of(data.get("visited_at")),
        known_uid=uid_of(data.get("known"), "known"),
        task_answers=own if isinstance(own, Mapping) else {},
        parts={str(key): given for key, given in parts.items() if isinstance(given, Mapping)}
        if isinstance(parts, Mapping)
        else {},
        ticks=tuple(sorted({int(one) for one in data.get("ticks") or () if str(one).isdigit()})),
    )


def uid_of(value: Any, field: str) -> UUID | None:
    if not value:
        return None
    try:
        return UUID(str(value))
    except ValueError as error:
        raise UserError(f"{field} 不是编号。", field=field, remedy="要 UUID。") from error


def _day(value: Any) -> dt.date | None:
    """12-07 means the next 7th of December: an agreed day lies ahead."""
    if not value:
        return None
    today = clock.today()
    try:
        day = parse_day(str(value), today=today)
    except NotADay as error:
        raise UserError(str(error), field="next_on", remedy="请写成 2026-12-07 的样子。") from error
    if day < today and len(str(value).strip()) <= 6:
        return day.replace(year=day.year + 1)
    return day


def moment_of(value: Any, field: str = "visited_at") -> dt.datetime:
    """A moment as a phone sends it; now when there is none."""
    if not value:
        return clock.now()
    try:
        moment = dt.datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    except ValueError as error:
        raise UserError(f"看不懂时间“{value}”。", field=field, remedy="写成 2026-11-23T10:21:00+08:00。") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=clock.SHANGHAI)
