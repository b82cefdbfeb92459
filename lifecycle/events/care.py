"""Guardians and adoptions."""

from __future__ import annotations

from core.event_log import Saying, Words
from lifecycle.telling.declaration import CARE, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.domain import adoption, guardianship
from residents.services.adoption import adopt, end_adoption
from residents.services.guardianship import appoint_guardians, end_guardianship


def _appointed(told: Telling) -> None:
    appoint_guardians(
        ward_uid=told.one("ward").uid,
        guardian_uids=told.uids("guardian"),
        basis=told.payload["basis"],
        judgment=told.payload["judgment"] or "",
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why,
    )


def _words_of_guardian(saying: Saying) -> Words:
    title = "成为监护人" if saying.role == "guardian" else "确定监护人"
    return Words(title, guardianship.basis_word(saying.payload.get("basis", "")))


def _guardian_ended(told: Telling) -> None:
    end_guardianship(
        ward_uid=told.one("ward").uid,
        guardian_uid=told.one("guardian").uid,
        reason=told.payload["reason"],
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why,
    )


def _words_of_end(saying: Saying) -> Words:
    title = "不再担任监护人" if saying.role == "guardian" else "监护终止"
    return Words(title, guardianship.end_word(saying.payload.get("reason", "")))


def _adopted(told: Telling) -> None:
    adopt(
        child_uid=told.one("subject").uid,
        adopter_uids=told.uids("adopter"),
        name=told.payload["name"] or "",
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why or "收养登记",
    )


def _words_of_adoption(saying: Saying) -> Words:
    titles = {"subject": "被收养", "adopter": "收养孩子", "parent": "孩子由他人收养"}
    return Words(titles.get(saying.role, "收养登记"))


def _adoption_ended(told: Telling) -> None:
    end_adoption(
        child_uid=told.one("subject").uid,
        reason=told.payload["reason"],
        back_to_parents=told.payload["back_to_parents"],
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why or "解除收养",
    )


life_events.register(
    LifeEvent(
        "person.guardian_appointed",
        title="确定监护人",
        group=CARE,
        roles=(
            Role("ward", "被监护人"),
            Role("guardian", "监护人", many=True, help="不在底册的人要先登记。"),
        ),
        fields=(
            Field("basis", "凭什么", "choice", required=True, choices=guardianship.BASES),
            Field(
                "judgment",
                "法院判决书文号",
                help="被监护人成年的必填：认定无民事行为能力或限制民事行为能力的判决（第 24 条）。",
            ),
        ),
        evidence=Evidence(
            ("法院判决书", "居委会指定监护决定", "民政部门决定", "监护协议", "遗嘱", "户口簿"), number="文号"
        ),
        apply=_appointed,
        words=_words_of_guardian,
        clause="民法典 第二十七条至第三十三条",
        day="从哪一天起",
        search="监护 孤儿 托管",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        "person.guardian_ended",
        title="监护终止",
        group=CARE,
        roles=(Role("ward", "被监护人"), Role("guardian", "哪位监护人", may_be_dead=True)),
        fields=(Field("reason", "为什么", "choice", required=True, choices=guardianship.ENDS),),
        evidence=Evidence(("法院判决书", "监护变更协议", "身份证（已成年）"), number="文号"),
        apply=_guardian_ended,
        words=_words_of_end,
        clause="民法典 第三十六条、第三十九条",
        day="从哪一天起不再是",
        search="撤销监护 变更监护",
        order=20,
    )
)
life_events.register(
    LifeEvent(
        "person.adopted",
        title="收养登记",
        group=CARE,
        roles=(
            Role("subject", "被收养人"),
            Role("adopter", "收养人", many=True, help="夫妻共同收养的写两位。"),
        ),
        fields=(Field("name", "收养后的姓名", help="不改名就空着。"),),
        evidence=Evidence(("收养登记证", "收养公证书", "法院判决书"), number="收养登记证字号", number_required=True),
        apply=_adopted,
        words=_words_of_adoption,
        clause="民法典 第一千零九十三条至第一千一百一十一条",
        help="从登记那天起收养人是父母，与生父母的关系和原来的监护终止；继父母收养的，另一方父母不变。",
        day="哪一天登记",
        search="领养 过继",
        order=30,
    )
)
life_events.register(
    LifeEvent(
        "person.adoption_ended",
        title="解除收养",
        group=CARE,
        roles=(Role("subject", "被收养人"),),
        fields=(
            Field("reason", "怎样解除", "choice", required=True, choices=adoption.ENDS),
            Field(
                "back_to_parents",
                "与生父母恢复关系",
                "yes-no",
                help="未成年的自动恢复；成年的由双方协商（第 1117 条）。",
            ),
        ),
        evidence=Evidence(("解除收养关系证明", "法院判决书"), number="证明字号"),
        apply=_adoption_ended,
        clause="民法典 第一千一百一十三条至第一千一百一十七条",
        day="哪一天解除",
        search="终止收养",
        order=40,
    )
)
