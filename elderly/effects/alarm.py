"""Effect kind "alarm": a person's device follows what happened to them; and the answer at the door ends the call.

data: {"do": "end", "why": Ended, "words": …} or {"do": "move"}.
"""

from __future__ import annotations

from collections.abc import Mapping

from elderly.services.alarm_calls import close_from_door
from elderly.services.alarm_follow import bring_back, end_of, looked_at, move_with
from elderly.task_kinds.alarm import DEVICE, DOOR
from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from lifecycle.tasking.declaration import Done, TaskFollower, task_followers

_TARGET = "alarm:"


def follow(effects: list[Applying]) -> Mapping[int, str]:
    """Set-based for each of the two acts."""
    ends = [one for one in effects if one.data["do"] == "end" and one.person]
    moves = {one.person: one.area for one in effects if one.data["do"] == "move" and one.person}
    ended = end_of({one.person: (one.occurred_on, one.data["why"], one.words) for one in ends if one.person})
    move_with(moves)
    return {one.id: f"{_TARGET}{ended[one.person]}" if one.person in ended else "" for one in effects}


def take_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """Devices that this ended are in use again; a device that moved moves with the next word about where somebody lives."""
    ids = {one.id: int(one.target.removeprefix(_TARGET)) for one in effects if one.target.startswith(_TARGET)}
    back = bring_back(ids.values(), why=reason)
    return {
        one.id: TakenBack(
            ids.get(one.id) in back or one.id not in ids, "平安通恢复在用" if one.id in ids else "随事件收回"
        )
        for one in effects
    }


effect_kinds.register(EffectKind("alarm", "平安通", follow, take_back))


def _at_the_door(done: Done) -> None:
    call = done.data.get("call")
    if call:
        seen = " ".join(filter(None, (str(done.answers.get("seen") or ""), done.note)))
        close_from_door(task=str(call), outcome=str(done.answers["outcome"]), note=seen, by=done.by.username)


def _looked(done: Done) -> None:
    device = done.data.get("device")
    if device and done.answers.get("found") == "works":
        looked_at(str(device), by=done.by.username)


task_followers.register(TaskFollower("alarm-doorstep", (DOOR,), _at_the_door))
task_followers.register(TaskFollower("alarm-device", (DEVICE,), _looked))
