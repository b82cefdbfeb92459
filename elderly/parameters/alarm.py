"""Times of 平安通. That somebody is at the door within 30 minutes is the suggestion of handbook §6.4 (P), the others are ours."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

_SINCE = dt.date(2023, 10, 1)
_DOCUMENT = "平安通服务工作规则（建议）"


def _suggested(key: str, name: str, unit: str, value: int, help_: str) -> Parameter:
    seed = Seed(value, _SINCE, _DOCUMENT, certainty="P")
    return parameters.register(Parameter(f"alarm.{key}", name, unit, help=help_, seeds=(seed,)))


DOORSTEP = _suggested("doorstep-minutes", "平安通无人应答，多久内上门", "分钟", 30, "从派人上门那一刻起数，夜里也数。")
CONTACTS = _suggested(
    "contacts-minutes", "平安通联系人多久没有回音就派人上门", "分钟", 10, "从平台报来那一刻起数；不填就立刻派人上门。"
)
RESULT = _suggested(
    "result-minutes", "联系上以后，多久没有结果就派人上门", "分钟", 30, "联系人答应去看，也要有结果；不填就不再派。"
)
SILENT = _suggested("silent-days", "平安通多久没有信号要去看设备", "天", 7, "不填就不查没有信号的设备。")
TEST = _suggested("test-days", "平安通多久测试一次", "天", 31, "到期的在上门走访时一起按一按。")
LOOK = _suggested("look-days", "平安通设备问题多久内去看", "个工作日", 2, "电量低、离线、没有信号。")
