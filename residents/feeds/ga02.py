"""GA02 流动人口: people the police know here who are registered elsewhere; where, the file does not say (appendix C).

The first six digits of a number name the place where it was issued, not the registration (handbook §1.1): the hukou stays open.
"""

from __future__ import annotations

from accounts.selectors.areas import area_words
from core.imports.feed import Check, Feed, Fix, Row, feeds
from residents.domain.names import same_name
from residents.feeds.facts import file_date, person_facts, prepare_file_date
from residents.feeds.ga02_changes import FEED, compare, latest_permits
from residents.feeds.ga02_columns import COLUMNS
from residents.feeds.ga02_commit import commit
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant, seen_before
from residents.feeds.places import Place, place_addresses
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.standing import load_standing
from residents.feeds.undo import undo
from residents.models.permit import PermitState


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base."""
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    places = place_addresses((row.values["address"] for row in rows if row.values["address"]), check)
    found = {row.line: known[row.values["number"]] for row in rows if row.values["number"] in known}
    for row in rows:
        file_date(row, check)
        person_facts(row)
        keep_as_written(row)
        _place(row, places.get(row.values["address"] or ""), check)
        row.values["living"] = row.area
    found |= match_likely((row for row in rows if row.line not in found), check, column="身份证号")
    standing = load_standing({one.id for one in found.values()}, on=check.today)
    permits = latest_permits(standing)
    for row in rows:
        person = found.get(row.line)
        if person is not None:
            _known_person(row, person, check)
        else:
            _newcomer(row)
        repeated = _repeated(row, check)
        if person is not None and row.sound and not repeated:
            compare(row, standing[person.id], permits.get(person.id), check)


def _place(row: Row, place: Place | None, check: Check) -> None:
    v = row.values
    v["place_words"], v["dwelling"] = "", None
    if place is None:
        return
    v["place_words"], v["dwelling"] = place.words[:200], place.dwelling_id
    row.area = place.area
    row.fixes += [Fix("暂住地址", note) for note in place.notes]
    if not place.area:
        row.question("暂住地址", "no_community", "暂住地址看不出是哪个社区", "请在地址里写上社区名，或由所在社区导入")
    elif not check.scope.holds(place.area):
        row.refuse("暂住地址", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")


def _known_person(row: Row, person: Known, check: Check) -> None:
    v = row.values
    row.person_id = person.id
    if elsewhere(person, check):
        row.hold("身份证号", "elsewhere", "该证号已登记在别的社区", "请与该社区或上级核对是否已经搬来")
        return
    if v["name"]:
        note_variant(row, "姓名", v["name"], person.name)
        if not (v.get("linked") or person.temporary) and not same_name(person.name, v["name"]):
            row.question("姓名", "name_differs", f"同一证号在底册里是“{person.name}”", "请核对是改了名，还是证号写错")
    if person.status == "deceased":
        row.question("姓名", "deceased", "底册里此人已登记死亡", "请核对证号")
    if person.hukou_area and person.hukou_area == row.area:
        row.question(
            "暂住地址", "registered_here", "底册里此人的户籍就在这个社区，不算流动人口", "请核对户籍是不是已经迁走"
        )


def _newcomer(row: Row) -> None:
    v = row.values
    if v["permit_state"] == PermitState.CANCELLED:
        row.question("证件状态", "cancelled", "底册没有此人，居住证已注销，人可能已经走了", "还住在这里的，核对后入库")
    if v["number"]:
        issued = area_words(v["number"][:6])
        row.note = f"新登记为流动人口，户籍地待核（证号首次编号地是{issued}，不等于户籍）"


def _repeated(row: Row, check: Check) -> bool:
    """The same person twice in one file."""
    v = row.values
    if not v["number"] or not v["name"]:
        return False
    before = seen_before(check, v["number"], row.line, v["name"])
    if before and same_name(before[1], v["name"]):
        if row.sound:
            row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行是同一个人"
        return True
    if before:
        row.question(
            "身份证号",
            "number_twice",
            f"与第 {before[0]} 行同号，姓名不同（{before[1]}）",
            "一个号只能是一个人，请核对",
        )
    return False


feeds.register(
    Feed(
        key=FEED,
        title="流动人口",
        bureau="公安",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        prepare=prepare_file_date,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=17,
        help="住在本地、户籍在外的人，带居住证和暂住地址。认不出门牌的，先登记到社区，再补住处。",
    )
)
