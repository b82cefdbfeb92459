"""WJ02 出生医学证明: the hospital's word of a birth, before the child has a number (handbook §5.4, appendix C).

The certificate's number is the child's only document until GA05 brings the other; whichever comes first, it is one child.
"""

from __future__ import annotations

import datetime as dt

from accounts.selectors.areas import communities_by_name
from core.imports.feed import Check, Feed, Row, feeds
from residents.domain.addresses import parse_address
from residents.domain.births import unnamed_child
from residents.domain.names import NOTE_TEMPORARY, same_name
from residents.feeds.births import judge_parents
from residents.feeds.infants import children_by_birth, pair_newborns
from residents.feeds.matching import Known, by_number, children_of, elsewhere, seen_before
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.standing import Standing, load_standing
from residents.feeds.undo import undo
from residents.feeds.wj02_changes import FEED, Papers, compare, papers_of
from residents.feeds.wj02_columns import COLUMNS
from residents.feeds.wj02_commit import commit


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base."""
    values = [row.values for row in rows]
    known = by_number(n for v in values for n in (v["number"], v["father_number"], v["mother_number"]) if n)
    siblings = children_of({known[v["mother_number"]].id for v in values if v["mother_number"] in known})
    ours: dict[str, Row] = {}
    for row in rows:
        _read(row)
        mother, father = (known.get(row.values[name] or "") for name in ("mother_number", "father_number"))
        if _in_scope(row, check, mother, father):
            judge_parents(row, mother, father, siblings, check, number="身份证")
            if row.values["number"] and row.values["number"] not in known:
                ours.setdefault(row.values["number"], row)
    joined = pair_newborns(list(ours.values()), check, lacking="certificate")
    _no_more_than_were_born([row for row in ours.values() if row.line not in joined], check)
    children = {row.line: known[row.values["number"]] for row in rows if row.values["number"] in known}
    children |= {line: infant.known for line, infant in joined.items()}
    standing = load_standing({child.id for child in children.values()}, on=check.today)
    papers = papers_of({child.id for child in children.values()})
    for row in rows:
        child = children.get(row.line)
        if child is not None:
            _known_child(row, child, standing[child.id], papers, check)
        _repeated(row, check)


def _read(row: Row) -> None:
    v = row.values
    day, _, time = (v["born"] or "").partition(" ")
    v["birth_date"], v["birth_time"] = (dt.date.fromisoformat(day) if day else None), time
    v["unnamed"] = not v["name"]
    v["temporary_name"] = v["unnamed"] or any(fix.reason == NOTE_TEMPORARY for fix in row.fixes)
    if v["unnamed"] and v["mother_name"] and not any(finding.column == "新生儿姓名" for finding in row.findings):
        v["name"] = unnamed_child(v["mother_name"], v["sex"] or "")
        row.note = f"还没取名，暂用名“{v['name']}”"


def _in_scope(row: Row, check: Check, mother: Known | None, father: Known | None) -> bool:
    """D32: the row belongs to where the mother (else the father) lives or is registered, else to the community of its address.

    Of somebody else's row no more is said than that: whether its mother is known is not the importer's business.
    """
    for parent in (mother, father):
        mine = [area for area in (parent.living_area, parent.hukou_area) if check.scope.holds(area)] if parent else []
        if mine:
            row.area = mine[0]
            return True
    said = parse_address(row.values["address"]).value.community if row.values["address"] else ""
    found = communities_by_name(said) if said else []
    if len(found) == 1:
        row.area = found[0].code
        if not check.scope.holds(row.area):
            row.refuse("家庭地址", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
            return False
        return True
    if mother or father:  # they live elsewhere, which is not told
        row.hold("母亲身份证", "mother", f"你的辖区里没有找到母亲{row.values['mother_name'] or ''}", "请交给上级核对")
        return False
    return True


def _no_more_than_were_born(rows: list[Row], check: Check) -> None:
    """One child has one certificate: another one for the same mother and day is another child only if there were several."""
    mothers = {row.values["mother_pk"] for row in rows if row.values.get("mother_pk")}
    known = children_by_birth(mothers, (row.values["birth_date"] for row in rows if row.values["birth_date"]))
    counted: dict[str, int] = check.memory.setdefault("children of one birth", {})
    for row in rows:
        v = row.values
        if not (v.get("mother_pk") and v["birth_date"]):
            continue
        key = f"{v['mother_pk']}|{v['birth_date'].isoformat()}"
        there = known.get((v["mother_pk"], v["birth_date"]), [])
        before = counted.setdefault(key, len(there))
        counted[key] += 1
        most = max([v["plurality"] or 1, *(child.plurality for child in there)])
        if before >= most and row.sound:
            row.person_id = there[0].known.id if there else None
            row.question(
                "出生证编号", "more_than_born", f"这位母亲同一天已有{before}个孩子登记，胎数写的是{most}",
                "请核对：换发了新证的，是同一个孩子；双胞胎的，请改胎数",
            )  # fmt: skip


def _known_child(row: Row, child: Known, standing: Standing, papers: Papers, check: Check) -> None:
    v = row.values
    row.person_id = child.id
    if elsewhere(child, check):
        row.hold("出生证编号", "elsewhere", "这份出生证已登记在别的社区", "请与该社区或上级核对")
        return
    if v["birth_date"] and child.birth_date and v["birth_date"] != child.birth_date:
        words = f"底册里这个孩子生于 {child.birth_date.isoformat()}，表里写 {v['birth_date'].isoformat()}"
        row.question("出生日期", "birth_disagrees", words, "请核对出生证")
    if row.sound:
        compare(row, standing, papers, check)


def _repeated(row: Row, check: Check) -> None:
    """The same certificate twice in one file."""
    v = row.values
    if not v["number"]:
        return
    before = seen_before(check, v["number"], row.line, f"{v['name']}|{v['birth_date']}")
    if before and same_name(before[1], f"{v['name']}|{v['birth_date']}"):
        if row.sound:
            row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行重复"
    elif before:
        row.question(
            "出生证编号", "number_twice", f"与第 {before[0]} 行同一个编号，孩子不同", "一个编号只能是一个孩子，请核对"
        )


feeds.register(
    Feed(
        key=FEED,
        title="出生医学证明",
        bureau="卫健",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=25,
        help="医院开出的出生医学证明。孩子上户前用出生证编号登记，公安上户名单（GA05）来了自动接上。",
    )
)
