"""Telephone numbers as people write them (handbook D19)."""

import re
from dataclasses import dataclass

from core.domain.reading import Problem, Reading
from core.domain.text import cell_text, clean_text

_MOBILE = re.compile(r"1[3-9]\d{9}\Z", re.ASCII)
_LANDLINE = re.compile(r"(?:\(?(?P<area>0(?:10|2\d|[3-9]\d{2}))\)?[- ]?)?(?P<number>[2-9]\d{6,7})\Z", re.ASCII)
_EXTENSION = re.compile(r"\s*(?:转|分机号?|ext\.?|x|#)\s*[:\uff1a]?\s*(\d{1,6})\Z", re.IGNORECASE)
_DASH_EXTENSION = re.compile(r"((?:0\d{2,3}[- ]?)[2-9]\d{6,7})-(\d{1,6})\Z", re.ASCII)
_SEPARATORS = re.compile(r"[,\uff0c、;\uff1b/|\n]+|(?<=\d{7})\s+(?=[01]\d{2})|\s*或者?\s*")
_PLACEHOLDER = re.compile(
    r"(?:(\d)\1{5,}|[-—/\\.0]+|1\d?0{8,}|无|没有|暂无|空|不详|未知|待补|保密|拒绝提供|null|none)\Z", re.IGNORECASE
)
_EXPONENT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+\Z", re.ASCII)
_LABEL = re.compile(r"^(?:联系)?(?:电话|手机号?|座机|号码|tel|TEL|Tel)[:\uff1a\s]*")

NOTE_FORM = "电话写法已统一"
NOTE_SPLIT = "一格中的多个号码已分开"
NOTE_PLACEHOLDER = "占位号码视为空"


@dataclass(frozen=True, slots=True)
class Phone:
    """A mobile (11 digits) or landline (020-83331234) number, with its extension if any."""

    number: str
    mobile: bool
    extension: str = ""

    def __str__(self) -> str:
        return f"{self.number}转{self.extension}" if self.extension else self.number


@dataclass(frozen=True, slots=True)
class PhoneReading(Reading):
    """The numbers of one cell, in the order written and without repeats; empty tuple for none.

    With a problem, `values` still holds the numbers that could be read.
    """

    values: tuple[Phone, ...] = ()

    @property
    def value(self) -> str:
        """The number to call first: the first mobile, else the first; "" for none."""
        ordered = sorted(self.values, key=lambda phone: not phone.mobile)
        return str(ordered[0]) if ordered else ""


def read_phones(raw: object, *, area_code: str = "") -> PhoneReading:
    """Read one cell. `area_code` (020) is put before landlines written without one.

    Problems: excel_truncated (refused), masked and phone (review).
    """
    cleaned = clean_text(cell_text(raw).replace("\n", ","))
    text = cleaned.value
    if _MOBILE.match(text):
        return PhoneReading(raw, cleaned.notes, None, (Phone(text, True),))
    if not text:
        return PhoneReading(raw)
    if _EXPONENT.match(text):
        return PhoneReading(raw, problem=_truncated())
    if "*" in text:
        return PhoneReading(raw, problem=_masked())
    notes, phones, bad = list(cleaned.notes), [], []
    parts = [part.strip() for part in _SEPARATORS.split(text) if part and part.strip()]
    for part in parts:
        if _PLACEHOLDER.match(part):
            notes.append(NOTE_PLACEHOLDER)
            continue
        phone = _read_one(part, area_code)
        if phone is None:
            bad.append(part)
        elif phone not in phones:
            phones.append(phone)
            if str(phone) != part:
                notes.append(NOTE_FORM)
    if len(parts) > 1:
        notes.append(NOTE_SPLIT)
    problem = _unreadable(bad) if bad else None
    return PhoneReading(raw, tuple(dict.fromkeys(notes)), problem, tuple(phones))


def _read_one(text: str, area_code: str) -> Phone | None:
    bare = _LABEL.sub("", text)
    bare = re.sub(r"[(\uff08][^0-9)\uff09]*[)\uff09]", "", bare)
    bare = re.sub(r"^(?:\+|00)?86[- ]?(?=1[3-9]|0|\()", "", bare.replace("—", "-").replace("–", "-"))
    compact = re.sub(r"[\s\-.]+", "", bare)
    if _MOBILE.match(compact):
        return Phone(compact, True)
    extension = ""
    if found := _EXTENSION.search(bare):
        extension, bare = found[1], bare[: found.start()]
    elif found := _DASH_EXTENSION.match(bare):
        extension, bare = found[2], found[1]
    narrow = bare.replace("\uff08", "(").replace("\uff09", ")").strip()
    landline = _LANDLINE.match(narrow) or _LANDLINE.match(re.sub(r"[\s\-]+", "", narrow))
    if not landline:
        return None
    area = landline["area"] or area_code
    return Phone(f"{area}-{landline['number']}" if area else landline["number"], False, extension)


def mask(phone: str) -> str:
    """138****0000; a landline keeps its area code and last two digits; short ones are all stars."""
    if _MOBILE.match(phone):
        return f"{phone[:3]}****{phone[-4:]}"
    area, dash, number = phone.rpartition("-")
    if len(number) < 5:
        return "*" * len(phone)
    return f"{area}{dash}{'*' * (len(number) - 2)}{number[-2:]}"


def _truncated() -> Problem:
    return Problem("excel_truncated", "电话被表格软件变成科学计数，后几位已经丢失", "请把该列设为文本格式后重新录入")


def _masked() -> Problem:
    return Problem("masked", "电话含星号，是遮盖后的号码", "请填写完整号码，没有可留空", "review")


def _unreadable(bad: list[str]) -> Problem:
    said = "、".join(bad)
    reason = f"电话“{said}”不是手机号（11位）也不是座机号（区号加7至8位）"
    return Problem("phone", reason, "请核对号码，没有可留空", "review")
