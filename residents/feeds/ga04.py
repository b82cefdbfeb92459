"""GA04 户口迁入人员: the police have registered somebody here and say where from (户口登记条例 第十三条; contracts: GA04 registers).

Somebody whom the base does not hold is entered, with the home open (补住处). Somebody registered in another community of ours moves
from there: the police's word, an exact number and the same name are enough, and nothing of the person is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from accounts.selectors.areas import area_name
from core.imports.feed import Check, Commit, Feed, Row, feeds
from residents.domain.names import same_name
from residents.domain.registrations import Stay as Registered
from residents.domain.registrations import arrive
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
from residents.services.marriages import join_spouses
from residents.services.register import PersonDraft, Stay, register_people
from residents.services.registrations import IN, TRANSFERRED, Transfer, begin_registrations, registered_stays

COLUMNS = transfer_columns(
    place="原住址省市县区", place_synonyms=("原住址", "迁出地省市县区", "迁出地", "何地迁来"), committee_required=True
)
WHY = "公安户口迁入"


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base; a handful of statements."""
    for row in rows:
        row.area = row.values["committee"] or ""
        keep_as_written(row)
        read_person(row)
        row.values["collected_in"] = row.area
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    strangers = [row for row in rows if row.values["number"] not in known and ours(row, None, check)]
    likely = match_likely(strangers, check, column="身份证号")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    stays = registered_stays(who.id for who in found.values() if who)
    for row in rows:
        who = found[row.line]
        if not ours(row, who, check):
            refuse_scope(row)
        elif who is not None:
            _known(row, who, stays.get(who.id, []), check)
        elif not repeated(row, check) and row.sound:
            row.note = f"新登记，户籍 {row.values['accepted_on']} 迁入{area_name(row.area)}，住处待补"


def _known(row: Row, who: Known, stays: list[Registered], check: Check) -> None:
    v = row.values
    row.person_id = who.id
    if elsewhere(who, check):
        if v["name"] and not same_name(who.name, v["name"]):
            row.hold("身份证号", "elsewhere", "该证号已登记在别的社区，姓名不同", "请与该社区或上级核对")
            return
    else:
        named_alike(row, who)
    if who.status == "deceased":
        deceased(row)
    if repeated(row, check) or not v["accepted_on"] or not v["committee"]:
        return
    step = arrive(stays, area=v["committee"], on=v["accepted_on"])
    if step.says == "question":
        row.hold("受理日期", step.code, step.words, "请核对日期；底册户籍有误的，先更正再核对这一行")
    elif step.says == "known":
        row.verdict, row.note = ("unchanged", step.words) if row.sound else (row.verdict, row.note)
    elif step.dated:
        row.note = f"户籍改为 {v['accepted_on']} 起，以公安为准"
    else:
        came = f"从{area_name(step.former)}" if step.former and not elsewhere(who, check) else ""
        row.note = f"底册已有此人，户籍 {v['accepted_on']} {came}迁入{area_name(row.area)}"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Newcomers are registered, the others move; whoever is married to a newcomer's number becomes their spouse."""
    for rows in chunks:
        fresh = [row for row in rows if row.person_id is None]
        ids = register_people([_draft(row, batch) for row in fresh], by=batch.by, why=WHY)
        for row, person_id in zip(fresh, ids, strict=True):
            row.person_id = person_id
        newcomers = {row.person_id: row.values["number"] for row in fresh if row.person_id}
        join_spouses(newcomers, by=batch.by, why=WHY)
        stays = registered_stays(row.person_id for row in rows if row.person_id and row.person_id not in newcomers)
        transfers = [
            Transfer(row.person_id, v["committee"], v["accepted_on"], batch.row_source(row), step, v["change"] or "")
            for row in rows
            if row.person_id and row.person_id not in newcomers
            for v in (row.values,)
            if (step := arrive(stays.get(row.person_id, []), area=v["committee"], on=v["accepted_on"])).says == "act"
        ]
        begin_registrations(transfers, by=batch.by, why=WHY)


def _draft(row: Row, batch: Commit) -> PersonDraft:
    v = row.values
    return PersonDraft(
        name=v["name"],
        source=batch.row_source(row),
        occurred_on=v["accepted_on"],
        sex=v["sex"] or "0",
        birth_date=v["birth_date"],
        number=v["number"],
        number_raw=v.get("number_raw") or "",
        temporary_name=bool(v.get("temporary_name")),
        hukou=Stay(v["committee"], v["accepted_on"]),
        event_kind=TRANSFERRED,
        payload={
            "direction": IN,
            "from": v["division"] or "",
            "to": v["committee"],
            "change": (v["change"] or "")[:20],
        },
    )


feeds.register(
    Feed(
        key="GA04",
        title="户口迁入",
        bureau="公安",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=24,
        help="公安每月送来的迁入名单。底册没有的人新登记，住处待补；从本区别的社区迁来的，户籍随之转过来。",
    )
)
