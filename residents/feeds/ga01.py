"""GA01 常住人口: the police's full list of who is registered in a community, true for one day (handbook appendix C).

It registers persons, households by the police's number, and registrations. It says nothing of where people live. A death or a
move that it mentions is a question: both have files of their own. Who is missing from it becomes 疑似退出 (services/exits.py).
"""

from __future__ import annotations

from accounts.selectors.areas import area_tree, communities_by_name, counties_by_name
from core.imports.feed import Check, Feed, Row, feeds
from residents.domain.addresses import parse_address
from residents.domain.names import same_name
from residents.feeds.facts import file_date, person_facts, prepare_file_date
from residents.feeds.full_list import survey
from residents.feeds.ga01_changes import FEED, address_of, compare
from residents.feeds.ga01_columns import COLUMNS, GONE
from residents.feeds.ga01_commit import commit, conclude
from residents.feeds.infants import join_unnumbered
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant, seen_before
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.standing import load_standing
from residents.feeds.undo import undo
from residents.services.dwellings import find_dwellings


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base."""
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    for row in rows:
        file_date(row, check)
        person_facts(row)
        keep_as_written(row)
        _place(row, check, known.get(row.values["number"] or ""))
        row.values["collected_in"] = row.area  # whose household list it is
    found = {row.line: known[row.values["number"]] for row in rows if row.values["number"] in known}
    infants = join_unnumbered(rows, found)
    rest = [row for row in rows if row.line not in found and row.line not in infants and row.person_id is None]
    found |= match_likely(rest, check, column="身份证号")
    dwellings = find_dwellings(address for row in rows if (address := address_of(row.values)))
    for row in rows:
        row.values["placed"] = address_of(row.values) in dwellings
    standing = load_standing({one.id for one in (*found.values(), *infants.values())}, on=check.today)
    for row in rows:
        repeated = _repeated(row, check)
        person = found.get(row.line) or infants.get(row.line)
        if person is not None:
            _known_person(row, person, check, joined=row.line in infants)
        _status(row, person)
        if person is not None and row.sound and not repeated and not row.values["gone"]:
            compare(row, standing[person.id], check)


def _place(row: Row, check: Check, person: Known | None) -> None:
    """Which community the row belongs to: the column, else the address, else what the base says, else the importer's own."""
    v = row.values
    if not v["committee"] and not _wrong(row, "居村委会"):
        v["committee"] = _from_address(v["road"]) or (person.hukou_area if person else "") or _only_area(check)
        if not v["committee"]:
            row.refuse("居村委会", "missing", "居村委会没有填，地址里也看不出是哪个社区", "请补上社区全名或 12 位代码")
    row.area = v["committee"] or ""
    if row.area and not check.scope.holds(row.area):
        row.refuse("居村委会", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
    elif row.area and v["division"] and _other_district(v["division"], row.area):
        row.question(
            "省市县区",
            "division",
            f"户籍地写的是{v['division']}，和居村委会不在一个区",
            "请核对这个人的户口是不是还在本社区",
        )


def _wrong(row: Row, column: str) -> bool:
    return any(finding.column == column for finding in row.findings)


def _from_address(text: str | None) -> str:
    said = parse_address(text).value.community if text else ""
    found = communities_by_name(said) if said else []
    return found[0].code if len(found) == 1 else ""


def _only_area(check: Check) -> str:
    """The importer's community, when the importer has but one."""
    home = getattr(check.by, "home_area", "") or ""
    node = area_tree().get(home)
    return home if node and node.level == "community" and check.scope.holds(home) else ""


def _other_district(division: str, area: str) -> bool:
    """Does 省市县区 name a county other than the community's? Withdrawn names are read as today's (D29)."""
    said = parse_address(division).value
    if not said.district:
        return False
    codes = {code for code, _ in counties_by_name(f"{said.city}{said.district}") if not code.endswith("00")}
    return bool(codes) and area[:6] not in codes


def _repeated(row: Row, check: Check) -> bool:
    """The same person twice in one file."""
    v = row.values
    if not v["number"] or not v["name"]:
        return False
    before = seen_before(check, v["number"], row.line, v["name"])
    if before and same_name(before[1], v["name"]):
        if row.sound:
            row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行重复"
        return True
    if before:
        row.question(
            "身份证号",
            "number_twice",
            f"与第 {before[0]} 行同号，姓名不同（{before[1]}）",
            "一个号只能是一个人，请核对",
        )
    return False


def _known_person(row: Row, person: Known, check: Check, *, joined: bool) -> None:
    v = row.values
    row.person_id = person.id
    if elsewhere(person, check):
        row.hold("身份证号", "elsewhere", "该证号已登记在别的社区", "请与该社区或上级核对")
        return
    if v["name"]:
        note_variant(row, "姓名", v["name"], person.name)
        if not (joined or v.get("linked") or person.temporary) and not same_name(person.name, v["name"]):
            row.question("姓名", "name_differs", f"同一证号在底册里是“{person.name}”", "请核对是改了名，还是证号写错")
    if person.status == "deceased" and v["status"] != "死亡":
        row.question("状态", "deceased", "底册里此人已登记死亡，表里还在册", "请核对：死亡登记有误，还是公安还没有注销")


def _status(row: Row, person: Known | None) -> None:
    """迁出, 死亡, 注销: never done by this file. A reviewer's yes puts the person on the list 疑似退出."""
    v = row.values
    v["gone"] = GONE.get(v["status"] or "", "")
    if not v["gone"]:
        return
    if person is None:
        if v["number"]:
            row.hold(
                "状态", "gone_unknown", f"状态写“{v['gone']}”，底册里没有此人", "不用登记；确要补登，请先由公安更正状态"
            )
    elif _known_gone(row, person):
        if row.sound:
            row.verdict, row.note = "unchanged", f"底册已知此人{v['gone']}"
    else:
        row.question(
            "状态",
            "gone",
            f"状态写“{v['gone']}”，底册里此人还在册",
            "死亡走 GA06、迁出走 GA03；核对后选入库，会列入「疑似退出」，不改此人的户籍",
        )
        row.note = f"列入疑似退出（名单写{v['gone']}）"


def _known_gone(row: Row, person: Known) -> bool:
    if row.values["gone"] == "迁出":
        return person.hukou_area != row.area
    return person.status == "deceased"


feeds.register(
    Feed(
        key=FEED,
        title="常住人口",
        bureau="公安",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        prepare=prepare_file_date,
        survey=survey,
        conclude=conclude,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        household_column="household",
        order=15,
        help="公安每月送来的全量名单。不在表里的人列入「疑似退出」，由社区核对，不自动注销。",
    )
)
