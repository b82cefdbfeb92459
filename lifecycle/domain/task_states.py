"""The states of a task and every way from one to another. Nothing else decides what may be done with a task."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a task stands. Open, started and paused ones wait for somebody."""

    OPEN = "open"
    STARTED = "started"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"

    @property
    def title(self) -> str:  # type: ignore[override]
        return TITLES[self]

    @property
    def published(self) -> str:
        """What machines are told: open, done or cancelled."""
        return self.value if self in (State.DONE, State.CANCELLED) else "open"


TITLES = {
    State.OPEN: "待办",
    State.STARTED: "在办",
    State.PAUSED: "暂停",
    State.DONE: "办结",
    State.CANCELLED: "取消",
}
STATE_CHOICES = [(state.value, title) for state, title in TITLES.items()]
OPEN_STATES = (State.OPEN.value, State.STARTED.value, State.PAUSED.value)
RUNNING_STATES = (State.OPEN.value, State.STARTED.value)
CLOSED_STATES = (State.DONE.value, State.CANCELLED.value)


@dataclass(frozen=True)
class Act:
    """What may be done with a task: from which states, to which one (None: it stays where it is).

    `reason`: whoever does it says why. `told`: done by an event, a job or another service, never by a button.
    """

    key: str
    title: str
    start: tuple[str, ...]
    to: State | None = None
    reason: bool = False
    permission: str = "task.do"
    told: bool = False


ACTS = {
    act.key: act
    for act in (
        Act("start", "开始办", (State.OPEN,), State.STARTED),
        Act("complete", "办结", RUNNING_STATES, State.DONE),
        Act("fulfil", "因后来的事办结", OPEN_STATES, State.DONE, told=True),
        Act("pause", "暂停", RUNNING_STATES, State.PAUSED, reason=True),
        Act("resume", "恢复", (State.PAUSED,), State.OPEN, reason=True),
        Act("cancel", "取消", OPEN_STATES, State.CANCELLED, reason=True),
        Act("take-back", "随来由取消", OPEN_STATES, State.CANCELLED, reason=True, told=True),
        Act("reopen", "重开", CLOSED_STATES, State.OPEN, reason=True),
        Act("assign", "转交", OPEN_STATES, permission="task.assign"),
        Act("note", "记一笔", (*OPEN_STATES, *CLOSED_STATES)),
        Act("failed", "没办成", RUNNING_STATES, told=True, reason=True),
        Act("escalate", "上报街道", OPEN_STATES, reason=True),
        Act("due", "期限改算", OPEN_STATES, told=True, reason=True),
        Act("rescope", "随地区变更", (*OPEN_STATES, *CLOSED_STATES), told=True),
    )
}


def allowed(state: str) -> list[Act]:
    """What a person may do with a task in this state."""
    return [act for act in ACTS.values() if state in act.start and not act.told]


def follows(act: str, state: str) -> State | None:
    """The state after an act, or None when it may not be done in this one."""
    known = ACTS[act]
    if state not in known.start:
        return None
    return known.to or State(state)
