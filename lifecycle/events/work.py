"""Work begins, ends, and is over for good."""

from __future__ import annotations

from collections.abc import Iterable

from core.event_log import Saying, Words
from lifecycle.telling.declaration import WORK, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.domain.codes import codebook
from residents.domain.occupation import RETIRED, UNEMPLOYED, is_work
from residents.services.occupation import change_occupation


def _kinds_of_work() -> Iterable[tuple[str, str]]:
    return [(code, name) for code, name in codebook("personal_status").choices() if is_work(code)]


def _employed(told: Telling) -> None:
    _change(told, told.payload["status"], employer=told.payload["employer"] or "")


def _unemployed(told: Telling) -> None:
    _change(told, UNEMPLOYED)


def _retired(told: Telling) -> None:
    _change(told, RETIRED)


def _change(told: Telling, status: str, employer: str = "") -> None:
    change_occupation(
        person_uid=told.one("subject").uid,
        status=status,
        employer=employer,
        pension_from=told.payload.get("pension_from"),
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why,
    )


def _words(saying: Saying) -> Words:
    return Words("就业", str(codebook("personal_status").name(saying.payload.get("status", ""))))


_SUBJECT = (Role("subject", "谁"),)

life_events.register(
    LifeEvent(
        "person.employed",
        title="就业",
        group=WORK,
        roles=_SUBJECT,
        fields=(
            Field("status", "做什么", "choice", required=True, choices=_kinds_of_work, help="个人身份，GB/T 2261.4。"),
            Field("employer", "单位", longest=100),
        ),
        evidence=Evidence(("就业登记证明", "劳动合同", "营业执照", "本人申报")),
        apply=_employed,
        words=_words,
        clause="就业服务与就业管理规定 第六十一条",
        day="从哪一天起",
        search="上班 工作 入职",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        "person.unemployed",
        title="失业",
        group=WORK,
        roles=_SUBJECT,
        evidence=Evidence(("失业登记证明", "解除劳动合同证明", "本人申报"), number="失业登记证号"),
        apply=_unemployed,
        clause="社会保险法 第五十条；失业保险条例 第十六条",
        day="从哪一天起",
        search="下岗 待业",
        order=20,
    )
)
life_events.register(
    LifeEvent(
        "person.retired",
        title="退休",
        group=WORK,
        roles=_SUBJECT,
        fields=(Field("pension_from", "养老金从哪个月起", "month", future=True),),
        evidence=Evidence(("退休证", "养老金核定表", "本人申报"), number="退休证号"),
        apply=_retired,
        clause="社会保险法 第十六条；关于实施渐进式延迟法定退休年龄的决定",
        day="哪一天退休",
        search="离休 养老",
        order=30,
    )
)
