"""The milestones of every life: the ages at which the law looks again, and retirement.

Ages: handbook §2 (six, seven), §3 (eighteen), §6 (fifty-five and older). What follows stands in residents/domain/milestones.py.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from core.outbox import EventKind, event_kinds
from core.sources import SourceKind, SourceWords, source_kinds
from lifecycle.milestone.declaration import Milestone, milestones
from lifecycle.telling.declaration import NotTold, not_told
from residents.domain.milestones import milestones as milestones_of_life
from residents.domain.retirement import MEN
from residents.events import DISABILITY
from residents.selectors.days_of_life import certificates_ending, retiring, turning

CERTIFICATE_ENDING: Final = "person.certificate_ending"
RETIREMENT_AGE: Final = "person.reached_retirement_age"

# Seven: 义务教育法 第十一条, where conditions lack, school begins at seven; a deferral granted for health is looked at again.
_ONLY_HERE = {7: "最迟七周岁入学：还没入学或者办了延缓的，要再看一次"}
_CATEGORY = {6: "教育", 7: "教育", 18: "户籍"}
AGES: Final = (6, 7, 18, 55, 60, 65, 70, 80, 90, 100)


def _follows(age: int) -> Callable[[dt.date | None, Mapping[str, Any]], str]:
    def words(birth: dt.date | None, _payload: Mapping[str, Any]) -> str:
        if age in _ONLY_HERE or birth is None:
            return _ONLY_HERE.get(age, "")
        return next(milestone.text for milestone in milestones_of_life(birth) if milestone.age == age)

    return words


def _retires(_birth: dt.date | None, payload: Mapping[str, Any]) -> str:
    years, months = divmod(int(payload["months"]), 12)
    age = f"{years} 周岁" + (f"零 {months} 个月" if months else "")
    return f"到法定退休年龄（{age}），可以办退休；也可以按规定弹性提前或延迟"


for _order, _age in enumerate(AGES):
    _kind = event_kinds.register(
        EventKind(f"person.turned_{_age}", f"满 {_age} 周岁", "cake", _CATEGORY.get(_age, "老人"))
    )
    milestones.register(
        Milestone(
            f"turned-{_age}",
            _kind.title,
            _kind.key,
            due=partial(turning, age=_age),
            follows=_follows(_age),
            category=_kind.category,
            order=_order,
        )
    )

event_kinds.register(EventKind(RETIREMENT_AGE, "到法定退休年龄", "briefcase", "老人"))
milestones.register(
    Milestone(
        "retirement-men",
        "到法定退休年龄",
        RETIREMENT_AGE,
        due=partial(retiring, line=MEN, sex="1"),
        follows=_retires,
        warns="女职工分原 50 周岁（工人）和原 55 周岁（干部）两条线，底册没有记身份，不推算，请向本人或单位核实。",
        order=50,
    )
)

# The last day of a certificate. Its milestones and events are for those only who may read of the certificate.
event_kinds.register(EventKind(CERTIFICATE_ENDING, "证件到期", "certificate", "健康", permission=DISABILITY))
milestones.register(
    Milestone(
        "disability-certificate-ending",
        "残疾人证到期",
        CERTIFICATE_ENDING,
        due=certificates_ending,
        follows=lambda _birth, _payload: "残疾人证有效期的最后一天，提醒本人换证",
        category="健康",
        permission=DISABILITY,
        order=60,
    )
)


def _words(sources: list[str]) -> dict[str, SourceWords]:
    return {source: SourceWords(f"日历，{source.partition(':')[2]} 夜里") for source in sources}


source_kinds.register(SourceKind("milestone", _words))
for _kind_key in (*(f"person.turned_{age}" for age in AGES), RETIREMENT_AGE, CERTIFICATE_ENDING):
    not_told.register(NotTold(_kind_key, "clock", "到了日子，夜里自动记下；出生日期或死亡更正以后自动改。"))
