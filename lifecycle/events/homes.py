"""Homes and registrations: who comes, goes, moves within, and whose registration is transferred."""

from __future__ import annotations

from core.event_log import Saying, Words
from lifecycle.telling.declaration import HOME, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.services.move import Destination, move_home, move_hukou

_PAPERS = ("本人申报", "租房合同", "房产证", "上门核实")
_AREA = Field("area", "哪个社区", "area", required=True)
_ADDRESS = Field("address", "地址", "address", help="例如 三眼井直街12号402。")


def _moved(told: Telling) -> None:
    """The service says which of the three it was: what counts is where the person lived before."""
    area = told.payload.get("area")
    to = Destination(area, told.payload.get("address") or "") if area else None
    move_home(
        person_uids=told.uids("subject"), to=to, on=told.occurred_on, by=told.by, why=told.why, source=told.source
    )


def _transferred(told: Telling) -> None:
    area = told.payload["area"]
    to = Destination(area, told.payload["address"] or "") if area else None
    move_hukou(
        person_uids=told.uids("subject"), to=to, on=told.occurred_on, by=told.by, why=told.why, source=told.source
    )


_TRANSFERS = {"in": "户口迁入", "out": "户口迁出", "within": "户口迁移"}


def _say_transfer(saying: Saying) -> Words:
    """Where from and where to stand in the entry of the registration itself; here is what the police called it."""
    return Words(_TRANSFERS.get(saying.payload.get("direction", ""), "户口迁移"), saying.payload.get("change", ""))


life_events.register(
    LifeEvent(
        "person.moved_in",
        title="迁来居住",
        group=HOME,
        roles=(Role("subject", "谁搬来", many=True, help="底册里没有的人请用「登记居民」。"),),
        fields=(_AREA, _ADDRESS),
        evidence=Evidence(_PAPERS),
        apply=_moved,
        clause="户口登记条例 第十三条、第十五条；居住证暂行条例 第二条",
        day="从哪一天起",
        search="搬来 流入 入住",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        "person.moved",
        title="本地搬家",
        group=HOME,
        roles=(Role("subject", "谁搬家", many=True),),
        fields=(_AREA, _ADDRESS),
        evidence=Evidence(_PAPERS),
        apply=_moved,
        clause="户口登记条例 第十七条",
        day="从哪一天起",
        search="换房 搬到",
        order=20,
    )
)
life_events.register(
    LifeEvent(
        "person.moved_out",
        title="搬离本地",
        group=HOME,
        roles=(Role("subject", "谁搬走", many=True),),
        fields=(
            Field("area", "搬到哪里", "area", help="外地写区县名（如 佛山市禅城区）；去向不明就空着。"),
            Field("address", "地址", "address"),
        ),
        evidence=Evidence(("本人申报", "家属说明", "上门核实")),
        apply=_moved,
        clause="户口登记条例 第十条",
        day="从哪一天起",
        search="搬走 流出 离开",
        order=30,
    )
)
life_events.register(
    LifeEvent(
        "person.hukou_transferred",
        title="户口迁移",
        group=HOME,
        roles=(Role("subject", "谁的户口", many=True),),
        fields=(
            Field("area", "迁到哪里", "area", help="社区名；外地写区县名。注销户口、没有新户籍地的空着。"),
            Field("address", "户籍地址", "address"),
        ),
        evidence=Evidence(("户口簿", "户口迁移证", "准迁证"), number="迁移证号"),
        apply=_transferred,
        words=_say_transfer,
        clause="户口登记条例 第十条、第十三条",
        day="哪一天迁移",
        search="迁户口 落户 迁入 迁出",
        order=40,
    )
)
