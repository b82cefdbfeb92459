"""When goods count as about to spoil."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

EXPIRING_DAYS = parameters.register(
    Parameter(
        "aid.supplies.expiring-days",
        "物资：保质期剩多少天提醒",
        "天",
        help="到了这些天数的批次列在物资首页，先送出去。",
        seeds=(Seed(30, dt.date(2022, 10, 1), "系统建议值", certainty="P", note="系统建议值，待业务部门确认"),),
    )
)
