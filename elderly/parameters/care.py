"""Who counts as 失能, and how often somebody of which group must be seen."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

GUIDE = "民政部等 10 部门《开展特殊困难老年人探访关爱服务的指导意见》（民发〔2022〕73 号）"
_SINCE = dt.date(2022, 10, 1)
_SUGGESTED = "系统建议值，待业务部门确认"

DISABLED_FROM = parameters.register(
    Parameter(
        "elder.disabled-from",
        "能力评估几级起算失能老人",
        "级",
        help="GB/T 42195-2022：0 完好、1 轻度、2 中度、3 重度、4 完全失能。多数政策从中度算起。没有数值时，不从评估推出失能。",
        seeds=(
            Seed(2, dt.date(2022, 12, 30), "GB/T 42195-2022《老年人能力评估规范》", certainty="G", note=_SUGGESTED),
        ),
    )
)


def _days(key: str, name: str, days: int | None, help: str) -> Parameter:
    seeds = (Seed(days, _SINCE, GUIDE, certainty="P", note=_SUGGESTED),) if days else ()
    return parameters.register(Parameter(key, name, "天", help=help, seeds=seeds))


_MONTHLY = "没有数值时，按每月至少一次算。"
CHILDLESS_DAYS = _days("visits.childless-days", "孤寡老人最多隔多少天探访一次", 7, "没有数值时，孤寡不单独定频次。")
LONE_DISABLED_DAYS = _days("visits.lone-disabled-days", "失能独居老人最多隔多少天探访一次", 7, _MONTHLY)
LONE_80_DAYS = _days("visits.lone-80-days", "80 岁以上独居老人最多隔多少天走访一次", 14, _MONTHLY)
ONE_CHILD_DAYS = _days("visits.one-child-days", "计划生育特殊家庭老人最多隔多少天探访一次", 14, _MONTHLY)
# Groups that the guide does not name: visited regularly only where an office has said how often.
OTHERS = {
    code: _days(f"visits.group-{code}-days", f"{name}最多隔多少天探访一次", None, "没有数值时，不因为这一类定期探访。")
    for code, name in (
        ("03", "纯老家庭老人"),
        ("09", "特困老人"),
        ("10", "低保、低边老人"),
        ("11", "高龄老人"),
        ("12", "百岁老人"),
        ("13", "优抚对象老人"),
    )
}
FIRST_DAYS = parameters.register(
    Parameter(
        "visits.first-days",
        "新列入探访的老人，几天内第一次上门",
        "天",
        help="没有数值时，第一次上门在当月底之前。",
        seeds=(Seed(7, _SINCE, GUIDE, certainty="P", note=_SUGGESTED),),
    )
)
CADENCE = (CHILDLESS_DAYS, LONE_DISABLED_DAYS, LONE_80_DAYS, ONE_CHILD_DAYS, *OTHERS.values(), FIRST_DAYS)
