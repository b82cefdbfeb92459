"""Numbers of the law that the rosters count by."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

ESCALATE_AFTER = parameters.register(
    Parameter(
        "task.escalate-after",
        "待办逾期多久自动上报街道",
        "个工作日",
        help="夜里自动上报，街道的「今天」看得到；不填就不自动上报。",
        seeds=(Seed(1, dt.date(2000, 1, 1), "系统建议值，待业务部门确认", certainty="P"),),
    )
)
DEADLINE_MOVES = parameters.register(
    Parameter(
        "election.deadline-moves",
        "选举期限末日遇休息日怎么办",
        "一句话",
        kind="text",
        help="民法典第二百零三条的顺延是否适用于选举法的期限，没有查到定论。空着：不顺延，只提示。",
    )
)
PAYMENT_LOOK_BACK = parameters.register(
    Parameter(
        "payment.look-back-months",
        "发放名单回头核对几个月",
        "个月",
        help="夜里和有事发生时，把这么多个月里冻结的名单和现在应发的逐人比，找出多发、少发。不填就核对全部月份。",
        seeds=(Seed(36, dt.date(2000, 1, 1), "系统建议值，待业务部门确认", certainty="P"),),
    )
)
