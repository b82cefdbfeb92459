"""How long records of the system itself are kept: numbers of the law as policy parameters, never below the law's floor."""

from __future__ import annotations

import datetime as dt

from core import clock
from core.parameters import Parameter, Seed, parameters, read

LOGS = parameters.register(
    Parameter(
        "retention.logs",
        "网络日志留存",
        "天",
        help="查看记录、登录日志至少留这么多天，之后才可以归档；归档的照样留着，查得到。",
        seeds=(
            Seed(
                183,
                dt.date(2026, 1, 1),
                "中华人民共和国网络安全法（2025 修正）",
                "第二十三条（三）：网络日志留存不少于六个月",
            ),
            Seed(
                183,
                dt.date(2017, 6, 1),
                "中华人民共和国网络安全法",
                "第二十一条（三）：网络日志留存不少于六个月",
                until=dt.date(2026, 1, 1),
            ),
        ),
    )
)
PROVISIONS = parameters.register(
    Parameter(
        "retention.provisions",
        "向他方提供、委托处理的记录留存",
        "天",
        help="导出登记、对外提供、委托处理和影响评估的记录至少留三年。",
        seeds=(
            Seed(1095, dt.date(2025, 1, 1), "网络数据安全管理条例", "第十二条：处理情况记录至少保存三年"),
            Seed(
                1095,
                dt.date(2021, 11, 1),
                "中华人民共和国个人信息保护法",
                "第五十六条：影响评估报告和处理情况记录至少保存三年",
                until=dt.date(2025, 1, 1),
            ),
        ),
    )
)

_NATION = "000000"


def days_kept(parameter: Parameter, *, on: dt.date | None = None) -> int:
    """Days that rows stay in the hot tables. An office may record more than the law asks, never less."""
    floor = int(parameter.seeds[0].value)
    recorded = read(parameter.key, on=on or clock.today(), area=_NATION).value
    return max(floor, int(recorded)) if recorded is not None else floor
