"""A few areas of the tree: enough for two streets, another district and another city."""

from __future__ import annotations

import datetime as dt

from accounts.models import Area

SANYANJING = "440104001007"
DEYUANLI = "440104001101"
PANFU = "440104004107"
HONGQIAO = "440104001"
YUEXIU = "440104"

NODES = [
    ("000000", "中国", Area.Level.NATION, None),
    ("440000", "广东省", Area.Level.PROVINCE, "000000"),
    ("440100", "广州市", Area.Level.CITY, "440000"),
    (YUEXIU, "越秀区", Area.Level.DISTRICT, "440100"),
    ("440106", "天河区", Area.Level.DISTRICT, "440100"),
    (HONGQIAO, "洪桥街道", Area.Level.STREET, YUEXIU),
    ("440104004", "六榕街道", Area.Level.STREET, YUEXIU),
    (SANYANJING, "三眼井社区", Area.Level.COMMUNITY, HONGQIAO),
    (DEYUANLI, "德源里社区", Area.Level.COMMUNITY, HONGQIAO),
    (PANFU, "盘福社区", Area.Level.COMMUNITY, "440104004"),
]


def make_areas() -> None:
    """Write the nodes above, valid since 2005-04-28 (越秀 took in 东山 that day)."""
    Area.objects.bulk_create(
        [
            Area(
                code=code,
                name=name,
                official_name=name,
                level=level,
                parent_id=parent,
                valid=(dt.date(2005, 4, 28), None),
            )
            for code, name, level, parent in NODES
        ]
    )
