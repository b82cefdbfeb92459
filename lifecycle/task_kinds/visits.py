"""Visits of care (探访关爱) and what follows when nobody opens (handbook 6.4)."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters
from lifecycle.tasking.declaration import Asked, Limit, TaskKind, task_kinds

_GUIDE = "民政部等 10 部门《开展特殊困难老年人探访关爱服务的指导意见》（2022-10）"
_SINCE = dt.date(2022, 10, 1)
_SUGGESTED = "系统建议值，待业务部门确认"
CARE, UNMET = "care-visit", "missed-visits"
BY_RHYTHM = "rhythm"  # source of a visit of care that no one agreed on: the rhythm of the person's groups asks for it

MISSED = parameters.register(
    Parameter(
        "visits.missed-in-a-row",
        "连续几次没见到人，转街道",
        "次",
        help="居委会连续这么多次上门都没见到本人和家人，街道接手找人。",
        seeds=(Seed(2, _SINCE, _GUIDE, certainty="P", note=_SUGGESTED),),
    )
)
STREET_DAYS = parameters.register(
    Parameter(
        "visits.street-days",
        "连续没见到人，街道几个工作日内查明",
        "个工作日",
        seeds=(Seed(1, _SINCE, _GUIDE, certainty="P", note=_SUGGESTED),),
    )
)
START = parameters.register(
    Parameter(
        "visits.start",
        "走访从哪里出发",
        "门牌",
        kind="text",
        help="居委会所在的楼，写街路巷和门牌，例如 三眼井直街12号。没有时，路线从使全程最短的一家排起。",
    )
)

task_kinds.register(
    TaskKind(
        CARE,
        "探访关爱",
        "关怀",
        icon="walk",
        visit=True,
        clause="民政部等 10 部门 2022-10 探访关爱指导意见",
        help="约好的下一次，或临时想去看看。见到谁、身体、心情、用火用电、需要什么，都要记。",
        order=55,
    )
)
task_kinds.register(
    TaskKind(
        UNMET,
        "多次走访没见到人",
        "关怀",
        icon="user-question",
        role="street_officer",
        level="street",
        limit=Limit(STREET_DAYS.key),
        checklist=("打本人和家属的电话", "问邻居、门卫、平安通平台", "仍找不到的，联系派出所"),
        form=(
            Asked(
                "found",
                "查明的情况",
                "choice",
                (
                    ("well", "找到了，平安"),
                    ("away", "住到别处"),
                    ("hospital", "在医院或养老院"),
                    ("unknown", "还没找到"),
                ),
                required=True,
            ),
            Asked("note", "说明"),
        ),
        clause="民政部等 10 部门 2022-10 探访关爱指导意见",
        help="居委会连着几次上门都没见到人。",
        order=3,
    )
)
