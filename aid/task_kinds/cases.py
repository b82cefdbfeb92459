"""What a case asks of each office on its way; the procedure opens and closes these itself (aid/services/case_tasks.py)."""

from __future__ import annotations

from functools import partial

from aid.parameters import cases as limits
from lifecycle.tasking.declaration import Limit, TaskKind, task_kinds

PLACE = "aid-case"
STREET, DISTRICT = "street_officer", "civil_affairs_officer"


_community = partial(TaskKind, duty="救助", place=PLACE)
_street = partial(_community, role=STREET, level="street")
_district = partial(_community, role=DISTRICT, level="district")

ACCEPT = _street(
    "aid-accept",
    "救助申请待受理",
    order=20,
    limit=Limit(limits.ACCEPT),
    icon="lifebuoy",
    clause="社会救助法 第四十三条",
)
MEND = _community(
    "aid-papers",
    "帮申请人补齐材料",
    order=21,
    limit=Limit(limits.MEND),
    icon="file-text",
    clause="社会救助法 第六十二条",
    help="能够核对到的材料不得要求提供。材料齐了，在这件救助里登记。",
)
CHECK = _street(
    "aid-check", "经济状况核对", order=22, limit=Limit(limits.CHECK), icon="search", clause="社会救助法 第四十一条"
)
SURVEY = _community(
    "aid-survey",
    "救助入户调查",
    order=23,
    limit=Limit(limits.SURVEY),
    icon="home",
    clause="社会救助法 第四十三条",
    help="两人以上入户，问清收入、财产和支出，经同意拍照。",
)
REVIEW = _street(
    "aid-review",
    "救助审核",
    order=24,
    limit=Limit(limits.REVIEW),
    icon="clipboard-list",
    clause="社会救助法 第四十三条",
)
POST = _community("aid-post", "张贴救助公示", order=25, limit=Limit(limits.POST), icon="flag")
POSTED = _community(
    "aid-posted", "公示期满，取下公示", order=26, icon="flag", help="期满没有异议的，取下公示，报送确认。"
)
OBJECTION = _street("aid-objection", "核查公示异议", order=27, limit=Limit(limits.OBJECTION), icon="user-question")
CONFIRM = _district(
    "aid-confirm", "救助确认", order=28, limit=Limit(limits.WHOLE), icon="certificate", clause="社会救助法 第四十四条"
)
CONFIRM_LONG = _district(
    "aid-confirm-long",
    "救助确认（特殊情况）",
    order=28,
    limit=Limit(limits.WHOLE_LONG),
    icon="certificate",
    clause="社会救助法 第四十四条",
)
CONFIRM_STREET = _street(
    "aid-confirm-street",
    "救助确认（授权街道）",
    order=28,
    limit=Limit(limits.WHOLE),
    icon="certificate",
    clause="社会救助法 第四十四条",
)
TELL_REFUSAL = _street(
    "aid-refusal-notice",
    "书面告知不予确认",
    order=18,
    limit=Limit(limits.REFUSAL),
    icon="send",
    clause="社会救助法 第四十五条",
    help="送达不予确认决定书，写明理由和救济途径。",
)
TELL = _street(
    "aid-notice", "书面告知救助决定", order=29, limit=Limit(limits.NOTICE), icon="send", clause="社会救助法 第四十五条"
)
PUBLISH = _community("aid-publish", "公布救助确认决定", order=30, icon="flag", clause="社会救助法 第四十五条")
RECHECK = _street(
    "aid-recheck", "救助定期复核", order=31, icon="rotate", clause="社会救助法 第四十七条", escalates=False
)
HEAR = _community(
    "aid-hearing",
    "听取家庭意见",
    order=22,
    limit=Limit(limits.HEARING),
    icon="user-question",
    clause="社会救助法 第四十八条",
    help="调减、终止之前先听取意见，记下这家怎么说。",
)
LOOK = _community(
    "aid-look",
    "看救助要不要调整",
    order=23,
    icon="lifebuoy",
    clause="社会救助法 第四十六条",
    help="家里有了变化。居委会核实后告诉街道，要调整的由街道开始复核。",
)

for _kind in (
    LOOK,
    ACCEPT,
    MEND,
    CHECK,
    SURVEY,
    REVIEW,
    POST,
    POSTED,
    OBJECTION,
    CONFIRM,
    CONFIRM_LONG,
    CONFIRM_STREET,
    TELL_REFUSAL,
    TELL,
    PUBLISH,
    RECHECK,
    HEAR,
):
    task_kinds.register(_kind)
