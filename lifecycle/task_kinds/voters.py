"""补正: a posted list of voters that no longer says what is so."""

from __future__ import annotations

from lifecycle.tasking.declaration import Asked, TaskKind, task_kinds

task_kinds.register(
    TaskKind(
        "roll-supplement",
        "选举名单补正",
        "选举",
        icon="list-check",
        checklist=("看名册与上次公布的差异", "再发布一次，打印补正公告张贴", "除名的，收回选民证"),
        form=(
            Asked(
                "result",
                "结果",
                "choice",
                (("posted", "已发补正公告"), ("none", "核对后不用补正")),
                required=True,
            ),
            Asked("note", "说明"),
        ),
        clause="选举法第二十七条；居民委员会组织法（2025 修订）第十七条",
        help="名单公布以后有人去世、迁走、迁入或资格变动：在选举页发布补正，写明增减和原因。",
        order=15,
    )
)
