"""JY01 义务教育在校学生: who is at which school, each term from the education bureau (handbook §2, §15, appendix C).

Who is not on the list has not dropped out by that (D31): children of compulsory age whom it leaves out are asked about.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from core.imports.feed import Check, Feed, Fix, Row, feeds
from residents.domain import schooling as rule
from residents.domain.id_number import birth_date
from residents.domain.id_number import sex as sex_of
from residents.domain.names import same_name
from residents.domain.number_reading import NumberReading, disagreements, read_number
from residents.feeds.facts import file_date, prepare_file_date
from residents.feeds.jy01_columns import COLUMNS
from residents.feeds.jy01_commit import FEED, commit, conclude, fact_of, survey, undo_list
from residents.feeds.likely import match_likely
from residents.feeds.matching import Known, by_number, elsewhere, note_variant, seen_before
from residents.feeds.review import conflict, look_for_duplicates, people
from residents.models import Schooling
from residents.services.schooling import says_the_same

_SCOPE = ("这一行不在你的辖区", "已记下，入库时转给所在的地区")


def judge(rows: list[Row], check: Check) -> None:
    """Compare a chunk with the base, every row in every way; a handful of statements."""
    for row in rows:
        _against_itself(row, check)
    known = by_number(row.values["number"] for row in rows if row.values["number"])
    likely = match_likely([row for row in rows if row.values["number"] not in known], check, column="身份证号")
    found = {row.line: known.get(row.values["number"] or "") or likely.get(row.line) for row in rows}
    standing = _standings(who.id for who in found.values() if who)
    for row in rows:
        who = found[row.line]
        if who is None:
            _stranger(row)
        elif elsewhere(who, check):
            row.area = who.living_area or who.hukou_area
            row.refuse("姓名", "scope", *_SCOPE)
        else:
            _pupil(row, who, standing.get(who.id, []), check)


def _against_itself(row: Row, check: Check) -> None:
    """D11: student number, resident number, sex and month of birth say one thing. The student number lends the other its number."""
    v = row.values
    file_date(row, check)
    v["grade"] = rule.grade_of(v["class_name"] or "")
    lent = rule.number_in(v["student_no"])
    sound = read_number(lent, today=check.today) if lent else None
    if v["number"] and sound and sound.value and sound.value != v["number"]:
        row.question("学籍号", "student_no_differs", "学籍号里的证号与身份证号不同", "请与学校核对哪一个对")
    elif not v["number"] and sound and sound.value:
        v["number"] = sound.value
        row.fixes.append(Fix("身份证号", "没有填，由学籍号得出"))
    v["birth_date"], v["by_month"] = v["birth_month"], v["birth_month"] is not None
    if not v["number"]:
        return
    for problem in disagreements(NumberReading(v["number"], (), None, v["number"], "resident"), sex=v["sex"]):
        row.note_problem("性别", problem)
    born = birth_date(v["number"])
    if born and v["birth_month"] and _month(born) != _month(v["birth_month"]):
        said = f"出生年月 {v['birth_month']:%Y-%m} 与证号（{born:%Y-%m}）不一致"
        row.question("出生年月", "birth_disagrees", said, "请核对证号和出生年月")
    v["birth_date"], v["by_month"] = born or v["birth_month"], born is None
    if row.decided:
        v["sex"] = sex_of(v["number"])


def _month(day: dt.date) -> tuple[int, int]:
    return day.year, day.month


def _standings(ids: Any) -> dict[int, list[Schooling]]:
    """Everything that is known of these children's school years, in order."""
    found: dict[int, list[Schooling]] = {}
    for row in Schooling.objects.filter(person_id__in=list(ids)).order_by("during"):
        found.setdefault(row.person_id, []).append(row)
    return found


def _stranger(row: Row) -> None:
    """A pupil not in the base: somebody has to look; a list of pupils registers nobody."""
    if not (row.values["name"] and row.values["sex"]):
        return  # said already: the cell is missing or cannot be read
    if row.decided or not any(finding.code == "likely" for finding in row.findings):
        row.hold("姓名", "unknown", "底册里没有这个孩子", "请核对证号；住在辖区的，先登记入册再送这一行")


def _pupil(row: Row, who: Known, standings: list[Schooling], check: Check) -> None:
    v = row.values
    row.person_id = who.id
    note_variant(row, "姓名", v["name"] or "", who.name)
    if v["name"] and not (v.get("linked") or who.temporary or same_name(who.name, v["name"])):
        row.question("姓名", "name_differs", f"同一证号在底册里是“{who.name}”", "请核对是改了名，还是证号写错")
    if v["birth_month"] and who.birth_date and _month(who.birth_date) != _month(v["birth_month"]):
        said = f"底册里这个孩子生于 {who.birth_date}，名单写 {v['birth_month']:%Y-%m}"
        row.question("出生年月", "birth_differs", said, "请核对是不是同一个孩子")
    if who.status == "deceased":
        row.hold("姓名", "deceased", "底册里这个孩子已登记死亡", "请与学校、派出所核对")
    before = seen_before(check, v["student_no"] or "", row.line, v["name"] or "") if v["student_no"] else None
    says = [row.line, v["state"], v["class_name"], v.get("school")]
    first = check.memory.setdefault("pupils", {}).setdefault(who.id, says)
    if before and not same_name(before[1], v["name"] or ""):
        row.question(
            "学籍号", "number_twice", f"与第 {before[0]} 行同一个学籍号，姓名不同（{before[1]}）", "请与学校核对"
        )
    elif first[0] != row.line:
        _twice(row, first, same=first[1:] == says[1:])
    elif row.sound:
        _compare(row, standings, check)


def _twice(row: Row, first: list[Any], *, same: bool) -> None:
    """The same child on two lines (D30): the first counts, unless they say different things."""
    if not same:
        row.question("姓名", "pupil_twice", f"与第 {first[0]} 行是同一个孩子", "一个孩子只有一个学籍，请与学校核对")
    elif row.sound:
        row.verdict, row.note = "unchanged", f"与本表第 {first[0]} 行重复"


def _compare(row: Row, standings: list[Schooling], check: Check) -> None:
    """What the list adds to what is known; nothing: unchanged."""
    v = row.values
    day = v["data_date"]
    if any(known.during.lower > day or (known.confirmed_on or dt.date.min) > day for known in standings):
        row.verdict, row.note = "unchanged", "底册已有更晚的学籍，这一份较早"
        return
    current = next((known for known in standings if _holds(known, day)), None)
    fact = fact_of(row, current, source="")
    v["since"] = fact.since
    same = says_the_same(fact, current)
    if same and current and current.confirmed_on == day and (current.student_digest or not fact.student_no):
        row.verdict, row.note = "unchanged", "底册已有，内容相同"
    elif same:
        row.note = "学籍不变，记下这份名单仍然列着"
    else:
        where = " ".join(filter(None, (v["school"], v["class_name"])))
        now = f"{rule.STATES[v['state']]}{f'，{where}' if where else ''}"
        row.note = f"原来{rule.STATES[current.state]}，改为{now}" if current else now


def _holds(row: Schooling, day: dt.date) -> bool:
    return row.during.lower <= day and (row.during.upper is None or day < row.during.upper)


feeds.register(
    Feed(
        key=FEED,
        title="义务教育在校学生",
        bureau="教育",
        columns=COLUMNS,
        prepare=prepare_file_date,
        judge=judge,
        commit=commit,
        survey=survey,
        conclude=conclude,
        undo=undo_list,
        conflict=conflict,
        people=people,
        after=look_for_duplicates,
        order=40,
        help="教育局每学期（9 月、3 月）送来的在校学生名单。名单里没有的孩子不算辍学，只列出来核对，到了比对日派人上门。",
    )
)
