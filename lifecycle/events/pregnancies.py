"""生育登记. Health data: what is expected stands sealed in the base, never in the event."""

from __future__ import annotations

from lifecycle.telling.declaration import MARRIAGE, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.services.pregnancy import PERMISSION, register_pregnancy


def _registered(told: Telling) -> None:
    register_pregnancy(
        person_uid=told.one("subject").uid,
        expected_on=told.payload["expected_on"],
        child=told.payload["child"],
        number=told.evidence.get("number", ""),
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why or "生育登记",
    )


life_events.register(
    LifeEvent(
        "person.pregnancy_registered",
        title="生育登记",
        group=MARRIAGE,
        roles=(Role("subject", "哪位妇女", sex="2"),),
        fields=(
            Field("expected_on", "预产期", "day", required=True, future=True),
            Field("child", "第几个孩子", "number", least=1, most=20),
        ),
        evidence=Evidence(("本人申报", "生育登记服务卡", "医院检查单"), number="登记编号"),
        apply=_registered,
        permission=PERMISSION,
        clause="人口与计划生育法 第十八条；广东省人口与计划生育条例 第二十条",
        day="哪一天登记",
        help="登记是服务，不是审批。内容加密保存，只有做这项工作的人看得到；孩子出生后自然结束。",
        search="怀孕 孕妇 孕情",
        order=30,
    )
)
