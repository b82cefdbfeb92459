"""The states of an aid case and every way from one to another. Nothing else decides what may be done with a case.

The committee helps, visits and posts; accepting and reviewing is the street's, confirming the district's (handbook §0.12,
社会救助法 第三十九条、第四十三条、第四十四条): the permission of an act says so, and no act that decides carries the committee's.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a case stands."""

    APPLIED = "applied"
    MENDING = "mending"
    CHECKING = "checking"
    SURVEYING = "surveying"
    REVIEWING = "reviewing"
    TO_POST = "to-post"
    POSTED = "posted"
    CONTESTED = "contested"
    CONFIRMING = "confirming"
    REFUSING = "refusing"
    IN_FORCE = "in-force"
    RECHECKING = "rechecking"
    HEARING = "hearing"
    REJECTED = "rejected"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"

    @property
    def title(self) -> str:  # type: ignore[override]  # the title on screen, not str.title
        return TITLES[self]

    @property
    def tone(self) -> str:
        """The tone of its chip."""
        return _TONES.get(self, "a")

    @property
    def step(self) -> int:
        """Its place on the ladder, from 0."""
        return _STEPS[self]


TITLES = {
    State.APPLIED: "待受理",
    State.MENDING: "待补正",
    State.CHECKING: "待核对",
    State.SURVEYING: "待入户",
    State.REVIEWING: "待审核",
    State.TO_POST: "待公示",
    State.POSTED: "公示中",
    State.CONTESTED: "公示有异议",
    State.CONFIRMING: "待确认",
    State.REFUSING: "不予确认，待告知",
    State.IN_FORCE: "保障中",
    State.RECHECKING: "复核中",
    State.HEARING: "拟调整，听取意见",
    State.REJECTED: "不予受理",
    State.REFUSED: "不予确认",
    State.WITHDRAWN: "已终止",
    State.STOPPED: "已停止",
}
STATE_CHOICES = [(state.value, title) for state, title in TITLES.items()]
_TONES = {
    State.IN_FORCE: "p",
    State.CONTESTED: "r",
    State.REFUSING: "r",
    State.REJECTED: "o",
    State.REFUSED: "o",
    State.WITHDRAWN: "o",
    State.STOPPED: "o",
}
LADDER = ("申请", "受理", "核对", "入户", "审核", "公示", "确认", "发放")
_STEPS = {
    State.APPLIED: 1,
    State.MENDING: 1,
    State.REJECTED: 1,
    State.CHECKING: 2,
    State.SURVEYING: 3,
    State.REVIEWING: 4,
    State.TO_POST: 5,
    State.POSTED: 5,
    State.CONTESTED: 5,
    State.CONFIRMING: 6,
    State.REFUSING: 6,
    State.REFUSED: 6,
    State.WITHDRAWN: 1,
    State.IN_FORCE: 7,
    State.RECHECKING: 7,
    State.HEARING: 7,
    State.STOPPED: 7,
}
ENDED = (State.REJECTED, State.REFUSED, State.WITHDRAWN, State.STOPPED)
GRANTED = (State.IN_FORCE, State.RECHECKING, State.HEARING)
UNDECIDED = (
    State.APPLIED,
    State.MENDING,
    State.CHECKING,
    State.SURVEYING,
    State.REVIEWING,
    State.TO_POST,
    State.POSTED,
    State.CONTESTED,
    State.CONFIRMING,
)
ACCEPTED = UNDECIDED[2:]  # the limit of the whole runs
OPEN = (*UNDECIDED, State.REFUSING, *GRANTED)

ASSIST, REVIEW, CONFIRM = "aid.assist", "aid.review", "aid.confirm"


@dataclass(frozen=True)
class Act:
    """What may be done with a case: from which states, to which ones (several: the service says which; none: it stays), by whom.

    `reason`: whoever does it says why. `by`: the permission; CONFIRM gives way to REVIEW where the province has delegated confirmation.
    """

    key: str
    title: str
    start: tuple[State, ...]
    to: tuple[State, ...]
    by: str
    icon: str = "check"
    reason: bool = False
    quiet: bool = False  # stands behind 更多: not the next step


_NEXT = (State.CHECKING, State.SURVEYING, State.REVIEWING)
ACTS = {
    act.key: act
    for act in (
        Act("accept", "受理", (State.APPLIED, State.MENDING), _NEXT, REVIEW, "check"),
        Act("ask-papers", "一次告知补正", (State.APPLIED,), (State.MENDING,), REVIEW, "file-plus", reason=True),
        Act("papers-in", "补正材料已交", (State.MENDING,), (State.APPLIED,), ASSIST, "files"),
        Act(
            "reject",
            "不予受理",
            (State.APPLIED, State.MENDING),
            (State.REJECTED,),
            REVIEW,
            "x",
            reason=True,
            quiet=True,
        ),
        Act("check", "登记核对结果", (State.CHECKING,), (State.SURVEYING, State.REVIEWING), REVIEW, "search"),
        Act("survey", "入户调查", (State.SURVEYING,), (State.REVIEWING,), ASSIST, "home"),
        Act("review", "街道审核意见", (State.REVIEWING,), (State.TO_POST, State.CONFIRMING), REVIEW, "clipboard-check"),
        Act("post", "张贴公示", (State.TO_POST,), (State.POSTED,), ASSIST, "pin"),
        Act("object", "登记异议", (State.POSTED, State.CONTESTED), (State.CONTESTED,), ASSIST, "message", quiet=True),
        Act(
            "answer-objection",
            "答复异议",
            (State.CONTESTED,),
            (State.CONTESTED, State.POSTED, State.REVIEWING),
            REVIEW,
            "message",
            reason=True,
        ),
        Act("take-down", "公示期满", (State.POSTED,), (State.CONFIRMING,), ASSIST, "check"),
        Act("confirm", "确认", (State.CONFIRMING,), (State.IN_FORCE,), CONFIRM, "certificate"),
        Act("refuse", "不予确认", (State.CONFIRMING,), (State.REFUSING,), CONFIRM, "x", reason=True),
        Act(
            "send-back",
            "退回重审",
            (State.CONFIRMING,),
            (State.REVIEWING,),
            CONFIRM,
            "arrow-back-up",
            reason=True,
            quiet=True,
        ),
        Act(
            "tell",
            "登记书面告知",
            (State.REFUSING, State.IN_FORCE, State.STOPPED, State.REJECTED),
            (State.REFUSED,),
            ASSIST,
            "mail",
        ),
        Act("publish", "公布确认决定", GRANTED, (), ASSIST, "pin"),
        Act("recheck", "开始复核", (State.IN_FORCE,), (State.RECHECKING,), REVIEW, "rotate"),
        Act("keep", "复核无变化", (State.RECHECKING,), (State.IN_FORCE,), REVIEW, "check"),
        Act(
            "propose",
            "拟调整或停止",
            (State.IN_FORCE, State.RECHECKING),
            (State.HEARING,),
            REVIEW,
            "pencil",
            reason=True,
        ),
        Act("hear", "登记家庭的意见", (State.HEARING,), (), ASSIST, "message"),
        Act("change", "决定调整", (State.HEARING,), (State.IN_FORCE,), CONFIRM, "pencil", reason=True),
        Act("stop", "决定停止", (State.HEARING,), (State.STOPPED,), CONFIRM, "x", reason=True),
        Act("drop", "不再调整", (State.HEARING,), (State.IN_FORCE,), REVIEW, "arrow-back-up", reason=True, quiet=True),
        Act("finish", "一次性救助已发放", (State.IN_FORCE,), (State.STOPPED,), REVIEW, "check", quiet=True),
        Act(
            "withdraw",
            "撤回申请或授权",
            UNDECIDED,
            (State.WITHDRAWN,),
            ASSIST,
            "arrow-back-up",
            reason=True,
            quiet=True,
        ),
        Act("extend", "特殊情况延长", ACCEPTED, (), REVIEW, "clock", reason=True, quiet=True),
        Act("advance", "先行救助", UNDECIDED, (), REVIEW, "bolt", reason=True),
        Act(
            "reconsider", "登记复议申请", (State.REFUSED, State.REJECTED), (), ASSIST, "gavel", reason=True, quiet=True
        ),
        Act(
            "answer-reconsider",
            "登记复议结果",
            (State.REFUSED, State.REJECTED),
            (State.REVIEWING, State.APPLIED),
            CONFIRM,
            "gavel",
            reason=True,
            quiet=True,
        ),
    )
}


def follows(act: str, state: str, to: State | None = None) -> State | None:
    """The state after an act, or None when it may not be done in this one (or may not lead where the service says)."""
    known = ACTS[act]
    if state not in known.start:
        return None
    if to is None or to == state:
        return State(state)
    return to if to in known.to else None


def possible(state: str) -> list[Act]:
    """What may be done with a case in this state, whoever does it."""
    return [act for act in ACTS.values() if state in act.start]


def after(step: str, needed: Collection[str]) -> State:
    """Where a case goes after acceptance ("accept"), the check ("check") or the visit: on to the next step that its kind needs."""
    order = ("accept", "check", "survey")
    for place, name in enumerate(order[1:], 1):
        if place > order.index(step) and name in needed:
            return State.CHECKING if name == "check" else State.SURVEYING
    return State.REVIEWING
