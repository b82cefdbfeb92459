"""What a kind of task says of itself, and what opening one takes. A duty adds kinds in its file `task_kinds.py`.

task_kinds.register(TaskKind("bereavement-visit", "丧亲探访", duty="关怀", visit=True,
    limit=Limit("bereavement.days", "working"), checklist=("…",), clause="…"))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from core.registry import Registry


@dataclass(frozen=True)
class Limit:
    """How long a task may take: the policy parameter with the number, and what it counts. Without a value there is no due
    date and the task says 待确认.
    """

    parameter: str
    unit: Literal["working", "days", "hours", "minutes"] = "working"


@dataclass(frozen=True)
class Asked:
    """A question of the closing form. `kind`: text · choice · several · day · yes-no · number."""

    key: str
    label: str
    kind: Literal["text", "choice", "several", "day", "yes-no", "number"] = "text"
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    help: str = ""


@dataclass(frozen=True)
class TaskKind:
    """A kind of task: who does it (`role`, at `level`), how long it may take, what is checked and asked at the end.

    `visit`: done at the door (visit list, visit form). `place`: URL name of the page where the work is done, if it is not
    the task's own form. `closed_by`: event kinds about its person that fulfil it without a click.
    """

    key: str
    title: str
    duty: str
    icon: str = "checklist"
    role: str = "committee_clerk"
    level: Literal["community", "street", "district"] = "community"
    limit: Limit | None = None
    visit: bool = False
    checklist: tuple[str, ...] = ()
    form: tuple[Asked, ...] = ()
    clause: str = ""
    help: str = ""
    place: str = ""
    closed_by: tuple[str, ...] = ()
    escalates: bool = True
    order: int = 100


task_kinds: Registry[TaskKind] = Registry("task kind")


@dataclass(frozen=True)
class Done:
    """A task that was just completed: whom it was about as (person id, role), and the answers of its form."""

    id: int
    kind: str
    area: str
    household: int | None
    persons: tuple[tuple[int, str], ...]
    answers: Mapping[str, Any]
    data: Mapping[str, Any]
    note: str
    by: Any


@dataclass(frozen=True)
class TaskFollower:
    """What a duty does because a task of these kinds was completed with these answers, in the same transaction.

    A UserError is shown to whoever completes the task, and leaves it open.
    """

    key: str
    kinds: tuple[str, ...]
    follow: Callable[[Done], None]


task_followers: Registry[TaskFollower] = Registry("task follower")


@dataclass(frozen=True)
class NewTask:
    """A task to be opened (lifecycle/services/tasks.py `open_tasks`). `persons`: (person id, role), the first is whom it is about.

    `key`: opened once per (kind, key) while one is open. `starts_on`: the day from which the limit counts (its next day is the
    first); `starts_at` the moment, for a limit in hours or minutes (else now, or the end of an earlier `starts_on`). `due_on` overrules the
    limit. `event`, `effect`: ids of what caused it. `assignee`: a user's id, where one person must do it. `about`: the id of
    the task that this one looks at again. `title` names nobody: the screens take the names of `persons` from the base.
    """

    kind: str
    area: str
    title: str
    why: str
    key: str
    starts_on: dt.date
    persons: tuple[tuple[int, str], ...] = ()
    household: int | None = None
    event: int | None = None
    effect: int | None = None
    source: str = ""
    starts_at: dt.datetime | None = None
    due_on: dt.date | None = None
    assignee: int | None = None
    about: int | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
