"""Assistance paid by the month, from the awards in force. Edge and rigid families are recognised and paid nothing."""

from __future__ import annotations

from aid.selectors.aid_paid import NUMBER_OF, accounts, due, why_not
from lifecycle.paying.declaration import PaymentScheme
from lifecycle.paying.watching import declare

_EVENTS = (
    "person.died",
    "person.death_revoked",
    "person.benefit_started",
    "person.benefit_ended",
    "person.merged",
    "person.merge_undone",
)
_LAW = "社会救助法 第十六条、第十八条、第四十六条至第四十八条"
_CHILDREN = "粤民规字〔2019〕10号；民发〔2020〕125号"
_DISABLED = "国发〔2015〕52号"

# key and benefit, title, kinds of award, clause, icon.
_SCHEMES = (
    ("minimum-living", "低保金", ("minimum-living",), _LAW, "lifebuoy"),
    ("extreme-poverty", "特困人员救助供养金", ("extreme-poverty",), _LAW, "lifebuoy"),
    ("orphan", "孤儿、事实无人抚养儿童生活费", ("orphan", "unsupported"), _CHILDREN, "lifebuoy"),
    ("disability-living", "困难残疾人生活补贴", ("disability-living",), _DISABLED, "lifebuoy"),
    ("disability-care", "重度残疾人护理补贴", ("disability-care",), _DISABLED, "lifebuoy"),
    ("temporary", "临时救助金", ("temporary",), "社会救助法 第十三条", "lifebuoy"),
)


def _scheme(key: str, title: str, kinds: tuple[str, ...], clause: str, icon: str, order: int) -> PaymentScheme:
    return PaymentScheme(
        key=key,
        title=title,
        duty="救助",
        due=lambda area, month: due(kinds, area, month),
        due_of=lambda area, month, keys: due(kinds, area, month, keys),
        why_not=lambda area, month, keys: why_not(kinds, area, month, keys),
        permission="aid.view",
        icon=icon,
        clause=clause,
        parameters=tuple(dict.fromkeys(NUMBER_OF[kind] for kind in kinds if kind in NUMBER_OF)),
        events=_EVENTS,
        benefit=key,
        accounts=accounts,
        by_person=False,
        order=order,
    )


for _order, _one in enumerate(_SCHEMES):
    declare(_scheme(*_one, order=20 + _order))
