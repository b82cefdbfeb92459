"""Somebody whose state has changed is assessed again."""

from __future__ import annotations

from elderly.parameters.assessment import REASSESS_DAYS
from lifecycle.tasking.declaration import Limit, TaskKind, task_kinds

REASSESS = "reassess"


task_kinds.register(
    TaskKind(
        REASSESS,
        "重新做能力评估",
        "关怀",
        icon="clipboard-list",
        visit=True,
        limit=Limit(REASSESS_DAYS.key),
        checklist=("在这一家的「填表」里存好了能力评估",),
        closed_by=("person.assessed", "person.died"),
        clause="GB/T 42195-2022",
        help="至少两名评估员一起去。在走访列表里这一家点「填表」，存好评估，这件待办就办结。",
        order=57,
    )
)
