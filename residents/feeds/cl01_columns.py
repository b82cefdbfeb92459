"""The columns of CL01 残疾人证持证人信息 (appendix C)."""

from __future__ import annotations

from typing import Any

from core.domain.dates import parse_date
from core.domain.reading import Problem
from core.domain.text import clean_text
from core.imports.feed import Cell, Check, Column, ReadCell
from residents.domain.codes import codebook
from residents.domain.disability import read_certificate_number
from residents.feeds import columns as read
from residents.models.disability import CertificateState as State

_STATES = {
    "正常": State.VALID, "有效": State.VALID, "在用": State.VALID, "冻结": State.FROZEN, "注销": State.CANCELLED,
    "已注销": State.CANCELLED, "遗失": State.LOST, "挂失": State.LOST, "丢失": State.LOST, "过期": State.EXPIRED,
    "已过期": State.EXPIRED, "失效": State.EXPIRED,
}  # fmt: skip
_YES, _NO = {"是", "有", "享受", "已享受", "Y", "1", "√"}, {"否", "无", "未享受", "不享受", "N", "0", "×"}


def certificate_number(raw: Any, check: Check) -> ReadCell:
    return read_certificate_number(raw)


def state(raw: Any, check: Check) -> Cell:
    """正常, 冻结, 遗失, 注销 or 过期."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if not text:
        return Cell(None)
    if text not in _STATES:
        problem = Problem(
            "unknown_value", f"证件状态“{text[:20]}”看不懂", f"请填{'、'.join(one.label for one in State)}", "review"
        )
        return Cell(None, (), problem)
    found = _STATES[text]
    said = () if text == found.label else (f"证件状态写法统一为“{found.label}”",)
    return Cell(found.value, (*cleaned.notes, *said))


def term(raw: Any, check: Check) -> ReadCell:
    """有效期至: a day that may lie ahead; 长期 and the like mean no end."""
    if clean_text(raw).value.replace(" ", "") in ("长期", "永久", "长期有效"):
        return Cell(None)
    return parse_date(raw)


def yes_no(raw: Any, check: Check) -> Cell:
    """是 or 否; nothing said is None."""
    text = clean_text(raw).value.replace(" ", "").upper()
    if not text:
        return Cell(None)
    if text in _YES or text in _NO:
        return Cell(text in _YES)
    return Cell(None, (), Problem("unknown_value", f"“{text[:20]}”看不懂，应是“是”或“否”", "请填是或否", "review"))


def like_state(text: str) -> bool:
    return text.replace(" ", "") in _STATES


COLUMNS = (
    Column("certificate", "残疾人证号", certificate_number, ("残疾证号", "残疾人证号码", "残疾证号码", "残疾人证编号"), value_required=True,
           column_required=True, sensitive=True, width=24, help="身份证 18 位加类别、等级，补换证的照证件写",
           example="44019919680512002344"),
    Column("name", "姓名", read.name, ("持证人姓名", "残疾人姓名"), value_required=True, column_required=True, example="梁惠珍"),
    Column("number", "身份证号", read.number, read.NUMBER_SYNONYMS, value_required=True, column_required=True,
           looks_right=read.like_number, sensitive=True, width=22, help="18 位，末位可以是 X", example="440199196805120023"),
    Column("category", "残疾类别", read.code("disability"), ("类别", "残疾类型"), show=read.named("disability"), value_required=True,
           column_required=True, sensitive=True, shown=False, choices=tuple(name for _, name in codebook("disability").choices())),
    Column("grade", "残疾等级", read.code("disability_grade"), ("等级", "残疾级别"), show=read.named("disability_grade"),
           value_required=True, column_required=True, sensitive=True, shown=False,
           choices=tuple(name for _, name in codebook("disability_grade").choices())),
    Column("first_issued", "首次发证日期", read.day, ("发证日期", "初次发证日期", "办证日期"), shown=False, looks_right=read.like_date,
           width=13),
    Column("valid_until", "有效期至", term, ("有效期", "有效期限", "有效截止日期", "到期日期"), looks_right=None, width=13,
           example="2028-02-29"),
    Column("state", "证件状态", state, ("持证状态", "证件情况"), value_required=True, column_required=True, looks_right=like_state,
           show=lambda value: State(value).label, choices=("正常", "冻结", "遗失", "注销", "过期"), width=10),
    Column("guardian", "监护人姓名", read.name, ("监护人",), shown=False, sensitive=True),
    Column("guardian_phone", "监护人电话", read.phone, ("监护人联系电话", "监护人手机"), shown=False, sensitive=True, width=14),
    Column("hukou_address", "户籍地址", read.words(200), shown=False, sensitive=True),
    Column("living_address", "居住地址", read.words(200), ("现住址", "现住地址", "家庭住址"), shown=False, sensitive=True),
    Column("living_allowance", "是否享受困难生活补贴", yes_no, ("困难残疾人生活补贴", "生活补贴", "困难生活补贴"), shown=False,
           sensitive=True, choices=("是", "否")),
    Column("care_allowance", "是否享受重度护理补贴", yes_no, ("重度残疾人护理补贴", "护理补贴", "重度护理补贴"), shown=False,
           sensitive=True, choices=("是", "否")),
    Column("employment", "就业状况", read.words(60), ("就业情况",), shown=False, sensitive=True),
    Column("needs", "康复需求", read.words(200), ("康复服务需求",), shown=False, sensitive=True),
)  # fmt: skip
