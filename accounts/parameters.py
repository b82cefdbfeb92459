"""Numbers of administration that an office may set."""

from __future__ import annotations

import datetime as dt

from core.parameters import Parameter, Seed, parameters

AREA_TRANSITION = parameters.register(
    Parameter(
        "area.transition-days",
        "地区拆分后原来的人还管多久",
        "天",
        help="拆分当天起，管原地区的人对划出去的部分保留这么久的权限，好交接；到期自动失效。",
        seeds=(Seed(90, dt.date(2020, 1, 1), "本系统建议（没有文件规定）", certainty="P"),),
    )
)
