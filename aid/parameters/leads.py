"""How much each sign of hardship weighs, and from which sum on somebody goes there."""

from __future__ import annotations

import datetime as dt

from aid.domain.leads import Feature, Reason
from core.parameters import Parameter, Seed, parameters

_SINCE = dt.date(2022, 10, 1)
_DOCUMENT = "系统建议值（困难线索打分可配，只提示不裁决）"
_NOTE = "系统建议值，待业务部门确认"

_WEIGHTS: dict[Reason | Feature, int] = {
    Reason.BEREAVED: 30,
    Reason.DISABLED: 20,
    Reason.JOBLESS: 20,
    Reason.ILL: 30,
    Reason.DROPPED_OUT: 20,
    Reason.DISASTER: 40,
    Reason.OUT_OF_TOUCH: 25,
    Reason.FOUND: 30,
    Feature.ON_AID: 20,
    Feature.SINGLE_PARENT: 20,
    Feature.DISABLED_AT_HOME: 15,
    Feature.ALONE: 15,
    Feature.JOBLESS_AT_HOME: 15,
    Feature.MINORS: 10,
    Feature.OLD: 10,
}
PREFIX = "aid.lead."
POINTS = {one.value: f"{PREFIX}{one.value}" for one in _WEIGHTS}

for _one, _weight in _WEIGHTS.items():
    parameters.register(
        Parameter(
            POINTS[_one.value],
            f"困难线索：{_one.words} 计几分",
            "分",
            help="没有数值时这一项不计分，线索照样列出。",
            seeds=(Seed(_weight, _SINCE, _DOCUMENT, certainty="P", note=_NOTE),),
        )
    )
VISIT_FROM = parameters.register(
    Parameter(
        "aid.lead.visit-from",
        "困难线索：满几分要上门",
        "分",
        help="不到这个分的，只列在线索里，由人决定去不去。",
        seeds=(Seed(40, _SINCE, _DOCUMENT, certainty="P", note=_NOTE),),
    )
)
VISIT_DAYS = parameters.register(
    Parameter(
        "aid.lead.visit-days",
        "困难线索：几个工作日内上门",
        "个工作日",
        seeds=(Seed(5, _SINCE, _DOCUMENT, certainty="P", note=_NOTE),),
    )
)
