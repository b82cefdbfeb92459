"""The columns of GA01 常住人口 (appendix C)."""

from __future__ import annotations

from typing import Any

from accounts.selectors.areas import area_name
from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column
from residents.domain.codes import codebook
from residents.feeds import columns as read
from residents.feeds.sq01_columns import birth, household_number

NORMAL = "正常"
GONE = {"迁出": "迁出", "死亡": "死亡", "注销": "注销"}
_SPELLINGS = {"": NORMAL, "正常": NORMAL, "在册": NORMAL, "常住": NORMAL, "已迁出": "迁出", "已死亡": "死亡", "亡": "死亡",
              "死亡注销": "死亡", "已注销": "注销", "销户": "注销"}  # fmt: skip


def status(raw: Any, check: Check) -> Cell:
    """正常, 迁出, 死亡 or 注销; another word is for a person."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if text in GONE or text == NORMAL:
        return Cell(text, cleaned.notes)
    if text in _SPELLINGS:
        return Cell(_SPELLINGS[text], (*cleaned.notes, f"状态写法统一为“{_SPELLINGS[text]}”"))
    problem = Problem("unknown_value", f"状态“{text}”看不懂", f"请填 {NORMAL}、{'、'.join(GONE)}", "review")
    return Cell(None, (), problem)


def like_status(text: str) -> bool:
    return text.strip() in (NORMAL, *GONE)


COLUMNS = (
    Column("data_date", "数据日期", read.day, ("截至日期", "统计日期"), column_required=True, shown=False,
           looks_right=read.like_date, width=13, example="2026-10-31", help="这份名单是哪一天的"),
    Column("data_unit", "数据单位", read.words(60), shown=False, width=18, example="越秀区公安分局"),
    Column("household", "户号", household_number, ("户口号", "户编号"), value_required=True, column_required=True,
           fill_down=True, width=15, help="派出所的户号", example="4401040010001"),
    Column("relation", "与户主关系", read.relation, ("户主关系", "与户主的关系", "关系"), show=read.named("relation"),
           value_required=True, column_required=True, looks_right=read.like_relation,
           choices=("户主", "配偶", "子", "女", "父亲", "母亲", "孙子", "孙女", "非亲属"), example="户主"),
    Column("name", "姓名", read.name, ("居民姓名", "名字"), value_required=True, column_required=True, example="梁惠珍"),
    Column("number", "身份证号", read.number, read.NUMBER_SYNONYMS, value_required=True, column_required=True,
           looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X"),
    Column("sex", "性别", read.code("sex"), show=read.named("sex"), value_required=True, looks_right=read.like_sex,
           choices=("男", "女"), width=8, example="女"),
    Column("birth_date", "出生日期", birth, ("出生年月日", "生日"), value_required=True, looks_right=read.like_date, width=13,
           example="1968-05-12"),
    Column("ethnicity", "民族", read.code("ethnicity"), show=read.named("ethnicity"),
           choices=tuple(name for _, name in codebook("ethnicity").choices()), shown=False, example="汉族"),
    Column("station", "派出所", read.words(60), ("所属派出所",), shown=False, width=18),
    Column("committee", "居村委会", read.community, ("居委会", "村居委会", "社区居委会", "社区", "所属社区"), fill_down=True,
           width=20, show=area_name, help="社区全名或 12 位代码", example="三眼井社区居委会"),
    Column("road", "街路巷", read.words(200), ("地址", "详细地址", "住址"), fill_down=True, width=24, example="三眼井直街12号402"),
    Column("division", "省市县区", read.words(60), ("户籍地", "户籍地省市县区"), fill_down=True, shown=False, width=18,
           example="广东省广州市越秀区"),
    Column("status", "状态", status, ("人员状态", "户口状态"), looks_right=like_status, choices=(NORMAL, *GONE), width=10,
           example=NORMAL),
)  # fmt: skip
