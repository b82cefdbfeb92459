"""The columns of MZ03 低保/低边/特困在册明细 (appendix C): one line a member, households told by 救助证号."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from aid.domain.law import AID_KINDS
from core.domain.amounts import read_amount
from core.domain.dates import NOTE_MONTH, ParsedDate, parse_date
from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column, ReadCell
from residents.feeds import columns as read
from residents.feeds.cl01_columns import yes_no

# As the layout writes the kinds, and as offices do.
KINDS = {"minimum-living": "低保", "edge": "低保边缘", "extreme-poverty": "特困", "rigid": "刚性支出"}
_SPELLINGS = {
    "低保": "minimum-living", "城市低保": "minimum-living", "城镇低保": "minimum-living", "农村低保": "minimum-living",
    "最低生活保障": "minimum-living", "低保户": "minimum-living", "低保对象": "minimum-living", "低保边缘": "edge", "低边": "edge",
    "低保边缘家庭": "edge", "低收入": "edge", "低收入家庭": "edge", "特困": "extreme-poverty", "特困人员": "extreme-poverty",
    "特困供养": "extreme-poverty", "特困人员救助供养": "extreme-poverty", "五保": "extreme-poverty", "刚性支出": "rigid",
    "刚性支出困难": "rigid", "刚性支出困难家庭": "rigid", "支出型困难": "rigid",
}  # fmt: skip
WITHOUT_MONEY = ("edge", "rigid")
NOTE_YEAR_MONTH = "年月写法已统一"
_OPEN_END = ("长期", "永久", "至今")
# Above this a household's month is a slip of unit or column (D20: 异常大小).
_MOST = 50_000


def kind(raw: Any, check: Check) -> Cell:
    """低保, 低保边缘, 特困 or 刚性支出."""
    cleaned = clean_text(raw)
    text = re.sub(r"[\s（(].*$", "", cleaned.value.replace(" ", ""))
    if not text:
        return Cell(None)
    if text not in _SPELLINGS:
        problem = Problem("unknown_value", f"对象类别“{text[:20]}”看不懂", f"请填{'、'.join(KINDS.values())}", "review")
        return Cell(None, (), problem)
    code = _SPELLINGS[text]
    said = () if cleaned.value == KINDS[code] else (f"对象类别写法统一为“{KINDS[code]}”",)
    return Cell(code, (*cleaned.notes, *said))


def aid_number(raw: Any, check: Check) -> Cell:
    """救助证号 in one spelling, so that the household is known again next month."""
    cleaned = clean_text(raw)
    text = re.sub(r"[—–－_]", "-", cleaned.value.replace(" ", "")).upper()
    if len(text) > 40:
        return Cell(None, (), Problem("too_long", f"救助证号有{len(text)}个字", "请核对是否填错列", "review"))
    if re.match(r"\d\.\d+E\+\d+\Z", text):
        return Cell(None, (), Problem("truncated", "救助证号被表格改成了科学计数", "请把这一列设为文本再送"))
    said = ("救助证号写法已统一",) if text != cleaned.value else ()
    return Cell(text or None, (*cleaned.notes, *said))


def month(raw: Any, check: Check, *, ahead: bool = False) -> ReadCell:
    """A month as its first day; `ahead`: it may lie in the future."""
    text = clean_text(raw).value.replace(" ", "")
    if text in _OPEN_END:
        return Cell(None)
    reading: ParsedDate = parse_date(raw, today=None if ahead else check.today)
    if reading.value is None:
        return reading
    if reading.value.year >= 2100:
        return Cell(None, ("占位的年月视为空",))
    value = reading.value.replace(day=1)
    notes = tuple(NOTE_YEAR_MONTH if note == NOTE_MONTH else note for note in reading.notes)
    return Cell(value, notes)


def stop_month(raw: Any, check: Check) -> ReadCell:
    """停发年月: the first month without money; it may lie ahead."""
    return month(raw, check, ahead=True)


def amount(raw: Any, check: Check) -> ReadCell:
    """The household's sum a month; negative, 免 and implausible ones are looked at."""
    reading = read_amount(raw, header=check.headers.get("monthly", ""))
    if reading.value is not None and reading.value > _MOST:
        words = f"月保障金额 {reading.value:,} 元大得不合常理"
        return Cell(None, (), Problem("implausible", words, "请核对单位是元还是万元", "review"))
    return reading


def account(raw: Any, check: Check) -> Cell:
    """银行账号: digits only; one that a spreadsheet has cut short is never kept."""
    cleaned = clean_text(raw)
    text = re.sub(r"[\s\-]", "", cleaned.value)
    if re.match(r"\d\.\d+E\+\d+\Z", text, re.IGNORECASE) or (
        len(text) >= 16 and text.endswith("0000") and isinstance(raw, float)
    ):
        return Cell(None, (), Problem("truncated", "银行账号被表格截断了", "请把这一列设为文本再送", "review"))
    if text and not re.fullmatch(r"\d{8,30}", text):
        return Cell(None, (), Problem("unreadable", "银行账号应是 8 到 30 位数字", "请照存折填写", "review"))
    said = ("银行账号写法已统一",) if text != cleaned.value else ()
    return Cell(text or None, (*cleaned.notes, *said))


def like_kind(text: str) -> bool:
    return text.replace(" ", "") in _SPELLINGS


def like_month(text: str) -> bool:
    return any(char.isdigit() for char in text) and len(text) <= 20


def like_amount(text: str) -> bool:
    return read_amount(text).problem is None or len(text) <= 12


def _iso_month(value: dt.date) -> str:
    return f"{value:%Y-%m}"


COLUMNS = (
    Column("aid_no", "救助证号", aid_number, ("救助证编号", "低保证号", "证号", "救助号"), value_required=True, column_required=True,
           fill_down=True, width=18, help="同一户写同一个证号", example="D440104001202300001"),
    Column("kind", "对象类别", kind, ("救助类别", "救助类型", "保障类型"), value_required=True, column_required=True, fill_down=True,
           looks_right=like_kind, show=lambda code: AID_KINDS[code].title, choices=tuple(KINDS.values()), width=10, example="低保"),
    Column("head_name", "户主姓名", read.name, ("申请人姓名", "户主"), value_required=True, column_required=True, fill_down=True,
           example="梁惠珍"),
    Column("head_number", "户主身份证号", read.number, ("户主证号", "户主身份证号码", "户主公民身份号码", "申请人身份证号"),
           value_required=True, column_required=True, fill_down=True, looks_right=read.like_number, sensitive=True, width=22,
           shown=False, example="440199196805120023"),
    Column("name", "成员姓名", read.name, ("家庭成员姓名", "姓名", "保障对象姓名"), value_required=True, column_required=True,
           example="梁惠珍"),
    Column("number", "成员身份证号", read.number, read.NUMBER_SYNONYMS, value_required=True, column_required=True,
           looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X", example="440199196805120023"),
    Column("relation", "与户主关系", read.relation, ("关系", "家庭关系"), value_required=True, column_required=True,
           looks_right=read.like_relation, show=read.named("relation"), width=10, example="户主"),
    Column("covered", "是否保障对象", yes_no, ("保障对象", "是否保障", "是否享受"), value_required=True, column_required=True,
           show=lambda value: "是" if value else "否", choices=("是", "否"), width=10, example="是"),
    Column("class_words", "保障类别", read.words(20), ("类别", "分类", "保障分类"), fill_down=True, width=8, example="A"),
    Column("monthly", "月保障金额(元)", amount, ("月保障金额", "户月保障金额", "月救助金额", "家庭月保障金额"), column_required=True,
           fill_down=True, looks_right=like_amount, width=12, help="全户合计", example="1238.00"),
    Column("since", "起始年月", month, ("开始年月", "起保年月", "享受起始年月"), value_required=True, column_required=True, fill_down=True,
           looks_right=like_month, show=_iso_month, width=10, example="2023-01"),
    Column("until", "停发年月", stop_month, ("停保年月", "终止年月"), fill_down=True, show=_iso_month, width=10,
           help="从哪个月起不再发"),
    Column("stop_reason", "停发原因", read.words(60), ("停保原因", "终止原因"), fill_down=True, shown=False),
    Column("cause", "致贫原因", read.words(60), ("致困原因",), fill_down=True, shown=False, sensitive=True),
    Column("bank", "开户银行", read.words(60), ("银行", "开户行"), fill_down=True, shown=False, sensitive=True),
    Column("account", "银行账号", account, ("账号", "银行帐号", "卡号", "存折账号"), fill_down=True, shown=False, sensitive=True, width=22),
    Column("street", "街道", read.words(40), ("街镇", "所属街道"), fill_down=True, shown=False, example="洪桥街道"),
    Column("committee", "社区", read.community, ("居委会", "社区居委会", "所在社区", "居村委会"), value_required=True, column_required=True,
           fill_down=True, looks_right=read.like_area, width=14, example="三眼井社区"),
)  # fmt: skip
