"""Which law a case is decided by, what it names and where one applies: 社会救助法 from 2026-07-01, before it 社会救助暂行办法.

The law is that of the day of acceptance (handbook §0.3, §7.1). Clause texts are short paraphrases for screens and papers.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from residents.domain.ages import age_on


@dataclass(frozen=True)
class Law:
    """A law in force from `since` until the day before `until`; `clauses`: {topic: article and what it says}."""

    key: str
    title: str
    since: dt.date
    until: dt.date | None
    minor_until: int
    published_after: bool  # the confirmation itself is published in the community
    clauses: Mapping[str, str]

    def clause(self, topic: str) -> str:
        """《title》 and the article, or "" where this law says nothing of it."""
        words = self.clauses.get(topic, "")
        return f"《{self.title}》{words}" if words else ""


ACT = Law(
    "act-2026",
    "社会救助法",
    dt.date(2026, 7, 1),
    None,
    18,
    True,
    {
        "objects": "第十三条：特困、低保、低保边缘、刚性支出困难、受灾、临时困难、疾病应急、流浪乞讨八类",
        "extreme-poverty": "第十六条：无劳动能力、无生活来源、无法定义务人或义务人无能力的老年人、未成年人、残疾人",
        "minimum-living": "第十八条：人均收入低于低保标准且财产符合规定；差额或分档发放",
        "edge": "第二十一条：人均收入低于边缘标准且财产符合规定",
        "rigid": "第二十二条：人均收入低于上年居民人均可支配收入，必需支出占比超过地方比例",
        "medical": "第十三条",
        "temporary": "第十三条",
        "place": "第三十七条：向户籍地街道提出；临时救助向急难发生地提出；可以委托居委会或他人",
        "found": "第三十九条：居委会发现困难应当报告，街道主动发现",
        "truth": "第四十条：如实报告，同意核查",
        "check": "第四十一条：民政部门可向有关部门、单位查询核对",
        "survey": "第四十三条：入户调查、邻里访问、信函索证",
        "confirm": "第四十四条：县级民政部门确认，省级政府可授权街道",
        "publish": "第四十五条：确认决定在社区公布；不予确认的书面说明理由",
        "change": "第四十六条至第四十八条：情况变化应当告知；定期核查；调减、终止前听取意见，书面告知",
        "advance": "第五十条：情况紧急的先行救助",
        "ask-less": "第六十二条：能够核对到的材料不得要求提供",
        "cheat": "第七十三条：骗取救助的，退回，并处价值二倍以下罚款",
    },
)
MEASURES = Law(
    "measures-2014",
    "社会救助暂行办法",
    dt.date(2014, 5, 1),
    dt.date(2026, 7, 1),
    16,
    False,
    {
        "extreme-poverty": "特困人员供养：老年人、残疾人和未满16周岁的未成年人",
        "minimum-living": "第十二条：低保按家庭人均收入低于标准的差额发放",
        "medical": "医疗救助",
        "temporary": "临时救助",
        "place": "第十一条、第十六条：向户籍所在地街道提出，可以委托居委会",
        "confirm": "街道初审公示，县级民政部门审批",
        "publish": "不予批准、停发的书面说明理由",
        "change": "停发的书面说明理由",
        "refuse-work": "第四十五条：无正当理由连续3次拒绝介绍的工作，减发或者停发",
        "cheat": "骗取救助的，退回，并处一倍以上三倍以下罚款",
    },
)
LAWS = {law.key: law for law in (ACT, MEASURES)}
LAW_CHOICES = [(law.key, law.title) for law in LAWS.values()]


def law_on(day: dt.date) -> Law:
    """The law in force on a day. ValueError for days before 2014-05-01: the rules of 1999 are not kept here."""
    for law in LAWS.values():
        if law.since <= day and (law.until is None or day < law.until):
            return law
    raise ValueError(f"{day} 早于社会救助暂行办法施行（2014-05-01）。")


@dataclass(frozen=True)
class AidKind:
    """A kind of aid that is applied for.

    `named_by`: the laws that know it, with the clause's topic or the clause of another document. `household`: asked for by all who live
    together, else for one person. `pays`: difference (standard less income), fixed (a standard), once (one sum) or nothing
    (recognition). `benefit`: what members then receive in the base; "" for none. `steps`: what must happen between acceptance and review.
    """

    code: str
    title: str
    benefit: str
    pays: str
    clause: str
    named_by: tuple[str, ...] = (ACT.key, MEASURES.key)
    household: bool = True
    steps: tuple[str, ...] = ("check", "survey", "post")
    at_emergency: bool = False


_PERSONAL = "国发〔2015〕52号 困难残疾人生活补贴和重度残疾人护理补贴"
AID_KINDS = {
    kind.code: kind
    for kind in (
        AidKind("minimum-living", "最低生活保障", "minimum-living", "difference", "minimum-living"),
        AidKind("edge", "低保边缘家庭", "edge", "nothing", "edge", named_by=(ACT.key,)),
        AidKind("extreme-poverty", "特困人员供养", "extreme-poverty", "fixed", "extreme-poverty"),
        AidKind(
            "temporary",
            "临时救助",
            "temporary",
            "once",
            "temporary",
            steps=("check", "survey"),
            at_emergency=True,
        ),
        AidKind("rigid", "刚性支出困难家庭", "rigid", "nothing", "rigid", named_by=(ACT.key,)),
        AidKind("medical", "医疗救助", "", "nothing", "medical"),
        AidKind(
            "disability-living",
            "困难残疾人生活补贴",
            "disability-living",
            "fixed",
            _PERSONAL,
            household=False,
            steps=("check",),
        ),
        AidKind(
            "disability-care",
            "重度残疾人护理补贴",
            "disability-care",
            "fixed",
            _PERSONAL,
            household=False,
            steps=("check",),
        ),
        AidKind("orphan", "孤儿基本生活保障", "orphan", "fixed", "粤民规字〔2019〕10号", household=False),
        AidKind(
            "unsupported",
            "事实无人抚养儿童基本生活保障",
            "orphan",
            "fixed",
            "粤民规字〔2019〕10号、民发〔2020〕125号",
            household=False,
        ),
    )
}
KIND_CHOICES = [(kind.code, kind.title) for kind in AID_KINDS.values()]


def basis(kind: str, law: Law) -> str:
    """The clause a case of a kind rests on, as papers print it."""
    words = AID_KINDS[kind].clause
    return law.clause(words) or words


def unnamed(kind: str, law: Law) -> str:
    """Why a case of this kind cannot be accepted under a law, in words; "" when it can."""
    known = AID_KINDS[kind]
    if law.key in known.named_by:
        return ""
    return f"《{law.title}》没有「{known.title}」这一类，{ACT.since} 起受理的才有。"


def where_to_apply(kind: str, law: Law) -> str:
    """The place of acceptance in words (社会救助法 第三十七条)."""
    if AID_KINDS[kind].at_emergency and law is ACT:
        return "急难发生地街道"
    return "户籍所在地街道；有条件的可以在居住证所在地" if law is ACT else "户籍所在地街道"


def is_minor(born: dt.date, on: dt.date, law: Law, *, at_school: bool = False) -> bool:
    """May a child be counted among the extremely poor? Until 18 (满16 before 2026-07-01), longer while still at school under the new law.

    `at_school`: in compulsory or upper secondary education (社会救助法 第十六条).
    """
    if age_on(born, on) < law.minor_until:
        return True
    return law is ACT and at_school
