"""The columns of WJ05 老年人健康管理(年度体检), in the order of the layout (appendix C)."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from core.domain.dates import parse_date
from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column, ReadCell
from elderly.domain.constitutions import CONSTITUTIONS, constitution_words, read_constitution
from elderly.domain.measurements import DBP, FBG, MEASURES, SBP, SELFCARE_MOST, Measure, read_measure
from elderly.domain.record_numbers import read_number
from residents.feeds import columns as read

_YES = {"是", "有", "患", "已患", "已确诊", "确诊", "Y", "1", "√", "+"}
_NO = {"否", "无", "未患", "未确诊", "没有", "N", "0", "×", "-"}


def measure(which: Measure) -> Callable[[Any, Check], ReadCell]:
    """A number in the unit of the column."""

    def read_cell(raw: Any, check: Check) -> ReadCell:
        return read_measure(raw, which)

    return read_cell


def meant(field: str, said: str) -> Decimal | None:
    """What a questioned cell comes to once a person let its row in: the other unit converted, the unlikely value as it is."""
    return read_measure(said, MEASURES[field]).instead


def yes_no(raw: Any, check: Check) -> Cell:
    """是 or 否; nothing said is None."""
    text = clean_text(raw).value.replace(" ", "").upper()
    if not text:
        return Cell(None)
    if text in _YES or text in _NO:
        return Cell(text in _YES)
    return Cell(None, (), Problem("unknown_value", f"“{text[:20]}”看不懂，应是“是”或“否”", "请填是或否", "review"))


def score(raw: Any, check: Check) -> Cell:
    """0–37 of the self-care scale; 分 behind it is left out."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if text in ("", "无", "未评", "-", "/"):
        return Cell(None)
    bare = text.removesuffix("分")
    if not bare.isdigit() or int(bare) > SELFCARE_MOST:
        reason = f"自理能力评分“{text[:20]}”不在 0–{SELFCARE_MOST}"
        return Cell(None, (), Problem("out_of_range", reason, "请核对评分；核对后入库的，不记评分", "review"))
    return Cell(int(bare), (*cleaned.notes, "已去掉单位 分") if bare != text else cleaned.notes)


def constitution(raw: Any, check: Check) -> ReadCell:
    return read_constitution(raw)


def appointment(raw: Any, check: Check) -> ReadCell:
    """下次预约日期 may lie ahead."""
    return parse_date(raw)


def record_number(raw: Any, check: Check) -> Cell:
    """档案编号: the 17 digits of the layout, or the number of our own record that the list to the hospital carried."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if not text:
        return Cell(None)
    bare = read_number(text) or text.replace("-", "")
    if bare != read_number(text) and (len(bare) != 17 or not bare.isdigit()):
        reason = f"档案编号“{text[:24]}”不是 17 位数字，也不是本系统的档案编号"
        return Cell(None, (), Problem("record_no", reason, "请核对档案编号；不知道的可以不填", "review"))
    return Cell(bare, (*cleaned.notes, "档案编号写法已统一") if bare != text else cleaned.notes)


def like_measure(text: str) -> bool:
    return any(char.isdigit() for char in text) and len(text) <= 14


COLUMNS = (
    Column("record_no", "档案编号", record_number, ("健康档案编号", "居民健康档案编号", "档案号"), shown=False, width=20,
           help="居民健康档案编号 17 位，或本系统的老人档案编号"),
    Column("name", "姓名", read.name, ("老人姓名", "居民姓名"), value_required=True, column_required=True, example="梁惠珍"),
    Column("number", "身份证号", read.number, read.NUMBER_SYNONYMS, value_required=True, column_required=True,
           looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X", example="440199195105120028"),
    Column("exam_date", "体检日期", read.day, ("检查日期", "年检日期", "体检时间"), value_required=True, column_required=True,
           looks_right=read.like_date, width=13, example="2026-04-18"),
    Column("doctor", "责任医生", read.words(60), ("责任医师", "主检医生", "家庭医生"), shown=False),
    Column("selfcare_score", "自理能力评分", score, ("自理评分", "生活自理能力评分"), sensitive=True, shown=False,
           help="老年人生活自理能力评估表总分，0–37", example="2"),
    Column("sbp", SBP.header, measure(SBP), ("高压", "血压高压", "血压收缩压"), sensitive=True, width=9, looks_right=like_measure,
           help="mmHg，只填一个数", example="138"),
    Column("dbp", DBP.header, measure(DBP), ("低压", "血压低压", "血压舒张压"), sensitive=True, width=9, looks_right=like_measure,
           help="mmHg，只填一个数", example="82"),
    Column("fbg", FBG.header, measure(FBG), ("空腹血糖值", "血糖", "空腹血糖FBG"), sensitive=True, width=9,
           looks_right=like_measure, help="mmol/L", example="5.6"),
    Column("htn", "高血压", yes_no, ("是否高血压", "高血压患者"), sensitive=True, shown=False, choices=("是", "否"),
           show=lambda value: "是" if value else "否"),
    Column("dm", "糖尿病", yes_no, ("是否糖尿病", "糖尿病患者"), sensitive=True, shown=False, choices=("是", "否"),
           show=lambda value: "是" if value else "否"),
    Column("tcm", "中医体质", constitution, ("中医体质辨识", "体质类型"), sensitive=True, shown=False,
           show=constitution_words, choices=tuple(CONSTITUTIONS.values())),
    Column("evaluation", "健康评价", read.words(500), ("评价", "体检结论", "健康评价结果"), sensitive=True, shown=False,
           help="有无异常", example="体检无异常"),
    Column("next_date", "下次预约日期", appointment, ("下次体检日期", "预约日期", "下次随访日期"), shown=False, width=13,
           example="2027-04-20"),
)  # fmt: skip
