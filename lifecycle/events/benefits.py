"""A benefit begins or ends, told at the desk or by another system: the duty that grants it decides, the base only keeps the fact."""

from __future__ import annotations

from core.errors import UserError
from core.event_log import Saying, Words
from lifecycle.telling.declaration import BENEFIT, Evidence, Field, LifeEvent, Reverting, Role, Telling, life_events
from residents.selectors.benefits import benefit_kinds, benefits_on
from residents.services.benefits import (
    NewBenefit,
    benefit_words,
    end_benefits,
    record_benefits,
    resume_benefits,
    withdraw_benefit,
)

_KIND = Field("benefit_kind", "哪一种待遇", "choice", required=True, choices=benefit_kinds)


def _start(told: Telling) -> None:
    benefit = NewBenefit(
        told.one("subject").id,
        told.payload["benefit_kind"],
        told.occurred_on,
        told.source,
        monthly=told.payload.get("monthly"),
        document=told.evidence.get("number", ""),
    )
    record_benefits([benefit], by=told.by.username, why=told.why)


def _end(told: Telling) -> None:
    person, kind = told.one("subject"), told.payload["benefit_kind"]
    lines = benefits_on([person.id], told.occurred_on, kinds=[kind]).get(person.id, [])
    if not lines:
        raise UserError(
            f"{told.occurred_on} 没有登记{benefit_words(kind)}。", field="benefit_kind", remedy="请核对待遇种类和日子。"
        )
    end_benefits({lines[0].id: told.occurred_on}, by=told.by.username, why=told.why or "待遇结束", source=told.source)


def _take_back_start(gone: Reverting) -> None:
    withdraw_benefit(gone.payload["benefit"], by=gone.by.username, why=gone.reason, source=f"void:{gone.uid}")


def _take_back_end(gone: Reverting) -> None:
    pk = gone.payload["benefit"]
    source = f"void:{gone.uid}"
    back = resume_benefits([pk], ended_on={pk: gone.occurred_on}, by=gone.by.username, why=gone.reason, source=source)
    if not back:
        raise UserError("这项待遇后来又改过，不能直接恢复。", remedy="请重新登记待遇。")


def _words(verb: str):  # type: ignore[no-untyped-def]
    def say(saying: Saying) -> Words:
        kind = saying.payload.get("benefit_kind", "")
        return Words(f"{verb}{benefit_words(kind) if kind else '待遇'}")

    return say


life_events.register(
    LifeEvent(
        "person.benefit_started",
        "开始享受待遇",
        BENEFIT,
        roles=(Role("subject", "谁"),),
        fields=(_KIND, Field("monthly", "每月金额（元）", "number", places=2, least=0, help="不知道就空着")),
        evidence=Evidence(("救助证", "发放单位的通知", "区民政局名单"), number="证号或文号"),
        apply=_start,
        revert=_take_back_start,
        words=_words("开始享受"),
        clause="社会救助法 第十三条",
        help="只登记已经批下来的待遇；申请和审批在救助业务里办。",
        day="从哪天起",
        permission="benefit.edit",
        search="低保 特困 长寿 残疾 补贴",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        "person.benefit_ended",
        "待遇结束",
        BENEFIT,
        roles=(Role("subject", "谁", may_be_dead=True),),
        fields=(_KIND,),
        evidence=Evidence(("停发通知", "发放单位的名单"), number="文号"),
        apply=_end,
        revert=_take_back_end,
        words=_words("不再享受"),
        clause="社会救助法 第四十六至四十八条",
        day="从哪天起没有了",
        permission="benefit.edit",
        search="低保 停发",
        order=20,
    )
)
