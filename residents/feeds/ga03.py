"""GA03 户口迁出人员: the police have struck somebody off here and say where to (户口登记条例 第十条).

The registration ends (contracts). Whether the person still lives here the list does not say: that is asked (lifecycle/rules/moves.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from accounts.selectors.areas import area_name
from core.imports.feed import Check, Commit, Feed, Row, feeds
from residents.domain.registrations import Stay, leave
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.transfers import (
    deceased,
    named_alike,
    ours,
    read_person,
    refuse_scope,
    repeated,
    transfer_columns,
)
from residents.feeds.undo import undo
from residents.services.registrations import Transfer, end_registrations, registered_stays

COLUMNS = transfer_columns(
    place="迁往地省市县区", place_synonyms=("迁往地", "迁往地址", "迁往"), committee_required=False
)
WHY = "公安户口迁出"


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base; a handful of statements."""
    for row in rows:
        row.area = row.values["committee"] or ""
        keep_as_written(row)
        read_person(row)
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    strangers = [row for row in rows if row.values["number"] not in known and ours(row, None, check)]
    likely = match_likely(strangers, check, column="身份证号")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    stays = registered_stays(who.id for who in found.values() if who)
    for row in rows:
        who = found[row.line]
        if not ours(row, who, check):
            row.area = row.area or (who.hukou_area if who else "")
            refuse_scope(row)
        elif who is None:
            _stranger(row)
        else:
            _known(row, who, stays.get(who.id, []), check)


def _stranger(row: Row) -> None:
    if row.values["number"] and row.values["name"] and not any(one.code == "likely" for one in row.findings):
        # Nobody's decision lets it in: somebody who is not in the base cannot leave it.
        row.hold("身份证号", "unknown", "底册里没有这个人", "请核对证号；已经迁走的不用补登")


def _known(row: Row, who: Known, stays: list[Stay], check: Check) -> None:
    v = row.values
    row.person_id = who.id
    if elsewhere(who, check) and not any(check.scope.holds(stay.area) for stay in stays):
        row.hold("身份证号", "elsewhere", "该证号已登记在别的社区", "请与该社区或上级核对")
        return
    named_alike(row, who)
    if "死亡" in (v["change"] or ""):
        row.question("变动类别", "death", "变动类别写的是死亡", "死亡走 GA06；核对后选入库的，只结束户籍")
    if who.status == "deceased":
        deceased(row)
    if repeated(row, check) or not v["accepted_on"]:
        return
    step = leave(stays, area=v["committee"] or "", on=v["accepted_on"])
    if step.says == "question":
        row.hold(
            "受理日期" if step.code == "too_early" else "居村委会",
            step.code,
            step.words,
            "请核对；底册户籍有误的，先更正再核对这一行",
        )
    elif step.says == "known":
        row.verdict, row.note = ("unchanged", step.words) if row.sound else (row.verdict, row.note)
    else:
        to = area_name(v["division"]) if v["division"] else "外地"
        row.area = row.area or step.former
        row.note = f"户籍 {v['accepted_on']} 从{area_name(step.former)}迁往{to}；是否还住在这里另行核实"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows; where each person is registered is asked again, for a row may rest on one before it."""
    for rows in chunks:
        stays = registered_stays(row.person_id for row in rows if row.person_id)
        transfers = [
            Transfer(
                row.person_id, v["division"] or "", v["accepted_on"], batch.row_source(row), step, v["change"] or ""
            )
            for row in rows
            if row.person_id
            for v in (row.values,)
            if (step := leave(stays.get(row.person_id, []), area=v["committee"] or "", on=v["accepted_on"])).says
            == "act"
        ]
        end_registrations(transfers, by=batch.by, why=WHY)


feeds.register(
    Feed(
        key="GA03",
        title="户口迁出",
        bureau="公安",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=25,
        help="公安每月送来的迁出名单。只结束户籍；人是不是还住在这里，列成待办由社区核实。",
    )
)
