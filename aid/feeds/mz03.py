"""MZ03 低保/低边/特困在册明细: aid in force, household by household, as the civil affairs bureau pays it (appendix C).

Nobody is entered by this list: it speaks of people of the base. Households are told by 救助证号; the head's household of the base and the
list's may differ, and the row says so. Why a family is poor, and its account, stay sealed.
"""

from __future__ import annotations

import datetime as dt

from aid.domain.recalculation import takes_effect
from aid.feeds.mz03_changes import compare, household_note
from aid.feeds.mz03_columns import COLUMNS, WITHOUT_MONEY
from aid.feeds.mz03_commit import commit
from aid.feeds.mz03_undo import undo
from aid.selectors.certificates import certificates
from core.domain.dates import born_on_or_before
from core.imports.feed import Check, Feed, Row, feeds
from residents.domain.names import same_name
from residents.domain.relations import HEAD
from residents.feeds.facts import person_facts
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.selectors.at_home import homes_on
from residents.selectors.benefits import BenefitLine, benefits_between

_FAR = dt.date(9000, 1, 1)
_SHARED = {
    "kind": "对象类别",
    "monthly": "月保障金额(元)",
    "since": "起始年月",
    "until": "停发年月",
    "head_number": "户主身份证号",
}


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base; a handful of statements."""
    for row in rows:
        row.values["sex"] = row.values["birth_date"] = None
        keep_as_written(row)
        person_facts(row)
        _household(row, check)
    wanted = {row.values[name] for row in rows for name in ("number", "head_number") if row.values[name]}
    known = by_number(wanted)
    strangers = [row for row in rows if row.values["number"] not in known]
    likely = match_likely(strangers, check, column="成员身份证号")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    standing = certificates(row.values["aid_no"] for row in rows if row.values["aid_no"])
    received = _received(rows, found)
    homes = homes_on({who.id for who in known.values()}, check.today)
    for row in rows:
        who, head = found[row.line], known.get(row.values["head_number"] or "")
        if who is None:
            _stranger(row)
        elif elsewhere(who, check):
            row.area = who.living_area or who.hukou_area
            row.refuse("成员身份证号", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
        else:
            _known(row, who, head, check)
            certificate = standing.get(row.values["aid_no"] or "")
            _place(row, who, check)
            _repeated(row, check)
            if row.verdict != "unchanged" and row.values["aid_no"] and row.values["kind"]:
                compare(row, who, certificate, received.get(who.id, []), check)
    household_note(rows, found, homes, check)


def _household(row: Row, check: Check) -> None:
    """What stands once for a household must not be told differently in its rows; an amount given once is every row's."""
    v = row.values
    if not v["aid_no"]:
        return
    groups: dict[str, tuple[int, dict[str, object]]] = check.memory.setdefault("households", {})
    line, first = groups.setdefault(v["aid_no"], (row.line, {name: v[name] for name in _SHARED}))
    if v["monthly"] is None and not any(one.column == _SHARED["monthly"] for one in row.findings):
        v["monthly"] = first["monthly"]
        if v["monthly"] is None and v["kind"] and v["kind"] not in WITHOUT_MONEY:
            row.refuse(_SHARED["monthly"], "missing", "月保障金额(元)没有填", "这一列必须填写，请补上")
    for name, header in _SHARED.items():
        if v[name] != first[name] and v[name] is not None and first[name] is not None:
            row.question(
                header, "household_differs", f"与第 {line} 行同一个救助证号，{header}不同", "请核对，同一户写一样的内容"
            )
    if v["since"] and v["until"] and v["until"] <= v["since"]:
        row.question("停发年月", "order", f"停发年月 {v['until']:%Y-%m} 不晚于起始年月", "请核对两个年月")
    if v["kind"] and v["kind"] not in WITHOUT_MONEY and v["monthly"] == 0 and not v["until"]:
        row.question(_SHARED["monthly"], "nothing_paid", "在册的户月保障金额是 0", "请核对金额，停发的写停发年月")


def _stranger(row: Row) -> None:
    if row.values["number"] and row.values["name"] and not any(one.code == "likely" for one in row.findings):
        # Nobody's decision lets it in: the list enters nobody.
        row.hold("成员身份证号", "unknown", "底册里没有这个人", "请核对证号；应当在册的，先登记入册再送这一行")


def _known(row: Row, who: Known, head: Known | None, check: Check) -> None:
    v = row.values
    row.person_id = who.id
    row.area = next(area for area in (who.living_area, who.hukou_area) if check.scope.holds(area))
    if v["name"]:
        note_variant(row, "成员姓名", v["name"], who.name)
        if not (v.get("linked") or who.temporary) and not same_name(who.name, v["name"]):
            row.question("成员姓名", "name_differs", f"同一证号在底册里是“{who.name}”", "请核对是改了名，还是证号写错")
    if v["head_number"] and head is None:
        row.question(
            "户主身份证号", "head_unknown", "底册里没有这个户主", "请核对户主证号；确认无误的，可以先收这个成员"
        )
    elif head and v["head_name"] and not elsewhere(head, check) and not same_name(head.name, v["head_name"]):
        row.question("户主姓名", "name_differs", f"户主证号在底册里是“{head.name}”", "请核对户主的姓名和证号")
    v["head"] = head.id if head else None
    is_head = v["relation"] in HEAD
    if v["number"] and v["head_number"] and v["relation"] and is_head != (v["number"] == v["head_number"]):
        words = "关系写的是户主，证号和户主身份证号不同" if is_head else "证号就是户主的，关系却不是户主"
        row.question("与户主关系", "head_differs", words, "请核对与户主关系和两个证号")
    gone = who.died_on
    if who.status == "deceased" and (v["until"] is None or (gone and v["until"] > takes_effect(takes_effect(gone)))):
        row.hold(
            "成员姓名",
            "deceased",
            "底册里此人已登记死亡，救助还在册",
            "请民政局停发；死亡登记有误的，由街道撤销后再核对",
        )
    if v["until"] and who.birth_date and (problem := born_on_or_before(who.birth_date, v["until"], "停发年月")):
        row.note_problem("停发年月", problem)


def _place(row: Row, who: Known, check: Check) -> None:
    community = row.values["committee"]
    if community and not check.scope.holds(community):
        row.area = community
        row.refuse("社区", "scope", "这一行写的社区不在你的辖区", "已记下，入库时转给所在的地区")
    elif community and community not in who.areas:
        row.question("社区", "place_differs", "表里的社区不是此人的户籍地，也不是现住地", "请核对是否已经迁走")


def _repeated(row: Row, check: Check) -> None:
    """D30: one person twice in a file; under two certificates in force it is a question."""
    v = row.values
    if not v["number"] or not v["aid_no"]:
        return
    memory: dict[str, tuple[int, str, bool]] = check.memory.setdefault("members", {})
    inside = bool(v["covered"]) and not v["until"]
    line, aid_no, before = memory.setdefault(v["number"], (row.line, v["aid_no"], inside))
    if line == row.line:
        return
    if aid_no == v["aid_no"]:
        row.verdict, row.note = ("unchanged", f"与本表第 {line} 行重复") if row.sound else (row.verdict, row.note)
    elif inside and before:
        row.question(
            "救助证号",
            "two_certificates",
            f"此人在第 {line} 行已是另一个救助证的保障对象",
            "一个人只能在一个救助证里，请核对",
        )


def _received(rows: list[Row], found: dict[int, Known | None]) -> dict[int, list[BenefitLine]]:
    spans = [row.values["since"] for row in rows if row.values["since"]]
    ids = {who.id for who in found.values() if who}
    if not spans or not ids:
        return {}
    return benefits_between(ids, min(spans), _FAR)


feeds.register(
    Feed(
        key="MZ03",
        title="救助在册",
        bureau="民政",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        household_column="aid_no",
        order=45,
        help="民政局送来的低保、低保边缘、特困、刚性支出在册名单，一行一个成员，金额是全户的。致贫原因和账号加密保存。",
    )
)
