"""What is done for children who are not at school, and for pupils who lose a parent (控辍保学, handbook §2; appendix E D17)."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters
from lifecycle.tasking.declaration import Asked, Limit, TaskKind, task_kinds

VISIT_HOURS = parameters.register(
    Parameter(
        "schooling.dropout-visit-hours",
        "疑似辍学上门时限",
        "小时",
        help="从底册知道孩子没有入学或辍学起数。",
        seeds=(
            Seed(
                72,
                dt.date(2006, 9, 1),
                "义务教育法",
                "第十三条（居民委员会协助政府督促入学）；72 小时为建议",
                certainty="P",
            ),
        ),
    )
)
PUPIL_AID_DAYS = parameters.register(
    Parameter("task.pupil-aid", "困难学生资助线索办理时限", "个工作日", help="家里有人去世的学生，问清资助需要。")
)

task_kinds.register(
    TaskKind(
        "dropout-visit",
        "劝返上门",
        "教育",
        icon="school",
        limit=Limit(VISIT_HOURS.key, "hours"),
        visit=True,
        checklist=(
            "见到孩子和监护人，问清现在在哪里上学",
            "在别处上学的，看入学通知或学籍证明，登记学校和班级",
            "没有上学的，问清原因：身体、经济、家庭、厌学、外出",
            "讲明监护人送孩子入学是法定义务，约好返校的日子",
            "因病要推迟的，说明向街道或区教育局申请延缓入学、休学",
            "残疾儿童，问普通学校、特殊教育学校、送教上门三样要哪一样",
            "拒不送的，报街道批评教育、责令限期改正",
        ),
        form=(
            Asked(
                "found",
                "孩子现在",
                "choice",
                (
                    ("elsewhere", "在别处上学"),
                    ("returning", "答应返校"),
                    ("ill", "因病缓学、休学"),
                    ("disabled", "残疾，要安排送教"),
                    ("abroad", "出国（境）"),
                    ("lost", "联系不上"),
                    ("refused", "监护人拒送"),
                ),
                required=True,
            ),
            Asked("school", "学校和班级"),
            Asked("back_on", "约定返校的日子", "day"),
            Asked("note", "说明"),
        ),
        closed_by=(
            "person.enrolled",
            "person.schooled_at_home",
            "person.school_deferred",
            "person.school_suspended",
            "person.graduated",
            "person.died",
        ),
        clause="义务教育法 第十一条、第十三条、第五十八条",
        help="名单和底册里都没有这个孩子的入学，不等于辍学：先上门问清楚。登记入学以后，这件事自己办结。",
        order=12,
    )
)
task_kinds.register(
    TaskKind(
        "pupil-aid",
        "困难学生资助线索",
        "教育",
        icon="school",
        limit=Limit(PUPIL_AID_DAYS.key),
        checklist=("问清孩子上学有没有困难", "告诉家属学生资助怎么申请", "愿意申请的，把线索转给学校或区教育局"),
        form=(
            Asked(
                "result",
                "结果",
                "choice",
                (("referred", "已转学校或教育局"), ("not-needed", "家里不需要"), ("receiving", "已在享受")),
                required=True,
            ),
            Asked("note", "说明"),
        ),
        clause="社会救助法 第三十八条",
        help="父母一方去世的在校学生。只提示线索，要不要资助由学校和教育部门定。",
        order=50,
    )
)
