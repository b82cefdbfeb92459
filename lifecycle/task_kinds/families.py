"""What births, marriages, arrivals, disabilities and birthdays leave to be done (handbook §4–7, §16)."""

from __future__ import annotations

from lifecycle.task_kinds import limits
from lifecycle.task_kinds.offers import wanted
from lifecycle.tasking.declaration import Asked, TaskKind, task_kinds

for _kind in (
    TaskKind(
        "newborn-hints",
        "新生儿家庭：告知该办的事",
        "计生",
        icon="baby-carriage",
        limit=limits.NEWBORN,
        checklist=(
            "还没有上户口的，提醒一个月内申报",
            "生育登记补办，育龄卡更新",
            "告知育儿补贴怎么申领",
            "预防接种、新生儿访视由社区卫生服务中心做，问一声来过没有",
        ),
        clause="户口登记条例 第七条；广东省人口与计划生育条例 第二十条",
        order=110,
    ),
    TaskKind(
        "fertility-card",
        "育龄卡核对",
        "计生",
        icon="file-check",
        limit=limits.FERTILITY_CARD,
        checklist=("卡上的婚姻、子女与底册一致", "缺的几项问清补上", "优生检查自愿，说明一次即可"),
        clause="广东省人口与计划生育条例",
        help="新婚、离婚、怀孕、生育以后，核对这张卡。",
        order=120,
    ),
    TaskKind(
        "welcome-visit",
        "新迁入居民上门核实",
        "人口",
        icon="door-enter",
        limit=limits.WELCOME,
        visit=True,
        checklist=("核对同住的人和住址", "留下联系电话", "告知社区办事地点和电话", "老人、孩子、残疾人另外问需要"),
        order=130,
    ),
    TaskKind(
        "disability-benefits",
        "告知残疾人两项补贴",
        "残联",
        icon="wheelchair",
        limit=limits.DISABILITY,
        visit=True,
        checklist=("告知困难残疾人生活补贴、重度残疾人护理补贴的条件", "愿意申请的，代办材料", "问清康复、辅具需要"),
        form=(Asked("needs", "康复、辅具需要"),),
        order=60,
    ),
    TaskKind(
        "jobless-visit",
        "失业居民走访",
        "就业",
        icon="briefcase-off",
        limit=limits.JOBLESS,
        visit=True,
        checklist=("告知失业登记、失业保险金、职业培训", "问家里有没有困难，有的转救助"),
        form=(wanted(required=False),),
        clause="社会救助法 第三十九条",
        order=90,
    ),
    TaskKind(
        "longevity-hint",
        "告知长寿保健金",
        "老龄",
        icon="cake",
        limit=limits.LONGEVITY,
        checklist=("核对户籍和出生日期", "告知从哪个月起发、每月多少", "问清发到哪个账户"),
        closed_by=("person.died",),
        order=100,
    ),
    TaskKind(
        "century-visit",
        "百岁老人祝寿",
        "老龄",
        icon="cake",
        visit=True,
        checklist=("上门祝寿", "告知百岁老人慰问金", "问生活和就医需要"),
        closed_by=("person.died",),
        order=35,
    ),
):
    task_kinds.register(_kind)
