"""From which age the yearly check-up is free."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

CHECKUP_AGE = parameters.register(
    Parameter(
        "elderly.checkup-age",
        "从几岁起每年免费体检一次",
        "周岁",
        help="满这个年龄的，每个自然年应做一次健康体检；不填就没有应检名单。",
        seeds=(
            Seed(
                65,
                dt.date(2017, 2, 28),
                "国家基本公共卫生服务规范（第三版，2017）",
                "老年人健康管理服务规范：辖区内 65 岁及以上常住居民，每年提供 1 次健康管理服务",
                certainty="V",
            ),
        ),
    )
)
