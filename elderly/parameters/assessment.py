"""How long an assessment holds, how many look, and what nobody has decided yet."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

_STANDARD = "GB/T 42195-2022《老年人能力评估规范》"
_SINCE = dt.date(2022, 12, 30)
_SUGGESTED = "系统建议值，待业务部门确认"

VALID_MONTHS = parameters.register(
    Parameter(
        "elder.assessment-months",
        "能力评估有效几个月",
        "个月",
        help="到期列入待评。没有数值时，评估不到期。",
        seeds=(Seed(12, _SINCE, _STANDARD, certainty="P", note=_SUGGESTED),),
    )
)
ASSESSORS = parameters.register(
    Parameter(
        "elder.assessors",
        "能力评估（GB/T 42195）至少几名评估员",
        "名",
        help="登录的人是一名，另一名写姓名。",
        seeds=(Seed(2, _SINCE, _STANDARD, certainty="G", note="通行做法，待业务部门确认"),),
    )
)
BOTH_STEPS = parameters.register(
    Parameter(
        "elder.assessment-both-steps",
        "确诊痴呆或精神障碍、又有 2 次以上照护风险事件的，能力等级加重几级",
        "级",
        help="标准原文未见是否加两级。没有数值时按一级算，结果上写明待确认。",
    )
)
DUE_DAYS = parameters.register(
    Parameter(
        "elder.assessment-due-days",
        "能力评估到期前多少天列入待评",
        "天",
        seeds=(Seed(30, _SINCE, _STANDARD, certainty="P", note=_SUGGESTED),),
    )
)
REASSESS_DAYS = parameters.register(
    Parameter(
        "elder.reassess-days",
        "情况变化后，几个工作日内重新评估",
        "个工作日",
        seeds=(Seed(15, _SINCE, _STANDARD, certainty="P", note=_SUGGESTED),),
    )
)
