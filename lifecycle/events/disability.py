"""Certificates of disability: shown at the desk, or no longer in use. What they say of health stays sealed (SEC13)."""

from __future__ import annotations

from core.event_log import Saying, Words
from lifecycle.telling.declaration import BENEFIT, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.services.private_desk import certify, end_certificate

_ENDINGS = (("cancelled", "注销"), ("lost", "遗失"), ("expired", "过期"))


def _certified(told: Telling) -> None:
    said = told.payload
    certify(
        person_id=told.one("subject").id,
        number=told.evidence.get("number", ""),
        on=told.occurred_on,
        first_issued=said.get("first_issued"),
        valid_until=said.get("valid_until"),
        guardian=said.get("guardian") or "",
        guardian_phone=said.get("guardian_phone") or "",
        by=told.by,
        why=told.why,
        source=told.source,
    )


def _ended(told: Telling) -> None:
    end_certificate(
        person_id=told.one("subject").id,
        state=told.payload["reason"],
        on=told.occurred_on,
        by=told.by,
        why=told.why,
        source=told.source,
    )


def _say_certified(saying: Saying) -> Words:
    return Words("残疾人证重新评定" if saying.payload.get("again") else "领取残疾人证")


def _say_ended(saying: Saying) -> Words:
    return Words(f"残疾人证{dict(_ENDINGS).get(saying.payload.get('reason', ''), '失效')}")


life_events.register(
    LifeEvent(
        "person.disability_certified",
        title="残疾人证",
        group=BENEFIT,
        roles=(Role("subject", "谁"),),
        fields=(
            Field("first_issued", "首次发证日期", "day"),
            Field("valid_until", "有效期至", "day", future=True),
            Field("guardian", "监护人姓名"),
            Field("guardian_phone", "监护人电话", longest=20),
        ),
        evidence=Evidence(("残疾人证",), number="残疾人证号", number_required=True),
        apply=_certified,
        words=_say_certified,
        clause="残疾人保障法 第二条",
        help="照残疾人证填 20 位证号，类别和等级从证号里读出来，加密保存。",
        day="从哪天起",
        service_fields={"number": "evidence.number", "on": "occurred_on"},
        search="残疾 残联 评残",
        order=40,
    )
)
life_events.register(
    LifeEvent(
        "person.disability_ended",
        title="残疾人证失效",
        group=BENEFIT,
        roles=(Role("subject", "谁", may_be_dead=True),),
        fields=(Field("reason", "为什么", "choice", required=True, choices=_ENDINGS),),
        evidence=Evidence(("残联通知", "本人声明")),
        apply=_ended,
        words=_say_ended,
        day="从哪天起",
        service_fields={"on": "occurred_on"},
        search="残疾证 注销 遗失",
        order=50,
    )
)
