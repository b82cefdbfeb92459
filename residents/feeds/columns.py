"""How the cells of resident feeds are read. Every reader takes (cell, check) and returns value, notes, problem."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from accounts.selectors.areas import area_meant, area_tree, communities_by_name
from core.domain.dates import ParsedDate, parse_date
from core.domain.phones import read_phones
from core.domain.reading import Problem
from core.domain.text import cell_text, clean_text
from core.imports.feed import Cell, Check, ReadCell
from residents.domain import house_numbers
from residents.domain.addresses import parse_address
from residents.domain.codes import codebook
from residents.domain.names import read_name
from residents.domain.number_reading import NumberReading, read_number
from residents.domain.relations import read_relation

NUMBER_SYNONYMS = (
    "公民身份号码", "公民身份证号", "身份证号", "身份证号码", "居民身份证号", "居民身份证号码", "身份证", "证件号", "证件号码", "身份号码",
)  # fmt: skip
DATE_SHIFTED = "表格用 1904 日期系统，日期已统一加回 1462 天"


def number(raw: Any, check: Check) -> NumberReading:
    return read_number(raw, today=check.today)


def name(raw: Any, check: Check) -> ReadCell:
    return read_name(raw)


def day(raw: Any, check: Check) -> ReadCell:
    """A date that cannot lie in the future. In a 1904 file, date cells are moved back (D17)."""
    if check.date_shift and isinstance(raw, dt.date):
        moved = raw + dt.timedelta(days=check.date_shift)
        reading = parse_date(moved, today=check.today)
        return replace(reading, notes=(*reading.notes, DATE_SHIFTED))
    return parse_date(raw, today=check.today)


def words(longest: int) -> Callable[[Any, Check], ReadCell]:
    """Free text, cut off never: what is too long is a question."""

    def read(raw: Any, check: Check) -> Cell:
        cleaned = clean_text(raw)
        if len(cleaned.value) > longest:
            problem = Problem(
                "too_long", f"内容有{len(cleaned.value)}个字，最多{longest}个", "请缩短，或核对是否填错列", "review"
            )
            return Cell(None, (), problem)
        return Cell(cleaned.value, cleaned.notes)

    return read


def code(book: str) -> Callable[[Any, Check], ReadCell]:
    """A coded column: value is the code of the national standard."""

    def read(raw: Any, check: Check) -> Cell:
        reading = codebook(book).read(raw)
        return Cell(reading.code, reading.notes, reading.problem)

    return read


def relation(raw: Any, check: Check) -> Cell:
    reading = read_relation(raw)
    return Cell(reading.code, reading.notes, reading.problem)


def phone(raw: Any, check: Check) -> ReadCell:
    return read_phones(raw, area_code="020")


def community(raw: Any, check: Check) -> ReadCell:
    """A community by any spelling of its name or by its code (D28); value is the 12-digit code."""
    memory: dict[str, Cell] = check.memory.setdefault("communities", {})
    text = cell_text(raw)
    if text not in memory:
        memory[text] = _community(text, check)
    return memory[text]


def _community(text: str, check: Check) -> Cell:
    meant = area_meant(text)
    found = meant.nodes
    if len(found) > 1 and meant.why:
        problem = Problem("community_divided", f"{meant.why}，要说明是哪一个", "请改写现在的社区名", "review")
        return Cell(None, (), problem)
    if len(found) > 1:
        # The importer's own area decides between communities of one name.
        found = [node for node in found if check.scope.holds(node.code)] or found
    if not found:
        problem = Problem(
            "community", f"没有叫“{clean_text(text).value}”的社区", "请写社区的全名，或改用 12 位区划代码"
        )
        return Cell(None, (), problem)
    if len(found) > 1:
        where = "、".join(area_tree().path(node.code) for node in found[:4])
        problem = Problem("community_several", f"叫“{text}”的社区不止一个：{where}", "请在前面写上街道名", "review")
        return Cell(None, (), problem)
    node = found[0]
    if meant.why:
        return Cell(node.code, (meant.why,))
    ordinary = {node.code, node.name, node.official_name, f"{node.name}居委会", f"{node.name}居民委员会"}
    return Cell(node.code, () if text in ordinary else (f"社区名统一为“{node.name}”",))


def area(raw: Any, check: Check) -> ReadCell:
    """A region code of 6, 9 or 12 digits anywhere in the country, or the name of one of our communities."""
    text = clean_text(raw).value.replace(" ", "")
    if not text.isdigit():
        return community(raw, check)
    tree = area_tree()
    meant = tree.meant_by_code(text)
    if len(meant.nodes) > 1:
        return Cell(None, (), Problem("area_divided", f"{meant.why}，要说明是哪一个", "请改填现在的代码", "review"))
    if meant.nodes and meant.why:
        return Cell(meant.nodes[0].code, (*clean_text(raw).notes, meant.why))
    known = text in tree or (len(text) in (6, 9, 12) and tree.name(text) != text and not _should_be_known(text))
    if not known:
        problem = Problem("area", f"区划代码“{text}”不存在", "社区填 12 位代码，外地填 6 位代码（到区县）")
        return Cell(None, (), problem)
    return Cell(text, clean_text(raw).notes)


def _should_be_known(area_code: str) -> bool:
    """Inside a district whose communities the tree holds, an unknown code is a mistake."""
    return len(area_code) > 6 and bool(area_tree().inside(area_code[:6], "community"))


def road(raw: Any, check: Check) -> ReadCell:
    """街路巷: districts' old names are renewed; what stands in front of the road is left out (D29)."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if not re.search(r"[省市区]|街道", text):
        return Cell(text, cleaned.notes)
    reading = parse_address(text)
    found = reading.value.road
    return Cell(found or text, (*reading.notes, "地址已分段") if found and found != text else reading.notes)


def house_number(raw: Any, check: Check) -> ReadCell:
    return _plate(raw, house_numbers.normalise_house_number(raw))


def building(raw: Any, check: Check) -> ReadCell:
    return _plate(raw, house_numbers.normalise_building(raw))


def room(raw: Any, check: Check) -> ReadCell:
    return _plate(raw, house_numbers.normalise_room(raw))


def _plate(raw: Any, value: str) -> Cell:
    text = clean_text(raw)
    return Cell(value, text.notes if value == text.value or not value else (*text.notes, "门牌写法已统一"))


def named(book: str) -> Callable[[Any], str]:
    """How the screen writes a code of a book."""
    return lambda value: codebook(book).name(str(value)) or str(value)


def like_number(text: str) -> bool:
    """D25: has it the shape of a document number, however dirty?"""
    digits = sum(char.isdigit() for char in text)
    return digits >= 13 or bool(re.match(r"\d\.\d+E\+?\d+\Z", text, re.IGNORECASE)) or read_number(text).placeholder


def like_date(text: str) -> bool:
    reading: ParsedDate = parse_date(text)
    return reading.problem is None or (any(char.isdigit() for char in text) and len(text) <= 20)


def like_sex(text: str) -> bool:
    return codebook("sex").read(text).problem is None


def like_area(text: str) -> bool:
    return len(text) in (6, 9, 12) if text.isdigit() else bool(communities_by_name(text))


def like_relation(text: str) -> bool:
    return read_relation(text).problem is None
