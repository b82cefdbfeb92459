"""How long the tasks of the life-cycle may take. A limit that no document gives is left empty: the task says 待确认, never a guess."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters
from lifecycle.tasking.declaration import Limit

_SINCE = dt.date(2000, 1, 1)


def _days(key: str, name: str, help_: str = "", *seeds: Seed) -> Limit:
    """A limit in working days, kept as a policy parameter `task.<key>`."""
    parameters.register(Parameter(f"task.{key}", name, "个工作日", help=help_, seeds=seeds))
    return Limit(f"task.{key}", "working")


BEREAVEMENT = _days(
    "bereavement",
    "丧亲困难探访时限",
    "从底册知道去世的次日起数。",
    Seed(3, _SINCE, "越秀区丧亲家庭探访做法", "立即协助；3 个工作日为建议", certainty="P"),
)
ORPHAN = _days("orphan-lead", "孤儿、事实无人抚养儿童线索上门时限", "儿童主任上门核实。")
GUARDIAN = _days("guardian-change", "确定新监护人时限")
INSURANCE = _days("tell-insurance", "报送死亡信息给社保的时限")
END_SERVICES = _days("end-services", "终止逝者各项服务的时限")
FAMILY_PLANNING = _days("family-planning-exit", "计生待遇退出核对时限")
SUPPORT_HINT = _days("special-support", "特别扶助资格告知时限")
NEWBORN = _days("newborn", "新生儿家庭告知时限")
FERTILITY_CARD = _days("fertility-card", "育龄卡核对时限")
WELCOME = _days("welcome", "新迁入居民上门核实时限")
DISABILITY = _days("disability-benefits", "残疾人两项补贴告知时限")
JOBLESS = _days("jobless", "失业居民走访时限")
LONGEVITY = _days("longevity", "长寿保健金申领告知时限")
