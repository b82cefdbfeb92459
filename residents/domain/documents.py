"""Numbers of the kinds of document in `id_cert_type` (WS 364 CV02.01.101), each by its own rule."""

import datetime as dt
import re
from dataclasses import dataclass

from core.domain.reading import Problem, Reading
from core.domain.text import clean_text
from residents.domain import id_number
from residents.domain.codes import codebook
from residents.domain.number_reading import NumberReading, read_number

RESIDENT_IDENTITY = "01"
HOUSEHOLD_BOOKLET = "02"
BIRTH_CERTIFICATE = "11"
DISABILITY_CARD = "12"

# Kinds whose number is, or has the shape of, the citizen's number; and the shape each asks for.
_CITIZEN_SHAPED = {
    "01": "resident",
    "02": "resident",
    "08": "hmt_permit",
    "09": "foreign_permit",
    "10": "foreign_permit_2017",
}
_RULES = {
    "03": (re.compile(r"[A-Z0-9]{5,17}\Z"), "护照号码应为5至17位字母和数字"),
    "05": (re.compile(r"\d{12}\Z|\d{15}\Z|\d{17}[0-9X]\Z"), "驾驶证号码应为12、15或18位"),
    "06": (re.compile(r"[HM](?:\d{8}|\d{10})\Z"), "港澳居民来往内地通行证应为H或M加8位（旧版10位）数字"),
    "07": (re.compile(r"\d{8}\Z|\d{10}(?:\([A-Z]\))?\Z"), "台湾居民来往大陆通行证应为8位数字"),
    "11": (re.compile(r"[A-Z]\d{9}\Z"), "出生医学证明编号应为1位字母加9位数字"),
    "12": (re.compile(r"\d{17}[0-9X][1-7][1-4](?:B\d)?\Z"), "残疾人证号应为身份证号加残疾类别1位、等级1位，共20位"),
}


@dataclass(frozen=True, slots=True)
class DocumentReading(Reading):
    """A document's number. `kind` is the code of `id_cert_type`; `number` the full reading of a
    citizen-shaped one (birth date, sex, place), else None. `value` None without a problem: none given.
    """

    kind: str = ""
    value: str | None = None
    number: NumberReading | None = None
    placeholder: bool = False


def read_document(kind: str, raw: object, *, today: dt.date | None = None) -> DocumentReading:
    """Read a number by the rule of its kind; an empty kind means the resident's identity card.

    Problems: those of `read_number`; kind_disagrees (review) when the number is sound but belongs
    to another kind of document; document (refused) when its shape is wrong.
    """
    code = kind or RESIDENT_IDENTITY
    if code in _CITIZEN_SHAPED:
        return _citizen_shaped(code, raw, today)
    cleaned = clean_text(raw)
    joined = re.sub(r"[\s\-]", "", cleaned.value).replace("\uff08", "(").replace("\uff09", ")")
    text = joined.upper()
    notes = cleaned.notes if text == cleaned.value else (*cleaned.notes, "证件号码写法已统一")
    if not text:
        return DocumentReading(raw, kind=code)
    if code in _RULES and not _RULES[code][0].match(text):
        stand_in = read_number(raw)
        if stand_in.placeholder:
            return DocumentReading(raw, stand_in.notes, kind=code, placeholder=True)
        problem = Problem("document", f"证件号码“{text}”不合格式：{_RULES[code][1]}", "请按证件核对，或改正证件类型")
        return DocumentReading(raw, problem=problem, kind=code)
    inside = text[:18] if code == DISABILITY_CARD else ""
    if inside and not id_number.is_valid(inside):
        problem = Problem("document", "残疾人证号的前18位不是有效的身份证号", "请按残疾人证核对")
        return DocumentReading(raw, problem=problem, kind=code)
    return DocumentReading(raw, notes, kind=code, value=text)


def _citizen_shaped(code: str, raw: object, today: dt.date | None) -> DocumentReading:
    number = read_number(raw, today=today)
    if number.value is not None and number.kind != _CITIZEN_SHAPED[code]:
        return DocumentReading(raw, problem=_other_kind(code, number), kind=code, number=number)
    return DocumentReading(raw, number.notes, number.problem, code, number.value, number, number.placeholder)


def _other_kind(code: str, number: NumberReading) -> Problem:
    kinds = {shape: key for key, shape in _CITIZEN_SHAPED.items() if key != HOUSEHOLD_BOOKLET}
    book = codebook("certificate")
    likely = book.name(kinds[number.kind]) if number.kind else ""
    return Problem(
        "kind_disagrees",
        f"证件类型填“{book.name(code)}”，而号码像是“{likely}”",
        "请核对证件类型和号码",
        "review",
    )


def disability_of(card_number: str) -> tuple[str, str, str]:
    """(identity number, category 1–7, grade 1–4) inside a disability card's number of 20 or more characters."""
    return card_number[:18], card_number[18], card_number[19]
