"""What is left to do by hand for an elder record: the few things that only the person can say."""

from core.parameters import Parameter, parameters
from elderly.events.record import COMPLETED
from lifecycle.tasking.declaration import Limit, TaskKind, task_kinds

# No document gives a limit for it: the task says 待确认 until an office records one.
parameters.register(Parameter("task.elder-record", "老人档案补项时限", "个工作日"))

task_kinds.register(
    TaskKind(
        "elder-record",
        "老人档案，补几项",
        "老龄",
        icon="user-heart",
        limit=Limit("task.elder-record", "working"),
        place="elder-record-fill",
        closed_by=(COMPLETED, "person.died"),
        clause="老年人权益保障法 第二条",
        help="档案由系统建好，底册里有的不用再填；联系人、家庭医生、爱好习惯问清填上，待办自己办结。",
        order=140,
    )
)
