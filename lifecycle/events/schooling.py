"""Enrolment and what can become of it, told at the desk or by another system (义务教育法 第十一条; handbook §2)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from core.errors import UserError
from core.event_log import Saying, Words
from lifecycle.telling.declaration import (
    SCHOOL,
    Evidence,
    Field,
    LifeEvent,
    NotTold,
    Role,
    Telling,
    life_events,
    not_told,
)
from residents.domain import schooling as rule
from residents.services.schooling import EVENT_OF, NewSchooling, tell_schooling

_CHILD = (Role("subject", "哪个孩子"),)
_PLACE = (
    Field("school", "学校", longest=100),
    Field("class_name", "班级", longest=40, help="写到班，例如 一年级1班、初二(3)班"),
)
_UNTIL = Field("until", "批准到哪天", "day", future=True, help="批文写的最后一天；没有写明的空着")


def _tell(state: str) -> Callable[[Telling], None]:
    def apply(told: Telling) -> None:
        said = told.payload
        until: dt.date | None = said.get("until")
        if until is not None and until < told.occurred_on:
            raise UserError("批准到的那天早于开始的那天。", field="until", remedy="请核对批文上的日子。")
        class_name = said.get("class_name") or ""
        tell_schooling(
            NewSchooling(
                told.one("subject").id,
                _state(state, said),
                told.occurred_on,
                told.source,
                school=said.get("school") or "",
                class_name=class_name,
                grade=rule.grade_of(class_name),
                until=until + dt.timedelta(days=1) if until else None,
            ),
            by=told.by,
            why=told.why,
        )

    return apply


def _state(state: str, said: Any) -> str:
    """Who leaves a school for one abroad is somewhere known; who leaves for another school must turn up there."""
    return rule.ABROAD if state == rule.LEFT and said.get("abroad") else state


def _words(saying: Saying) -> Words:
    state, grade, until = (saying.payload.get(key) for key in ("state", "grade", "until"))
    title = rule.STATES.get(state or "", "学籍变动")
    details = [f"{grade} 年级" if grade else "", f"到 {until}" if until else ""]
    return Words("入学" if state == rule.ENROLLED else title, "，".join(filter(None, details)))


def _declare(state: str, title: str, *, order: int, **more: Any) -> None:
    life_events.register(
        LifeEvent(EVENT_OF[state], title, SCHOOL, roles=_CHILD, apply=_tell(state), words=_words, order=order, **more)
    )


_declare(
    rule.ENROLLED,
    "入学、复学",
    order=10,
    fields=_PLACE,
    evidence=Evidence(("入学通知书", "学籍证明", "学校证明")),
    clause="义务教育法 第十一条",
    help="在本区学校上学的，学期名单会自动登记；在外地、民办学校上学的，在这里登记。",
    day="从哪天起",
    search="上学 报名 插班 复学",
)
_declare(
    rule.DROPPED,
    "辍学",
    order=20,
    evidence=Evidence(("学校的通知", "上门核实")),
    clause="义务教育法 第十三条、第五十八条",
    help="登记以后，派人限时上门劝返。",
    day="从哪天起",
    search="失学 不上学",
)
_declare(
    rule.GRADUATED,
    "毕业",
    order=30,
    fields=_PLACE,
    evidence=Evidence(("毕业证", "学校证明"), number="毕业证号"),
    clause="义务教育法 第二条",
    help="初中毕业即完成九年义务教育；小学毕业的，升学以后再登记入学。",
    search="毕业 小学 初中",
)
_declare(
    rule.DEFERRED,
    "延缓入学",
    order=40,
    fields=(_UNTIL,),
    evidence=Evidence(("街道或区教育局的批准文件",), number="文号"),
    clause="义务教育法 第十一条第二款",
    help="因身体状况，由监护人申请，街道或区教育局批准。",
    day="从哪天起",
    search="缓学 推迟上学",
)
_declare(
    rule.SUSPENDED,
    "休学",
    order=50,
    fields=(_UNTIL,),
    evidence=Evidence(("学校或教育局的批准文件",), number="文号"),
    clause="义务教育法 第十一条第二款",
    day="从哪天起",
    search="病休",
)
_declare(
    rule.AT_HOME,
    "送教上门",
    order=60,
    fields=(_PLACE[0],),
    evidence=Evidence(("教育局的安排", "学校证明")),
    clause="义务教育法 第十九条；残疾人教育条例",
    help="不能到校的残疾儿童，由学校上门教。",
    day="从哪天起",
    search="残疾 送教",
)
_declare(
    rule.LEFT,
    "转学、出国（境）就读",
    order=70,
    fields=(
        Field("school", "转到哪所学校", longest=100, help="知道就写；到了新学校，再登记入学"),
        Field("abroad", "去国（境）外上学", "yes-no"),
    ),
    evidence=Evidence(("转学证明", "学校的通知", "监护人说明")),
    day="从哪天起",
    search="转学 出国 转出",
)
not_told.register(NotTold("person.not_in_school", "service", "每学期的在校名单（JY01）入库、与底册比对时记下。"))
