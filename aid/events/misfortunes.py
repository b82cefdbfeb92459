"""Serious illness, disaster, a relative out of touch: kinds that can be told, for whom they open a lead (handbook §7.4)."""

from __future__ import annotations

from aid.services.hardship import ILL, OUT_OF_TOUCH, STRUCK, tell_misfortune
from core.event_log import Saying, Words
from core.outbox import EventKind, event_kinds
from lifecycle.telling.declaration import HARDSHIP, Evidence, Field, LifeEvent, Role, Telling, life_events

# Who is ill, and whose home burnt down, is for those who help.
_PRIVATE = "aid.view"
_DISASTERS = (("fire", "火灾"), ("flood", "水淹"), ("collapse", "房屋倒塌"), ("storm", "台风"), ("other", "其他"))
_TIES = (("child", "子女"), ("parent", "父母"), ("spouse", "配偶"), ("other", "其他家人"))

event_kinds.register(EventKind(ILL, "患大病", "stethoscope", "健康", permission=_PRIVATE))
event_kinds.register(EventKind(STRUCK, "受灾", "flame", "救助", permission=_PRIVATE))
event_kinds.register(EventKind(OUT_OF_TOUCH, "家人失联", "user-question", "救助", permission=_PRIVATE))


def _tell(told: Telling) -> int:
    payload = {key: value for key, value in told.payload.items() if value is not None}
    return tell_misfortune(
        told.kind,
        person_uid=told.one("subject").uid,
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why,
        payload=payload,
    )


def disaster_words(code: str) -> str:
    """火灾, 水淹 …; 受灾 for what nobody named."""
    return dict(_DISASTERS).get(code, "受灾") if code != "other" else "受灾"


def tie_words(code: str) -> str:
    """Who is out of touch."""
    return dict(_TIES).get(code, "家人")


def _struck(saying: Saying) -> Words:
    return Words("受灾", disaster_words(saying.payload.get("disaster", "")))


def _lost(saying: Saying) -> Words:
    return Words("家人失联", tie_words(saying.payload.get("tie", "")))


life_events.register(
    LifeEvent(
        ILL,
        title="患大病",
        group=HARDSHIP,
        roles=(Role("subject", "谁"),),
        evidence=Evidence(("医院诊断证明", "医保门诊特定病种证明", "本人或家属申报"), required=False),
        apply=_tell,
        clause="社会救助法 第二十二条",
        help="只记得了大病，不记病名。家里有困难的会列进困难线索。",
        day="哪天确诊或知道",
        search="重病 癌症 住院",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        STRUCK,
        title="受灾",
        group=HARDSHIP,
        roles=(Role("subject", "谁家"),),
        fields=(Field("disaster", "什么灾", "choice", required=True, choices=_DISASTERS),),
        evidence=Evidence(("消防或应急部门证明", "现场走访"), required=False),
        apply=_tell,
        words=_struck,
        clause="社会救助法 第十三条",
        help="说一个人就行：同住的一家都会列进困难线索。",
        day="哪天受灾",
        search="火灾 着火 水浸 台风",
        order=20,
    )
)
life_events.register(
    LifeEvent(
        OUT_OF_TOUCH,
        title="家人失联",
        group=HARDSHIP,
        roles=(Role("subject", "谁的家人"),),
        fields=(Field("tie", "失联的是", "choice", required=True, choices=_TIES),),
        evidence=Evidence(("公安查找证明", "本人或邻里反映"), required=False),
        apply=_tell,
        words=_lost,
        clause="粤民规字〔2019〕10 号",
        help="留下的是谁（老人、孩子）就登记谁。孩子的父母失联满六个月的，要核实是不是事实无人抚养儿童。",
        day="从哪天起联系不上",
        search="失踪 找不到 子女不在",
        order=30,
    )
)
