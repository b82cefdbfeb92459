"""Kinds of tasks that belong to the base itself: heads, homes, doubtful deaths, and what must be looked at again."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters
from lifecycle.tasking.declaration import Asked, Limit, TaskKind, task_kinds

_SINCE = dt.date(2000, 1, 1)


def _working_days(key: str, name: str, *seeds: Seed) -> Limit:
    parameters.register(Parameter(f"task.{key}", name, "个工作日", seeds=seeds))
    return Limit(f"task.{key}")


task_kinds.register(
    TaskKind(
        "confirm-head",
        "确认新户主",
        "户籍",
        icon="home",
        limit=_working_days("confirm-head", "确认新户主的时限"),
        place="household",
        closed_by=("household.head_changed",),
        clause="户口登记条例 第五条",
        help="由这一户的人商定，在户页上登记新户主，这件事就自己办结。",
        order=20,
    )
)
task_kinds.register(
    TaskKind(
        "look-again",
        "看是否要补救",
        "待办",
        icon="refresh",
        limit=_working_days(
            "look-again",
            "来由作废后复看的时限",
            Seed(3, _SINCE, "系统建议值，待业务部门确认", certainty="P"),
        ),
        form=(
            Asked(
                "result", "看过以后", "choice", (("nothing", "不用补救"), ("mended", "已经补救"), ("reported", "已报街道")),
                required=True,
            ),
            Asked("note", "说明"),
        ),
        help="一件办完的事，来由后来作废了。做过的不会自己退回，请看要不要补救，例如恢复停发的待遇、告诉本人。",
        order=5,
    )
)  # fmt: skip
task_kinds.register(
    TaskKind(
        "place-home",
        "定下住处",
        "户籍",
        icon="map-pin",
        limit=_working_days("place-home", "定下住处的时限"),
        place="person",
        closed_by=("person.moved", "person.moved_in", "person.moved_out", "person.died"),
        help="登记了户口，但还不知道住在哪一间。核对后在居民页上登记住处，这件事就自己办结。",
        order=60,
    )
)
task_kinds.register(
    TaskKind(
        "verify-death",
        "核实是否去世",
        "人口",
        icon="user-question",
        limit=_working_days("verify-death", "核实死亡信息的时限"),
        visit=True,
        checklist=("联系家属，或请网格员上门", "问清去世的日子和在哪里", "看死亡证明或火化证明，只记证号，不记死因"),
        form=(
            Asked(
                "found", "核实的结果", "choice",
                (("dead", "确已去世"), ("alive", "人还在"), ("unknown", "找不到人")), required=True,
            ),
            Asked("document", "凭什么", help="证明的名称和编号"),
        ),
        closed_by=("person.died",),
        clause="户口登记条例 第八条",
        help="只有一个来源说这个人去世了，两个来源或公安注销以后才算数。",
        order=8,
    )
)  # fmt: skip
