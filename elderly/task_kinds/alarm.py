"""What 平安通 asks of people: go to the door now, look at a device, have one taken back."""

from __future__ import annotations

from elderly.domain.alarm import CLAUSE
from elderly.models.alarm import Outcome
from elderly.parameters.alarm import DOORSTEP, LOOK
from lifecycle.tasking.declaration import Asked, Limit, TaskKind, task_kinds

DOOR, DEVICE, RETURN = "alarm-doorstep", "alarm-device", "alarm-return"
_AT_THE_DOOR = tuple((one.value, one.label) for one in Outcome if one not in (Outcome.TEST, Outcome.DEVICE))

task_kinds.register(
    TaskKind(
        DOOR,
        "平安通无人应答，马上上门",
        "关怀",
        icon="bell",
        limit=Limit(DOORSTEP.key, "minutes"),
        form=(Asked("outcome", "人怎么样了", "choice", _AT_THE_DOOR, required=True), Asked("seen", "情况")),
        clause=CLAUSE,
        help="联系人都没联系上。到了门口叫不开门，报 110、120，不要等。",
        escalates=False,  # the alarm's own clock tells the street the minute it is late
        order=1,
    )
)
task_kinds.register(
    TaskKind(
        DEVICE,
        "平安通设备要看一看",
        "关怀",
        icon="bell",
        limit=Limit(LOOK.key, "working"),
        form=(
            Asked(
                "found",
                "看了怎么样",
                "choice",
                (
                    ("works", "按了，通的"),
                    ("battery", "充上电了"),
                    ("provider", "报服务商修"),
                    ("gone", "不用了，要停"),
                ),
                required=True,
            ),
        ),
        clause=CLAUSE,
        help="久没有信号、电量低或离线的设备，按了也可能没人知道。",
        order=30,
    )
)
task_kinds.register(
    TaskKind(
        RETURN,
        "平安通停机、收回设备",
        "关怀",
        icon="plug-connected-x",
        checklist=("告诉服务商停机", "设备已收回，或家属自己留着"),
        clause=CLAUSE,
        help="使用人去世或搬离本市，设备已在本系统停用。",
        order=72,
    )
)
