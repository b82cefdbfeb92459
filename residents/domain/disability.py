"""残疾人证: its number, and what it says of a disability (handbook §1.3, layout CL01).

Twenty characters: the holder's 18-character identity number, one digit of category (1–7), one of grade (1–4, the first the
gravest); a certificate issued again may carry a letter and digits behind them (B1, B2 …).
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from core.domain.reading import Problem
from core.domain.text import clean_text
from residents.domain.number_reading import read_number

_NUMBER = re.compile(r"(\d{17}[\dX])([0-9])([0-9])([A-Z]?\d{0,2})\Z", re.ASCII)
CATEGORIES, GRADES = "1234567", "1234"
# 重度残疾人护理补贴: grades one and two of every kind, three and four of mind and intellect (粤民规字〔2019〕10号 “重残”).
_MIND = ("5", "6")
NOTE_TIDIED = "证号写法已统一"


@dataclass(frozen=True, slots=True)
class CertificateNumber:
    """A number taken apart: the holder's identity number, category, grade, and the mark of a reissue."""

    holder: str
    category: str
    grade: str
    reissue: str = ""

    @property
    def text(self) -> str:
        return f"{self.holder}{self.category}{self.grade}{self.reissue}"

    @property
    def masked(self) -> str:
        """`440199********123X …`: category and grade of a masked number would tell what it hides."""
        return f"{self.holder[:6]}********{self.holder[-4:]} **"


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A certificate number read from a cell; the shape that every column reader returns."""

    value: str | None = None
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


def read_certificate_number(raw: object) -> NumberReading:
    """Tidy and check a number. Problems: length, check_digit and the other faults of an identity number (refused), category and
    grade outside the tables (review).
    """
    cleaned = clean_text(raw)
    text = re.sub(r"[\s\-—]+", "", cleaned.value).upper().replace("×", "X").replace("Х", "X")
    if not text:
        return NumberReading()
    found = _NUMBER.match(text)
    if not found:
        words = f"残疾人证号“{text[:24]}”不是 18 位证号加类别、等级的 20 位"
        return NumberReading(None, (), Problem("length", words, "请照残疾人证填写，补换证的字母和数字写在末尾"))
    holder = read_number(found[1])
    if holder.problem:
        problem = Problem(
            holder.problem.code, f"残疾人证号的前 18 位不对：{holder.problem.reason}", holder.problem.remedy
        )
        return NumberReading(None, (), problem)
    if found[2] not in CATEGORIES or found[3] not in GRADES:
        words = f"残疾人证号第 19、20 位是 {found[2]}{found[3]}，类别只有 1–7、等级只有 1–4"
        return NumberReading(None, (), Problem("unknown_value", words, "请照残疾人证核对", "review"))
    said = clean_text(raw).value
    return NumberReading(text, (*cleaned.notes, NOTE_TIDIED) if said != text else cleaned.notes)


def take_apart(number: str) -> CertificateNumber | None:
    """The parts of a number that was read before; None for another shape."""
    found = _NUMBER.match(number)
    return CertificateNumber(*found.groups()) if found else None


def is_severe(category: str, grade: str) -> bool:
    """重度: grades one and two, and of intellectual and mental disability also three and four."""
    return grade in ("1", "2") or (category in _MIND and grade in ("3", "4"))


@dataclass(frozen=True, slots=True)
class Details:
    """What a certificate tells of health and family. `category` 1–7, `grade` 1–4; None where the file was silent."""

    category: str = ""
    grade: str = ""
    guardian: str = ""
    guardian_phone: str = ""
    employment: str = ""
    needs: str = ""
    living_allowance: bool | None = None
    care_allowance: bool | None = None

    @property
    def severe(self) -> bool:
        return is_severe(self.category, self.grade)

    def pack(self) -> str:
        """JSON without what is not known; "" when nothing is."""
        known = {name: value for name, value in asdict(self).items() if value not in (None, "")}
        return json.dumps(known, ensure_ascii=False) if known else ""

    @classmethod
    def unpack(cls, sealed: str) -> Details:
        return cls(**json.loads(sealed)) if sealed else cls()
