"""Which notices about the old are sent by text message. Off unless an office switches them on: a message cannot be called back."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

LONGEVITY_SMS = parameters.register(
    Parameter(
        "sms.longevity-notice",
        "年满 70 周岁发短信告知长寿保健金",
        "1 发，0 不发",
        help="祝生日安康，告诉本人可以领取；待办「长寿保健金申领告知」照旧。",
        seeds=(Seed(0, dt.date(2000, 1, 1), "系统默认不发，由区决定", certainty="P"),),
    )
)
