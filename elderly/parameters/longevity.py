"""From which month the longevity allowance counts, and when the gift is paid. The amounts ship in core/data/policy_params.csv."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

_SINCE, _CITY = dt.date(2020, 1, 1), "440100"
_SUGGESTED = "系统建议值，待业务部门确认"
_NOTE = "死亡次月停发有规定；到龄、换档、迁入迁出从哪个月起算，没有查到出处，按次月建议。"

FROM_MONTHS = parameters.register(
    Parameter(
        "GZ_LONGEVITY_FROM_MONTHS",
        "长寿保健金到龄、换档、迁移后第几个月起算",
        "个月",
        help="0：当月就算；1：次月起。满 70 岁起发、满 80、90、100 岁换档、户口迁入起发、迁出停发都按它。没有数值时名单待确认。",
        seeds=(Seed(1, _SINCE, _SUGGESTED, certainty="P", area=_CITY, note=_NOTE),),
    )
)
GIFT_MONTH = parameters.register(
    Parameter(
        "GZ_LONGEVITY_GIFT_MONTH",
        "百岁老人敬老月慰问金在几月发",
        "月",
        help="没有数值时不列这一笔。",
        seeds=(
            Seed(
                10, _SINCE, _SUGGESTED, certainty="P", area=_CITY, note="老年人权益保障法：每年农历九月初九为老年节。"
            ),
        ),
    )
)
