"""GA06 死亡注销户口人员: the police have cancelled a registration because of a death (handbook 8, appendix C; E, D01)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.domain.dates import NOTE_MONTH
from core.imports.feed import Check, Feed, Row, feeds
from residents.domain.deaths import POLICE
from residents.domain.names import same_name
from residents.feeds.facts import person_facts
from residents.feeds.ga06_columns import COLUMNS, DECLARED
from residents.feeds.ga06_commit import commit
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant, seen_before
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.feeds.undo import undo
from residents.selectors.deaths import Around, around_deaths

_SCOPE = ("这一行不在你的辖区", "已记下，入库时转给所在的地区")


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base, every row in every way; a handful of statements."""
    for row in rows:
        row.area = row.values["committee"] or ""
        keep_as_written(row, number=row.values.get("number_said") or "")
        person_facts(row)
        _days_fit(row)
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    strangers = [row for row in rows if row.values["number"] not in known]
    likely = match_likely([row for row in strangers if _ours(row, None, check)], check, column="公民身份号码")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    around = around_deaths({who.id: row.values["died_on"] for row in rows if (who := found[row.line])})
    for row in rows:
        who = found[row.line]
        if not _ours(row, who, check):
            row.area = row.area or (who.hukou_area if who else "")
            row.refuse("社区居委会", "scope", *_SCOPE)
        elif who is None:
            _stranger(row)
        else:
            _known(row, who, around[who.id], check)


def _days_fit(row: Row) -> None:
    """D18: born, died, cancelled, in this order. A day of which only the month is said is taken as late as it must be."""
    v = row.values
    born, died, cancelled = v["birth_date"], v["died_on"], v["cancelled_on"]
    if died and born and died < born:
        if _by_month(row, "死亡日期") and (died.year, died.month) == (born.year, born.month):
            died = v["died_on"] = born
        else:
            row.refuse("死亡日期", "before_birth", f"死亡日期 {died} 早于出生日期 {born}", "请核对两个日期")
    if died and cancelled and cancelled < died:
        if _by_month(row, "注销日期") and (cancelled.year, cancelled.month) == (died.year, died.month):
            v["cancelled_on"] = died
        else:
            row.question("注销日期", "before_death", f"注销日期 {cancelled} 早于死亡日期 {died}", "请与派出所核对")


def _by_month(row: Row, column: str) -> bool:
    return any(fix.column == column and fix.reason == NOTE_MONTH for fix in row.fixes)


def _ours(row: Row, who: Known | None, check: Check) -> bool:
    """D32: the row belongs to the importer where the person is known inside the scope, or the police name a community of it.
    Without either it may be anybody's."""
    if who is not None and not elsewhere(who, check):
        return True
    if row.area:
        return check.scope.holds(row.area)
    return who is None


def _stranger(row: Row) -> None:
    if not row.values["number"] or not row.values["name"]:
        return  # said already: the cell is missing or cannot be read
    if not any(finding.code == "likely" for finding in row.findings):
        # Nobody's decision lets it in: somebody who is not in the base cannot die in it.
        row.hold("公民身份号码", "unknown", "底册里没有这个人", "请核对证号；应当在册的，先登记入册再送这一行")


def _known(row: Row, who: Known, around: Around, check: Check) -> None:
    v = row.values
    row.person_id = who.id
    if elsewhere(who, check):
        row.hold("公民身份号码", "elsewhere", "该证号已登记在别的社区", "请与该社区或上级核对")
        return
    if v["name"]:
        note_variant(row, "姓名", v["name"], who.name)
        if not (v.get("linked") or who.temporary) and not same_name(who.name, v["name"]):
            row.question("姓名", "name_differs", f"同一证号在底册里是“{who.name}”", "请核对是改了名，还是证号写错")
    if _repeated(row, check) or v["died_on"] is None:
        return
    if who.status == "deceased":
        _dead_already(row, who, around)
        return
    for word, day in around.reported.items():
        if day != v["died_on"]:
            row.question(
                "死亡日期",
                "day_reported",
                f"{word}说是 {day}，公安说是 {v['died_on']}",
                "核对后以公安的为准，就让这一行入库",
            )
    if around.later:
        row.question(
            "死亡日期",
            "active_later",
            f"死亡日期之后还有登记：{around.later}",
            "请核对：证号或日期写错，还是那次登记有误",
        )
    row.note = _what_follows(v, around)


def _dead_already(row: Row, who: Known, around: Around) -> None:
    v = row.values
    if who.died_on != v["died_on"]:
        said = f"{who.died_on} 去世" if who.died_on else "已去世，日期不详"
        row.hold(
            "死亡日期",
            "day_differs",
            f"底册里此人{said}，公安说是 {v['died_on']}",
            "请街道核对；底册错的，先撤销死亡登记再送",
        )
    elif POLICE in around.confirmed:
        row.verdict, row.note = "unchanged", "底册已登记死亡，日期相同"
    else:
        row.note = "底册已登记死亡，日期相同，补上公安注销"


def _repeated(row: Row, check: Check) -> bool:
    """The same death twice in one file (D30)."""
    v = row.values
    before = seen_before(check, v["number"] or "", row.line, v["name"] or "") if v["number"] else None
    days: dict[str, Any] = check.memory.setdefault("days_of_death", {})
    first = days.setdefault(v["number"], v["died_on"])
    if not before:
        return False
    if not same_name(before[1], v["name"] or ""):
        row.question(
            "公民身份号码",
            "number_twice",
            f"与第 {before[0]} 行同号，姓名不同（{before[1]}）",
            "一个号只能是一个人，请核对",
        )
    elif first != v["died_on"]:
        row.hold(
            "死亡日期", "day_twice", f"与第 {before[0]} 行是同一个人，死亡日期不同（{first}）", "请与派出所核对是哪一天"
        )
    elif row.sound:
        row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行重复"
    return True


def _what_follows(v: dict[str, Any], around: Around) -> str:
    day: dt.date = v["died_on"]
    said = [f"{'宣告死亡' if v['kind'] == DECLARED else '死亡'}登记 {day}"]
    if around.reported:
        said.append("核实了待核实的死亡信息")
    if around.spouse:
        said.append("配偶转为丧偶")
    if around.head:
        said.append("户主要重新确认")
    return "，".join(said)


feeds.register(
    Feed(
        key="GA06",
        title="死亡注销户口人员",
        bureau="公安",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=25,
        help="派出所因死亡注销户口的人。户籍、住处、户成员、婚姻都止于死亡那天，选民、津贴、短信等随后由各项业务处理。死因不留。",
    )
)
