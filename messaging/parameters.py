"""When messages go, and how often to one number (handbook §14; the numbers are suggestions, P)."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

_SINCE = dt.date(2000, 1, 1)
_DOCUMENT = "社区短信工作规则（建议）"


def _suggested(key: str, name: str, unit: str, value: int, help_: str) -> Parameter:
    seed = Seed(value, _SINCE, _DOCUMENT, certainty="P")
    return parameters.register(Parameter(f"sms.{key}", name, unit, help=help_, seeds=(seed,)))


OPENS = _suggested("opens", "短信几点起可以发", "点", 8, "紧急短信和验证码不受限。")
CLOSES = _suggested("closes", "短信几点起不再发", "点", 21, "到点没发的，第二天再发。")
DAILY_CAP = _suggested("daily-cap", "同一号码一天最多几条通知", "条", 3, "超过的第二天再发；紧急短信和验证码不算。")
ASK_AFTER = _suggested(
    "ask-after", "发出后多少分钟没有回音就去查", "分钟", 10, "没有回音的不重发，先向平台查这一条发没发出去。"
)
BATCH_MOST = _suggested("batch-most", "一批最多发给多少人", "人", 20000, "再多的分几批。")
