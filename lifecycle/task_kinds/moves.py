"""What moves leave to be asked."""

from __future__ import annotations

from core.parameters import Parameter, parameters
from lifecycle.tasking.declaration import Asked, Limit, TaskKind, task_kinds

parameters.register(
    Parameter(
        "task.still-living-here",
        "户口迁出后核实居住的时限",
        "个工作日",
        help="从底册知道户口迁出的次日起数。没有文件规定，空着就不催办。",
    )
)
task_kinds.register(
    TaskKind(
        "still-living-here",
        "核实是否还住在这里",
        "人口",
        icon="home-move",
        limit=Limit("task.still-living-here"),
        visit=True,
        checklist=("还住在这里的，改登记为人户分离或流动人口，问清户口迁到哪里", "已经搬走的，在居民页上登记搬离"),
        form=(
            Asked(
                "living",
                "现在住在哪里",
                "choice",
                (("here", "还住在这里"), ("moved", "已经搬走"), ("unknown", "联系不上")),
                required=True,
            ),
            Asked("where", "搬到哪里"),
        ),
        clause="户口登记条例 第十条、第十五条",
        help="公安名单只说户口迁走了，没有说人是不是搬走。登记了搬家或搬离，这件事自己办结。",
        closed_by=("person.moved", "person.moved_in", "person.moved_out", "person.died"),
        order=65,
    )
)
