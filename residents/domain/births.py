"""What a medical certificate of birth says: its number, weight in grams, length, weeks (handbook §5.4, layout WJ02)."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

from core.domain.reading import Problem
from core.domain.text import clean_text

CERTIFICATE = "11"  # id_cert_type: 出生医学证明
_NUMBER = re.compile(r"[A-Z]\d{9}\Z")
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)\s*(kg|g|公斤|千克|克|斤|cm|厘米|公分|周|w)?(?:\+(\d)天?)?\Z", re.IGNORECASE)
_KILOGRAMS, _JIN = {"kg", "公斤", "千克"}, {"斤"}
# Outside these a figure is questioned, never mended: the lightest and heaviest that lived, with room to spare.
_LIGHTEST, _HEAVIEST = 250, 9000
_SHORTEST, _LONGEST = 20, 70
_FEWEST_WEEKS, _MOST_WEEKS = 20, 45

NOTE_KILOGRAMS = "体重写的是公斤，已换成克"
NOTE_JIN = "体重写的是斤，已换成克"
NOTE_UPPER = "出生证编号的字母已改成大写"


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure read from a cell; the shape that every column reader returns."""

    value: int | float | None = None
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class CertificateReading:
    """The number of a certificate of birth."""

    value: str = ""
    notes: tuple[str, ...] = ()
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """Health data of a birth: grams, centimetres, completed weeks; words as the hospital wrote them; time `HH:MM`."""

    weight_g: int | None = None
    length_cm: float | None = None
    weeks: int | None = None
    health: str = ""
    delivery: str = ""
    time: str = ""

    def pack(self) -> str:
        """JSON without what is not known; "" when nothing is."""
        known = {name: value for name, value in asdict(self).items() if value not in (None, "")}
        return json.dumps(known, ensure_ascii=False) if known else ""

    @classmethod
    def unpack(cls, text: str) -> Measures:
        """The reverse of `pack`."""
        return cls(**json.loads(text)) if text else cls()


def read_certificate(raw: object) -> CertificateReading:
    """A letter and nine digits (WS 364). Anything else is for a person: nothing can be computed from it."""
    cleaned = clean_text(raw)
    text = re.sub(r"[\s\-]", "", cleaned.value)
    notes = cleaned.notes
    if text.upper() != text:
        text, notes = text.upper(), (*notes, NOTE_UPPER)
    if _NUMBER.match(text):
        return CertificateReading(text, tuple(notes))
    said = cleaned.value[:20]
    return CertificateReading(
        problem=Problem(
            "certificate", f"出生证编号“{said}”不是一个字母加九位数字", "请按《出生医学证明》右上角的编号填写", "review"
        )
    )


def read_weight(raw: object) -> Amount:
    """Grams. Kilograms come in often (3.2, 3.2kg, 6.4斤): under 20 without a unit it can be nothing else."""
    found = _AMOUNT.match(clean_text(raw).value.replace(" ", ""))
    if not found:
        return Amount(problem=_unreadable("体重", raw, "3200"))
    value, unit = float(found[1]), (found[2] or "").lower()
    notes: tuple[str, ...] = ()
    if unit in _KILOGRAMS or (not unit and value < 20):
        value, notes = value * 1000, (NOTE_KILOGRAMS,)
    elif unit in _JIN:
        value, notes = value * 500, (NOTE_JIN,)
    if not _LIGHTEST <= value <= _HEAVIEST:
        return Amount(problem=_unlikely("体重", raw, "克"))
    return Amount(round(value), notes)


def read_length(raw: object) -> Amount:
    """Centimetres."""
    return _figure("身长", raw, _SHORTEST, _LONGEST, "50", "厘米")


def read_weeks(raw: object) -> Amount:
    """Completed weeks; 39+4 and 39+4天 are 39 weeks and 4 days."""
    reading = _figure("孕周", raw, _FEWEST_WEEKS, _MOST_WEEKS, "39", "周")
    return Amount(int(reading.value), reading.notes) if reading.value is not None else reading


def read_plurality(raw: object) -> Amount:
    """How many were born together: 1, 2, 单胎, 双胞胎."""
    text = clean_text(raw).value.replace(" ", "")
    for number, words in ((1, ("单胎", "一胎", "单")), (2, ("双胎", "双胞胎", "双")), (3, ("三胎", "三胞胎"))):
        if text in words:
            return Amount(number)
    reading = _figure("胎数", raw, 1, 8, "1", "个")
    return Amount(int(reading.value), reading.notes) if reading.value is not None else reading


def _figure(what: str, raw: object, least: int, most: int, example: str, unit: str) -> Amount:
    found = _AMOUNT.match(clean_text(raw).value.replace(" ", ""))
    if not found:
        return Amount(problem=_unreadable(what, raw, example))
    value = float(found[1])
    if not least <= value <= most:
        return Amount(problem=_unlikely(what, raw, unit))
    return Amount(value)


def _unreadable(what: str, raw: object, example: str) -> Problem:
    said = clean_text(raw).value[:20]
    return Problem("figure", f"{what}“{said}”看不懂", f"请填数字，例如 {example}", "review")


def _unlikely(what: str, raw: object, unit: str) -> Problem:
    said = clean_text(raw).value[:20]
    return Problem("unlikely", f"{what}“{said}”不合常理", f"请核对数字和单位（{unit}）", "review")


def unnamed_child(mother: str, sex: str) -> str:
    """苏雨之女: how a child is called until it has a name."""
    return f"{mother}之{'女' if sex == '2' else '子'}"
