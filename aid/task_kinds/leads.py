"""困难线索上门: somebody asks the family before it asks (社会救助法 第三十九条)."""

from __future__ import annotations

from aid.parameters.leads import VISIT_DAYS
from lifecycle.task_kinds.offers import wanted
from lifecycle.tasking.declaration import Limit, TaskKind, task_kinds

VISIT = "hardship-visit"

task_kinds.register(
    TaskKind(
        VISIT,
        "困难线索上门",
        "救助",
        icon="heart-handshake",
        limit=Limit(VISIT_DAYS.key),
        visit=True,
        checklist=(
            "问清家里现在靠什么生活",
            "说明可以申请低保、临时救助，愿意的当场代办",
            "需要米油、被褥等实物的记下来",
        ),
        form=(wanted(required=True),),
        clause="社会救助法 第三十九条",
        help="家里出了事，又有老人、孩子、残疾人或者没有收入。系统只提示，给不给救助由街道和区按规定定。",
        order=12,
    )
)
