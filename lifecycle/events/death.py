"""A death is told at the desk or by another system: certain, it is registered; from one weak source it waits (appendix E, D01)."""

from __future__ import annotations

from django.urls import reverse

from core.event_log import Saying, Words
from core.scope import EVERYWHERE
from lifecycle.telling.declaration import (
    DEATH,
    Evidence,
    Field,
    LifeEvent,
    NotTold,
    Reverting,
    Role,
    Telling,
    Waiting,
    life_events,
    not_told,
)
from residents.domain.deaths import POLICE, death_sources
from residents.selectors.someone import people_by_id
from residents.services.death_reports import report_death
from residents.services.death_revoking import revoke_death

FAMILY = "family"
_OF_OTHERS = {
    "spouse": "配偶去世", "child": "父亲或母亲去世", "parent": "子女去世", "ward": "监护人去世", "guardian": "被监护人去世",
}  # fmt: skip


def _words_of_sources() -> list[tuple[str, str]]:
    return [(source.key, source.name) for source in death_sources().values()]


def _died(told: Telling) -> Waiting | int | None:
    """At the desk somebody says so; a bureau's system that says nothing else tells what the police have cancelled."""
    otherwise = FAMILY if told.source.startswith("desk") else POLICE
    outcome = report_death(
        person_uid=told.one("subject").uid,
        died_on=told.occurred_on,
        word=told.payload.get("told_by") or otherwise,
        certificate=told.payload.get("certificate") or "",
        declared=bool(told.payload.get("declared")),
        note=told.payload.get("note") or told.why,
        source=told.source,
        by=told.by,
    )
    return outcome.event if outcome.event is not None else Waiting(outcome.words, reverse("deaths"))


def _lives(gone: Reverting) -> None:
    person = people_by_id(gone.persons("subject"), scope=EVERYWHERE)[gone.persons("subject")[0]]
    revoke_death(person_uid=person.uid, reason=gone.reason, by=gone.by, closing=False)


def _say_death(saying: Saying) -> Words:
    if saying.role != "subject":
        return Words(_OF_OTHERS.get(saying.role, "亲属去世"))
    return Words("去世", "宣告死亡" if saying.payload.get("declared") else "")


def _say_revoked(saying: Saying) -> Words:
    return Words(
        "撤销死亡登记", "原来的死亡登记有误，此人在世" if saying.role == "subject" else "亲属的死亡登记有误，已撤销"
    )


life_events.register(
    LifeEvent(
        "person.died",
        "去世",
        DEATH,
        roles=(Role("subject", "谁去世了", may_be_dead=True),),
        fields=(
            Field(
                "told_by",
                "哪里说的",
                "choice",
                choices=_words_of_sources,
                help="公安注销，或两个来源一致，才登记；只有一个来源先待核实。不选：柜台按家属申报，对接的系统按公安注销",
            ),
            Field("certificate", "死亡证明编号", help="加密保存，只留号码"),
            Field("declared", "法院宣告死亡", "yes-no", help="日期填判决作出之日（民法典 第四十八条）"),
            Field("note", "怎么知道的", "long-text", longest=200, help="不写死因"),
        ),
        evidence=Evidence(
            ("居民死亡医学证明（推断）书", "户口注销证明", "火化证明", "法院宣告死亡判决书", "家属口头申报"),
            required=False,
        ),
        apply=_died,
        revert=_lives,
        words=_say_death,
        clause="户口登记条例 第八条；民法典 第四十六条",
        help="登记以后，户籍、住处、户成员、婚姻都止于死亡那天；选民、津贴、探访、短信等由各项业务接着办。",
        day="死亡日期",
        service_fields={"died_on": "occurred_on", "word": "told_by"},
        search="死亡 去世 身故 注销 火化",
        order=10,
    )
)
not_told.register(NotTold("person.widowed", "service", "配偶的死亡登记带出来的，随那一件作废"))
not_told.register(NotTold("person.death_reported", "service", "死亡信息在「待核实死亡」里核实或注明误报"))
not_told.register(NotTold("person.death_revoked", "service", "撤销死亡登记时记下的；要再登记死亡，重新登记一次"))
