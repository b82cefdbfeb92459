"""Time limits of the compliance registers."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

ANSWER_DAYS = parameters.register(
    Parameter(
        "compliance.answer-days",
        "个人信息权利请求答复期限",
        "工作日",
        help="收到申请之日起，答复居民的查阅、更正、删除等请求。",
        seeds=(
            Seed(
                15,
                dt.date(2021, 11, 1),
                "中华人民共和国个人信息保护法",
                "第五十条：及时答复；天数为建议值",
                certainty="P",
            ),
        ),
    )
)
REPORT_HOURS = parameters.register(
    Parameter(
        "compliance.report-hours",
        "重大安全风险报告期限",
        "小时",
        help="发现危害国家安全、公共利益的风险、漏洞，向主管部门报告。",
        seeds=(Seed(24, dt.date(2025, 1, 1), "网络数据安全管理条例", "第十条：二十四小时内报告"),),
    )
)
