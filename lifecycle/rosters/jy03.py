"""The columns of layout JY03 (街道→教育, 适龄儿童摸底名册), 序号 apart. What no duty keeps yet stays empty."""

from __future__ import annotations

from typing import Any

from core.ui.formats import masked_number, masked_phone
from lifecycle.domain import school_age as rule
from lifecycle.domain.guardians import guardian_word
from lifecycle.roster.declaration import Column, Context, Row
from residents.domain.codes import codebook
from residents.selectors.as_of import unsealed
from residents.selectors.words import sex_word


def _code(book: str, field: str) -> Any:
    return lambda _context, row: codebook(book).name(row[field]) if row[field] else ""


def _address(kind: str) -> Any:
    def value(context: Context, row: Row) -> str:
        return row[f"{kind}_place"] or (context.area_words(row[f"{kind}_code"]) if row[f"{kind}_code"] else "")

    return value


def _day(field: str) -> Any:
    return lambda _context, row: row[field].isoformat() if row[field] else ""


def _consistent(_context: Context, row: Row) -> str:
    return {rule.TOGETHER: "是", rule.UNKNOWN: ""}.get(row["category"], "否")


def _remark(_context: Context, row: Row) -> str:
    missing = [word for kind, word in (("hukou", "户籍地"), ("home", "居住地")) if not row[f"{kind}_code"]]
    return f"{'、'.join(missing)}没有登记" if missing else ""


def _guardian(field: str) -> Any:
    return lambda _context, row: (row["guardian"] or {}).get(field) or ""


def _guardian_relation(_context: Context, row: Row) -> str:
    found = row["guardian"]
    return guardian_word(found["kind"], found["sex"], found["relation"]) if found else ""


def _guardian_sealed(field: str) -> Any:
    return lambda _context, row: unsealed((row["guardian"] or {}).get(field))


def _nothing(_context: Context, _row: Row) -> str:
    return ""


JY03 = (
    Column("committee", "社区", lambda context, row: context.area_name(row["listed_area"]), 9, posted=True),
    Column("name", "儿童姓名", lambda _c, row: row["name"], 9, posted=True, printed=23),
    Column("sex", "性别", lambda _c, row: sex_word(row["sex"]), 5, posted=True, printed=6),
    Column(
        "id_number",
        "公民身份号码",
        lambda _c, row: row["number"] or "",
        19,
        sensitive=True,
        mask=masked_number,
        printed=30,
    ),
    Column("birth_date", "出生日期", _day("birth_date"), 10.5, printed=17),
    Column("ethnicity", "民族", _code("ethnicity", "ethnicity"), 7, printed=11),
    Column("hukou_address", "户籍地址", _address("hukou"), 19, printed=33, group="户籍与居住", left=True),
    Column("hukou_since", "入户日期", _day("hukou_since"), 10.5),
    Column("address", "现居住地址", _address("home"), 19, printed=32, group="户籍与居住", left=True),
    Column("house_tenure", "房屋性质", _nothing, 6, printed=17, group="户籍与居住", collected=False),
    Column("house_cert_no", "房产证号", _nothing, 7, collected=False),
    Column("house_owner", "产权人及关系", _nothing, 7, collected=False),
    Column(
        "consistent",
        "人户是否一致",
        _consistent,
        6,
        printed=10,
        print_header="人户一致",
        group="户籍与居住",
        posted=True,
    ),
    Column("hukou_class", "户籍类别", lambda _c, row: row["category"], 8.5, posted=True),
    Column("guardian_name", "监护人姓名", _guardian("name"), 9, printed=24, print_header="姓名", group="监护人"),
    Column("guardian_relation", "监护人关系", _guardian_relation, 7, printed=8, print_header="关系", group="监护人"),
    Column(
        "guardian_phone",
        "监护人电话",
        _guardian_sealed("phone"),
        12,
        sensitive=True,
        mask=masked_phone,
        printed=21,
        print_header="电话",
        group="监护人",
    ),
    Column("guardian_id", "监护人身份证号", _guardian_sealed("number"), 19, sensitive=True, mask=masked_number),
    Column("disability", "是否残疾及类别", _nothing, 7, collected=False),
    Column("defer", "是否申请延缓入学", _nothing, 7, collected=False),
    Column("target_school", "对口学校", _nothing, 9, printed=19, collected=False),
    Column("seat_used", "同址六年内占用学位", _nothing, 8, collected=False),
    Column("remark", "备注", _remark, 10, printed=20, left=True),
)
