"""A line of the list beside what stands: what would begin, change and end, and what does not go together."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import cast

from aid.domain.incompatible import Months, between
from aid.domain.law import AID_KINDS
from aid.domain.money import yuan
from aid.selectors.certificates import Certificate
from core.imports.feed import Check, Row
from residents.feeds.matching import Known
from residents.selectors.at_home import Home
from residents.selectors.benefits import BenefitLine

_ABOUT_HOUSEHOLD = {"class_words": "保障类别", "cause": "致贫原因", "bank": "开户银行", "account": "银行账号"}


def compare(
    row: Row, who: Known, certificate: Certificate | None, received: Sequence[BenefitLine], check: Check
) -> None:
    """Write into the row what entering does, in words; unchanged when it says what is known."""
    v = row.values
    if v["covered"]:
        _against_others(row, received)
    fresh = certificate is None or certificate.award is None
    said = _new(row) if fresh else _differences(row, who, cast(Certificate, certificate), check)
    if said:
        row.note = "；".join(said)
    elif row.sound:
        row.verdict, row.note = "unchanged", "底册已有，内容相同"


def _new(row: Row) -> list[str]:
    v = row.values
    title = AID_KINDS[v["kind"]].title
    money = f"，全户每月 {yuan(v['monthly'])}" if v["monthly"] else ""
    since = f"{v['since']:%Y-%m}" if v["since"] else ""
    until = f"，{v['until']:%Y-%m} 起停发" if v["until"] else ""
    who = "登记为保障对象" if v["covered"] else "登记为同户、不保障的成员"
    return [f"{title}{money}，自 {since}{until}", who]


def _differences(row: Row, who: Known, certificate: Certificate, check: Check) -> list[str]:
    v, said = row.values, []
    if v["kind"] != certificate.kind:
        row.question(
            "对象类别",
            "kind_differs",
            f"这个救助证在底册里是{AID_KINDS[certificate.kind].title}",
            "请核对；确已改变类别的，从本月起改",
        )
        said.append(f"改为{AID_KINDS[v['kind']].title}，从 {check.today:%Y-%m} 起")
    if v["since"] and certificate.since and v["since"] != certificate.since and certificate.standing:
        row.question(
            "起始年月",
            "since_differs",
            f"起始年月在底册里是 {certificate.since:%Y-%m}",
            "请核对；以底册为准的，改正后再送",
        )
    if v["monthly"] is not None and v["monthly"] != (certificate.monthly or 0) and certificate.standing:
        before = yuan(certificate.monthly) if certificate.monthly is not None else "没有登记"
        said.append(f"全户每月由 {before} 改为 {yuan(v['monthly'])}，从 {check.today:%Y-%m} 起")
    if v["until"] != certificate.until:
        said.append(_ending(certificate, v["until"]))
    for name, title in _ABOUT_HOUSEHOLD.items():
        if v[name] and v[name] != getattr(certificate, name):
            said.append(f"更新{title}")
    if who.id not in certificate.members:
        said.append("加入这一户" + ("，保障对象" if v["covered"] else "，不保障"))
    elif v["covered"] is not None and certificate.members[who.id] != v["covered"]:
        said.append("改为保障对象" if v["covered"] else "不再是保障对象")
    return said


def _ending(certificate: Certificate, until: dt.date | None) -> str:
    if until is None:
        return f"{certificate.until:%Y-%m} 起停发过，重新在册"
    return f"{until:%Y-%m} 起停发"


def _against_others(row: Row, received: Sequence[BenefitLine]) -> None:
    """What the person receives in the same months under another certificate or of a kind that does not go with it."""
    v = row.values
    if not v["since"] or not v["kind"]:
        return
    asked, wanted = Months(v["since"], v["until"]), AID_KINDS[v["kind"]].benefit
    for line in received:
        rule, months = between(wanted, line.kind), asked.overlap(Months(line.since, line.until))
        if rule is None or months is None or line.document == v["aid_no"]:
            continue
        if line.kind == wanted and not line.document:
            row.note = "底册已登记，接上救助证号"  # told at the desk without a certificate: the same fact
            continue
        row.question(
            "对象类别",
            "covered_elsewhere",
            f"此人已在享{line.words}（{months.words}），{rule.reason}",
            "请核对，先停止其中一种",
        )


def household_note(
    rows: Sequence[Row], found: Mapping[int, Known | None], homes: Mapping[int, Home], check: Check
) -> None:
    """On the head's row: who of the household is not on the list, and who on the list does not live there."""
    listed: dict[str, set[int]] = defaultdict(set)
    for row in rows:
        if (who := found[row.line]) and row.values["aid_no"]:
            listed[row.values["aid_no"]].add(who.id)
    for row in rows:
        who = found[row.line]
        if who is None or row.verdict != "accepted" or row.values.get("head") != who.id:
            continue
        home = homes.get(who.id)
        at_home = {one.id: one.name for one in home.members if check.scope.holds(one.area)} if home else {}
        missing = [name for pk, name in at_home.items() if pk not in listed[row.values["aid_no"]]]
        more = len(listed[row.values["aid_no"]] - set(at_home))
        said = []
        if missing:
            said.append(f"底册同户还有{'、'.join(missing[:5])}{'等' if len(missing) > 5 else ''}，名单里没有")
        if more and at_home:
            said.append(f"名单里有 {more} 人不在底册这一户")
        row.note = "；".join(filter(None, [row.note, *said]))
