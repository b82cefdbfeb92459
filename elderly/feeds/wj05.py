"""WJ05 老年人健康管理(年度体检): the community hospital says what it measured (handbook §6.2, appendix C).

Nobody is entered by this list: it speaks of people of the base, whatever their age. A day that the base knows already is filled in
where it was blank; where it says something else, a person looks.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from core.domain.dates import born_on_or_before
from core.imports.feed import Check, Feed, Row, feeds
from elderly.domain.measurements import MEASURES
from elderly.feeds.wj05_changes import compare, said_in
from elderly.feeds.wj05_columns import COLUMNS, meant
from elderly.feeds.wj05_commit import commit
from elderly.feeds.wj05_undo import undo
from elderly.models import Checkup
from elderly.selectors.record_numbers import holders_of
from elderly.services.checkups import standing_checkups
from residents.domain.names import same_name
from residents.feeds.facts import person_facts
from residents.feeds.likely import keep_as_written, match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant
from residents.feeds.review import conflict, people

_FARTHEST = dt.timedelta(days=3 * 366)  # an appointment farther ahead is a slip of the pen (P)


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base; a handful of statements."""
    for row in rows:
        keep_as_written(row)
        row.values["sex"] = row.values["birth_date"] = None
        person_facts(row)
        _once_confirmed(row)
        _against_itself(row)
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    likely = match_likely([row for row in rows if row.values["number"] not in known], check, column="身份证号")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    numbers = holders_of(row.values["record_no"] for row in rows if row.values["record_no"])
    standing = standing_checkups(
        (who.id, row.values["exam_date"]) for row in rows if (who := found[row.line]) and row.values["exam_date"]
    )
    for row in rows:
        who = found[row.line]
        if who is None:
            _stranger(row)
        elif elsewhere(who, check):
            row.area = who.living_area or who.hukou_area
            row.refuse("身份证号", "scope", "这一行不在你的辖区", "已记下，入库时转给所在的地区")
        else:
            _known(row, who, numbers, standing, check)


def _once_confirmed(row: Row) -> None:
    """A value that a person confirmed counts as it was meant: in its own unit, or unlikely as it is."""
    for field in MEASURES:
        said = row.values.get(f"{field}_said")
        if row.decided and said and row.values.get(field) is None:
            row.values[field] = meant(field, said)


def _against_itself(row: Row) -> None:
    """D18 and what two columns say together."""
    v = row.values
    sbp, dbp = (Decimal(str(v[name])) if v[name] is not None else None for name in ("sbp", "dbp"))
    if sbp is not None and dbp is not None and sbp <= dbp:
        row.question(
            "舒张压", "swapped", f"收缩压 {sbp} 不高于舒张压 {dbp}，可能填反了", "请核对；核对后入库的，两个数对换"
        )
        if row.decided:
            v["sbp"], v["dbp"] = dbp, sbp
    day, ahead = v["exam_date"], v["next_date"]
    if day and v["birth_date"] and (problem := born_on_or_before(v["birth_date"], day, "体检日期")):
        row.note_problem("体检日期", problem)
    if day and ahead and not day < ahead <= day + _FARTHEST:
        words = "不晚于体检日期" if ahead <= day else "在体检日期三年以后"
        row.question("下次预约日期", "appointment", f"下次预约 {ahead} {words}", "请核对；核对后入库的，不记预约日期")
        if row.decided:
            v["next_date"] = None


def _stranger(row: Row) -> None:
    if row.values["number"] and row.values["name"] and not any(one.code == "likely" for one in row.findings):
        # Nobody's decision lets it in: the list enters nobody.
        row.hold("身份证号", "unknown", "底册里没有这个人", "请核对证号；应当在册的，先登记入册再送这一行")


def _known(
    row: Row, who: Known, numbers: dict[str, int], standing: dict[tuple[int, dt.date], Checkup], check: Check
) -> None:
    v = row.values
    row.person_id = who.id
    row.area = next(area for area in (who.living_area, who.hukou_area) if check.scope.holds(area))
    if v["name"]:
        note_variant(row, "姓名", v["name"], who.name)
        if not (v.get("linked") or who.temporary) and not same_name(who.name, v["name"]):
            row.question("姓名", "name_differs", f"同一证号在底册里是“{who.name}”", "请核对是改了名，还是证号写错")
    if numbers.get(v["record_no"] or "", who.id) != who.id:
        row.question("档案编号", "record_no_taken", "这个档案编号在底册里是另一个人的", "请核对档案编号")
    day = v["exam_date"]
    if day is None:
        return
    if who.status == "deceased" and (who.died_on is None or day > who.died_on):
        when = f"{who.died_on} " if who.died_on else ""
        row.hold(
            "体检日期",
            "deceased",
            f"底册里此人已于 {when}去世，体检在那以后",
            "请核对日期；死亡登记有误的，由街道撤销后再送",
        )
    if not _repeated(row, who, check):
        compare(row, standing.get((who.id, day)))


def _repeated(row: Row, who: Known, check: Check) -> bool:
    """D30: one person and one day twice in a file; the same again is nothing new, other values are a question."""
    memory = check.memory.setdefault("days", {})
    said = said_in(row)
    line, first = memory.setdefault((who.id, row.values["exam_date"]), (row.line, said))
    if line == row.line:
        return False
    if first == said:
        row.verdict, row.note = ("unchanged", f"与本表第 {line} 行重复") if row.sound else (row.verdict, row.note)
    else:
        row.hold("体检日期", "day_twice", f"与第 {line} 行是同一个人同一天，内容不同", "请核对两行，留下对的一行再送")
    return True


feeds.register(
    Feed(
        key="WJ05",
        title="老年人体检",
        bureau="卫健",
        columns=COLUMNS,
        judge=judge,
        commit=commit,
        undo=undo,
        conflict=conflict,
        people=people,
        order=45,
        help="社区医院送来的年度体检结果。只登记底册里的人；评价等文字加密保存，只有职责需要的人能看。",
    )
)
