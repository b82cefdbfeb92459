"""Marriages and divorces: told by the two, or by one of them while the other is from outside the base (handbook §4)."""

from __future__ import annotations

from core.event_log import Saying, Words
from lifecycle.telling.declaration import MARRIAGE, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.services.private_desk import Couple, divorce, marry

_BOTH = (
    Role("husband", "男方", required=False, within=False, sex="1"),
    Role("wife", "女方", required=False, within=False, sex="2"),
)
_OTHER = (
    Field("other_name", "另一方姓名", help="另一方不在底册时填；只记在这次登记里，不另建居民。"),
    Field("other_number", "另一方证号", help="另一方以后入册，凭证号自动连上。"),
)


def _couple(told: Telling) -> Couple:
    husband, wife = told.maybe("husband"), told.maybe("wife")
    return Couple(
        husband.id if husband else None,
        wife.id if wife else None,
        told.payload.get("other_name") or "",
        told.payload.get("other_number") or "",
    )


def _married(told: Telling) -> None:
    marry(
        couple=_couple(told),
        on=told.occurred_on,
        certificate=told.evidence.get("number", ""),
        by=told.by,
        why=told.why,
        source=told.source,
    )


def _divorced(told: Telling) -> None:
    divorce(
        couple=_couple(told),
        on=told.occurred_on,
        court=bool(told.payload.get("court")),
        certificate=told.evidence.get("number", ""),
        by=told.by,
        why=told.why,
        source=told.source,
    )


def _say_marriage(saying: Saying) -> Words:
    outside = saying.payload.get("outside")
    return Words("结婚", "另一方不在底册" if outside and outside != saying.role else "")


def _say_divorce(saying: Saying) -> Words:
    return Words("离婚", "法院判决或调解，生效日" if saying.payload.get("court") else "")


life_events.register(
    LifeEvent(
        "person.married",
        title="结婚",
        group=MARRIAGE,
        roles=_BOTH,
        fields=_OTHER,
        evidence=Evidence(("结婚证", "婚姻登记记录证明"), number="结婚证字号"),
        apply=_married,
        words=_say_marriage,
        clause="民法典 第一千零四十六条至第一千零四十九条",
        help="双方到婚姻登记机关登记那天起。民政名单也会带来，先登记的不会重复。",
        day="登记日期",
        service_fields={"on": "occurred_on"},
        search="结婚 领证 配偶 再婚 复婚",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        "person.divorced",
        title="离婚",
        group=MARRIAGE,
        roles=_BOTH,
        fields=(
            Field(
                "court", "法院判决或调解离婚", "yes-no", help="日期填判决书、调解书生效的日子（民法典 第一千零八十条）"
            ),
            *_OTHER,
        ),
        evidence=Evidence(("离婚证", "离婚判决书", "离婚调解书"), number="离婚证字号或案号"),
        apply=_divorced,
        words=_say_divorce,
        clause="民法典 第一千零七十六条至第一千零八十条",
        help="敏感信息：只有职责需要的人看得到，不进名单。诉讼离婚民政名单里没有，由本人申报补登。",
        day="登记日期或生效日期",
        service_fields={"on": "occurred_on"},
        search="离婚 离异 判决",
        order=20,
    )
)
