"""The columns of GA06 死亡注销户口人员 (handbook, appendix C). Why somebody died is read by nobody: the cell is emptied (handbook 8)."""

from __future__ import annotations

from typing import Any

from accounts.selectors.areas import area_name
from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column
from residents.feeds import columns as read

DEATH, DECLARED = "死亡", "宣告死亡"
_KINDS = {
    "死亡": DEATH, "死亡注销": DEATH, "正常死亡": DEATH, "非正常死亡": DEATH, "死亡销户": DEATH,
    "宣告死亡": DECLARED, "宣告死亡注销": DECLARED, "法院宣告死亡": DECLARED,
}  # fmt: skip


def kind_of_cancelling(raw: Any, check: Check) -> Cell:
    """注销类别: a death, or a death declared by a court; anything else is no death (迁出, 参军 …)."""
    text = clean_text(raw)
    known = _KINDS.get(text.value.replace(" ", ""))
    if known is None:
        problem = Problem("kind", f"注销类别“{text.value}”不是死亡", "这张表只登记死亡和宣告死亡，请核对", "review")
        return Cell(None, (), problem)
    return Cell(known, text.notes if known == text.value else (*text.notes, f"注销类别统一为“{known}”"))


def nothing(raw: Any, check: Check) -> Cell:
    """A column that the office must not keep."""
    return Cell(None)


COLUMNS = (
    Column("seq", "序号", read.words(20), shown=False, width=6),
    Column("name", "姓名", read.name, ("死者姓名", "逝者姓名", "死亡人员姓名"), value_required=True, column_required=True),
    Column("number", "公民身份号码", read.number, tuple(s for s in read.NUMBER_SYNONYMS if s != "公民身份号码"), value_required=True,
           column_required=True, looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X"),
    Column("sex", "性别", read.code("sex"), show=read.named("sex"), looks_right=read.like_sex, choices=("男", "女"), width=8),
    Column("birth_date", "出生日期", read.day, ("出生年月", "出生年月日"), looks_right=read.like_date, width=13, shown=False),
    Column("died_on", "死亡日期", read.day, ("死亡时间", "去世日期"), value_required=True, column_required=True,
           looks_right=read.like_date, width=13, example="2026-11-01"),
    Column("cause", "死亡原因", nothing, ("死因",), dropped=True, shown=False, help="社区不存死因：来件里填了也不留"),
    Column("certificate", "死亡证明编号", read.words(60), ("死亡证编号", "死亡证明书编号", "死亡医学证明编号"), shown=False, sensitive=True,
           width=18),
    Column("cancelled_on", "注销日期", read.day, ("注销户口日期", "销户日期", "受理日期"), value_required=True, column_required=True,
           looks_right=read.like_date, width=13, example="2026-11-03"),
    Column("kind", "注销类别", kind_of_cancelling, ("注销原因", "变动类别"), value_required=True, column_required=True,
           choices=(DEATH, DECLARED)),
    Column("household", "户号", read.words(40), shown=False, width=14),
    Column("relation", "与户主关系", read.words(20), ("与户主的关系",), shown=False),
    Column("address", "户籍地址", read.words(200), ("户籍地", "户籍所在地"), shown=False, width=24),
    Column("station", "派出所", read.words(60), ("户籍派出所",), shown=False),
    Column("committee", "社区居委会", read.community, ("居村委会", "居委会", "村居委会", "社区", "所属社区"), width=20,
           show=area_name, help="社区全名或 12 位代码"),
    Column("informant", "申报人", nothing, dropped=True, shown=False, help="不留申报人的姓名和电话"),
    Column("informant_phone", "申报人电话", nothing, ("申报人联系电话",), dropped=True, shown=False),
    Column("remark", "备注", read.words(300), shown=False),
)  # fmt: skip
