"""Extra rounds, and what guards visits of care."""

from __future__ import annotations

from elderly.services.care_keeping import after_closing, refuse
from lifecycle.task_kinds.visits import CARE
from lifecycle.tasking.declaration import TaskFollower, TaskKind, task_followers, task_kinds
from lifecycle.tasking.guarding import TaskGuard, task_guards

ROUND = "care-round"

task_kinds.register(
    TaskKind(
        ROUND,
        "加访",
        "关怀",
        icon="walk",
        visit=True,
        clause="民发〔2022〕73 号",
        help="高温、台风、寒潮、节假日、出院时，街道或居委会发起，名单上的老人在这一天前都要看到。别的走访见到了，也算看到。",
        order=50,
    )
)
task_guards.register(TaskGuard("care-plan", (CARE,), refuse))
task_followers.register(TaskFollower("care-plan", (CARE,), after_closing))
