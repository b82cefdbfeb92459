"""Numbers and words by which means are reckoned. Those of Guangzhou's standards are in core/data/policy_params.csv."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

MINIMUM, EDGE_RATIO, EXTREME_RATIO, ORPHAN = "GZ_DIBAO", "GZ_EDGE_RATIO", "GZ_TEKUN_RATIO", "GZ_ORPHAN"
DISABLED_LIVING, DISABLED_CARE = "GD_DISABLED_LIFE", "GD_DISABLED_CARE"

_ALWAYS = dt.date(2000, 1, 1)
_SUGGESTED = "系统建议，待业务部门确认"

ORDER = parameters.register(
    Parameter(
        "aid.figures-order",
        "收入、财产以谁说的为准",
        "先后",
        kind="text",
        help="三种来源按先后写，用顿号隔开；说法不一时以排在前面的为准，其余的照样显示。",
        seeds=(Seed("核对报告、入户调查、家庭申报", _ALWAYS, _SUGGESTED, certainty="P"),),
    )
)
NOT_COUNTED = parameters.register(
    Parameter(
        "aid.income-not-counted",
        "哪些待遇不计入家庭收入",
        "待遇名称",
        kind="text",
        help="用顿号隔开。空着：家里有在享待遇时提示待确认，不能由机器判断。",
        seeds=(
            Seed(
                "低保、特困供养、低保边缘、临时救助、计生奖励扶助、计生特别扶助",
                _ALWAYS,
                "最低生活保障审核确认办法（民发〔2021〕57号）",
                clause="凭一般知识，上线前复核",
                certainty="G",
            ),
        ),
    )
)
DEDUCTED = parameters.register(
    Parameter(
        "aid.expenses-deducted",
        "哪些刚性支出从收入里扣减",
        "支出名称",
        kind="text",
        help="医疗、教育、残疾康复、护理，用顿号隔开。空着：一律不扣减，只列出来。",
    )
)
METHOD = parameters.register(
    Parameter(
        "aid.allowance-method",
        "低保金按差额还是分档",
        "差额或分档",
        kind="text",
        seeds=(
            Seed(
                "差额",
                dt.date(2014, 5, 1),
                "社会救助暂行办法；社会救助法",
                clause="暂行办法第十二条；社会救助法第十八条（差额或者分档）",
            ),
        ),
    )
)
GRADES = parameters.register(
    Parameter(
        "aid.allowance-grades",
        "低保金分档金额表",
        "人均收入低于=每人每月",
        kind="text",
        help="例如 300=900, 600=600；只在按分档时用。",
    )
)
ASSET_MONEY = parameters.register(
    Parameter(
        "aid.asset-money-months",
        "货币财产上限",
        "个月低保标准/人",
        kind="decimal",
        help="存款、证券人均不超过几个月的低保标准。空着：资产限额待确认。",
    )
)
ASSET_HOMES = parameters.register(Parameter("aid.asset-homes", "住房上限", "套/户", help="空着：资产限额待确认。"))
ASSET_CARS = parameters.register(Parameter("aid.asset-cars", "机动车上限", "辆/户", help="空着：资产限额待确认。"))
SUPPORT_FLOOR = parameters.register(
    Parameter(
        "aid.support-floor",
        "义务人家庭留用标准",
        "倍（×低保）",
        kind="decimal",
        help="算应付赡养、抚养、扶养费时，义务人家庭每人先留下低保标准的几倍。",
    )
)
SUPPORT_SHARE = parameters.register(
    Parameter(
        "aid.support-share",
        "应付赡养、抚养、扶养费比例",
        "比例",
        kind="decimal",
        help="留用以外的收入拿出多少，例如 0.5；按需要供养的人数平分。",
    )
)
DISPOSABLE = parameters.register(
    Parameter("aid.disposable-income", "上年居民人均可支配收入", "元/人年", kind="decimal", help="刚性支出困难家庭用。")
)
RIGID_SHARE = parameters.register(
    Parameter(
        "aid.rigid-share",
        "必需支出占家庭收入的比例",
        "比例",
        kind="decimal",
        help="超过这个比例算刚性支出困难，例如 0.6，由地方规定。",
    )
)
