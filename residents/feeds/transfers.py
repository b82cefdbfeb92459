"""What the police's two lists of moving registrations share: GA03 迁出 and GA04 迁入 (appendix C)."""

from __future__ import annotations

import re
from typing import Any

from accounts.selectors.areas import area_name, counties_by_name
from core.domain.dates import born_on_or_before
from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column, Row
from residents.domain.addresses import parse_address
from residents.domain.names import same_name
from residents.feeds import columns as read
from residents.feeds.facts import person_facts
from residents.feeds.matching import Known, elsewhere, note_variant, seen_before

_SCOPE = ("这一行不在你的辖区", "已记下，入库时转给所在的地区")


def division(raw: Any, check: Check) -> Cell:
    """省市县区: the code of the county, city or province that the words name; a code is read as one."""
    memory: dict[str, Cell] = check.memory.setdefault("divisions", {})
    text = re.sub(r"\s+", "", clean_text(raw).value)
    if not text:
        return Cell(None)
    if text not in memory:
        memory[text] = _division(text, check)
    return memory[text]


def _division(text: str, check: Check) -> Cell:
    if text.isdigit():
        reading = read.area(text, check)
        return Cell(reading.value, reading.notes, reading.problem)
    parsed = parse_address(text)
    parts = parsed.value
    tries = (text, f"{parts.province}{parts.city}{parts.district}", f"{parts.city}{parts.district}", parts.district)
    found = next(
        (codes for words in tries if words and (codes := {code for code, _ in counties_by_name(words)})), set()
    )
    if len(found) == 1:
        return Cell(found.pop(), parsed.notes)
    if found:
        problem = Problem("division_several", f"叫“{text[:30]}”的地方不止一个", "请在前面写上省和市", "review")
    else:
        problem = Problem("division", f"“{text[:30]}”里看不出是哪个省市县区", "请写省、市、区县的全名", "review")
    return Cell(None, (), problem)


def transfer_columns(*, place: str, place_synonyms: tuple[str, ...], committee_required: bool) -> tuple[Column, ...]:
    """The eleven columns; `place` is the header of where from or where to."""
    return (
        Column("data_date", "数据日期", read.day, shown=False, looks_right=read.like_date, example="2026-11-05"),
        Column("data_unit", "数据单位", read.words(60), shown=False, width=18, example="越秀区公安分局"),
        Column("number", "身份证号", read.number, read.NUMBER_SYNONYMS, value_required=True, column_required=True,
               looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X"),
        Column("name", "姓名", read.name, ("居民姓名", "名字"), value_required=True, column_required=True),
        Column("accepted_on", "受理日期", read.day, ("办理日期", "迁移日期", "登记日期"), value_required=True, column_required=True,
               looks_right=read.like_date, width=13, example="2026-10-12"),
        Column("committee", "居村委会", read.community, ("居委会", "村居委会", "社区居委会", "社区", "所属社区"),
               value_required=committee_required, column_required=committee_required, width=20, show=area_name,
               help="社区全名或 12 位代码"),
        Column("group", "居民组", read.words(40), ("小组", "居民小组"), shown=False),
        Column("change", "变动类别", read.words(20), ("迁移类别", "迁移原因"), value_required=True, width=13,
               help="市内、省内、跨省等，照公安的写"),
        Column("permit", "准迁证号", read.words(60), ("准迁证编号",), shown=False),
        Column("division", place, division, place_synonyms, value_required=True, width=22, show=area_name,
               help="写到区县", example="广东省广州市天河区"),
        Column("move_certificate", "迁移证编号", read.words(60), ("迁移证号", "户口迁移证编号"), shown=False),
    )  # fmt: skip


def read_person(row: Row) -> None:
    """Sex and birth are not columns of these layouts: the number tells them. Nobody moves before being born (D18)."""
    v = row.values
    v["sex"] = v["birth_date"] = None
    person_facts(row)
    if v["birth_date"] and v["accepted_on"]:
        problem = born_on_or_before(v["birth_date"], v["accepted_on"], "受理日期")
        if problem:
            row.note_problem("受理日期", problem)


def ours(row: Row, who: Known | None, check: Check) -> bool:
    """D32: the police name a community of the importer, or the person is known inside the scope."""
    if who is not None and not elsewhere(who, check):
        return True
    return check.scope.holds(row.area) if row.area else who is None


def refuse_scope(row: Row) -> None:
    row.refuse("居村委会", "scope", *_SCOPE)


def named_alike(row: Row, who: Known) -> None:
    """D13: another name under the number is a question."""
    v = row.values
    if not v["name"]:
        return
    note_variant(row, "姓名", v["name"], who.name)
    if not (v.get("linked") or who.temporary) and not same_name(who.name, v["name"]):
        row.question("姓名", "name_differs", f"同一证号在底册里是“{who.name}”", "请核对是改了名，还是证号写错")


def repeated(row: Row, check: Check) -> bool:
    """D30: the same person twice in one file: the same day says nothing new, another one is a question."""
    v = row.values
    if not v["number"] or not v["name"]:
        return False
    before = seen_before(check, v["number"], row.line, v["name"])
    days: dict[str, Any] = check.memory.setdefault("transfer_days", {})
    first = days.setdefault(v["number"], v["accepted_on"])
    if not before:
        return False
    if same_name(before[1], v["name"]) and first == v["accepted_on"]:
        if row.sound:
            row.verdict, row.note = "unchanged", f"与本表第 {before[0]} 行重复"
        return True
    row.question(
        "身份证号",
        "number_twice",
        f"与第 {before[0]} 行同号，姓名或日期不同（{before[1]}）",
        "请核对两行，留下对的一行",
    )
    return False


def deceased(row: Row) -> None:
    row.hold("姓名", "deceased", "底册里此人已登记死亡", "请核对证号；死亡登记有误的，由街道撤销后再核对这一行")
