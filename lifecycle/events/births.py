"""Births, registrations of newborns, names."""

from __future__ import annotations

from core.event_log import Saying, Words
from lifecycle.telling.declaration import BIRTH, Evidence, Field, LifeEvent, Role, Telling, life_events
from residents.services.births import Birth, register_birth, register_child
from residents.services.naming import name_person


def _born(told: Telling) -> None:
    mother, father = told.maybe("mother"), told.maybe("father")
    said = told.payload
    birth = Birth(
        sex=said["sex"],
        on=told.occurred_on,
        name=said["name"] or "",
        certificate=said["certificate"] or "",
        plurality=said["plurality"],
        weight_g=said["weight_g"],
        facility=said["facility"] or "",
    )
    register_birth(
        mother_uid=mother.uid if mother else None,
        father_uid=father.uid if father else None,
        birth=birth,
        by=told.by,
        source=told.source,
        why=told.why or "出生登记",
    )


def _words_of_birth(saying: Saying) -> Words:
    return Words({"mother": "生育", "father": "孩子出生"}.get(saying.role, "出生登记"))


def _registered(told: Telling) -> None:
    register_child(
        person_uid=told.one("subject").uid,
        number=told.payload["number"],
        area=told.payload["area"],
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why or "上户",
    )


def _named(told: Telling) -> None:
    name_person(
        person_uid=told.one("subject").uid,
        name=told.payload["name"],
        on=told.occurred_on,
        by=told.by,
        source=told.source,
        why=told.why or "取名",
    )


life_events.register(
    LifeEvent(
        "person.born",
        title="出生",
        group=BIRTH,
        roles=(
            Role("mother", "母亲", required=False, sex="2", help="父母至少写一位；孩子跟母亲住。"),
            Role("father", "父亲", required=False, sex="1", may_be_dead=True),
        ),
        fields=(
            Field("sex", "孩子性别", "choice", required=True, choices=(("1", "男"), ("2", "女"))),
            Field("name", "孩子姓名", help="还没取名就空着，先叫「母亲之子（女）」。"),
            Field("certificate", "出生医学证明编号", longest=20),
            Field("plurality", "胎数", "number", least=1, most=8, help="双胞胎填 2。"),
            Field("weight_g", "出生体重（克）", "number", least=300, most=8000),
            Field("facility", "接生机构", longest=100),
        ),
        evidence=Evidence(("出生医学证明", "亲子鉴定意见", "村（居）委会证明")),
        apply=_born,
        words=_words_of_birth,
        clause="户口登记条例 第七条：出生一个月以内申报",
        day="哪一天出生",
        service_fields={"on": "occurred_on"},
        search="生孩子 新生儿",
        order=10,
    )
)
life_events.register(
    LifeEvent(
        "person.registered",
        title="新生儿上户",
        group=BIRTH,
        roles=(Role("subject", "哪个孩子"),),
        fields=(
            Field("number", "公民身份号码", required=True, longest=20),
            Field("area", "户口登记在哪个社区", "area", required=True, help="和父母同一社区的，自动进父母的户。"),
        ),
        evidence=Evidence(("户口簿", "公安上户回执")),
        apply=_registered,
        clause="户口登记条例 第七条",
        day="哪一天上户",
        help="孩子已经在底册、还没有证号时用。底册里没有的人请用「登记居民」。",
        search="入户 落户 登记入册",
        order=20,
    )
)
life_events.register(
    LifeEvent(
        "person.named",
        title="取名、改名",
        group=BIRTH,
        roles=(Role("subject", "给谁取名"),),
        fields=(Field("name", "新的姓名", required=True),),
        evidence=Evidence(("户口簿", "出生医学证明", "身份证")),
        apply=_named,
        words=lambda saying: Words("取名"),
        clause="民法典 第一千零一十二条；户口登记条例 第十八条",
        help="原来的正式姓名成为曾用名，还能找到；暂用名不留。",
        search="更名 曾用名",
        order=30,
    )
)
