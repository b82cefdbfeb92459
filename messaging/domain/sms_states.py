"""The states of a message and every way between them."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a message stands. `sending` means: claimed, and the outcome is not written down yet."""

    DRAFT = "draft"
    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    FAILED = "failed"
    HELD = "held"
    SUPPRESSED = "suppressed"


WORDS = {
    State.DRAFT: "待批准",
    State.QUEUED: "等待发送",
    State.SENDING: "正在发送",
    State.ACCEPTED: "平台已收",
    State.DELIVERED: "已送达",
    State.FAILED: "没送到",
    State.HELD: "暂停，等人看",
    State.SUPPRESSED: "不发",
}
TONES = {
    State.DELIVERED: "p",
    State.ACCEPTED: "p",
    State.QUEUED: "o",
    State.SENDING: "o",
    State.DRAFT: "a",
    State.HELD: "a",
    State.FAILED: "r",
    State.SUPPRESSED: "o",
}
CHOICES = [(state.value, words) for state, words in WORDS.items()]

# From → to. What left the house never becomes unsent: only `sending` may go back, after the gateway was asked and knows nothing.
_WAYS = {
    State.DRAFT: {State.QUEUED, State.SUPPRESSED},
    State.QUEUED: {State.SENDING, State.HELD, State.SUPPRESSED},
    State.SENDING: {State.QUEUED, State.ACCEPTED, State.DELIVERED, State.FAILED, State.HELD, State.SUPPRESSED},
    State.ACCEPTED: {State.DELIVERED, State.FAILED},
    State.HELD: {State.QUEUED, State.SUPPRESSED},
    State.FAILED: {State.DELIVERED},
    State.DELIVERED: set[State](),
    State.SUPPRESSED: set[State](),
}
SENT = (State.ACCEPTED, State.DELIVERED)
RECALLABLE = (State.DRAFT, State.QUEUED, State.HELD)


def may(before: str, after: str) -> bool:
    """Is there a way from one state to the other?"""
    return State(after) in _WAYS[State(before)]


def before(after: str) -> list[str]:
    """From which states one comes to this one."""
    return [state.value for state, ways in _WAYS.items() if State(after) in ways]
