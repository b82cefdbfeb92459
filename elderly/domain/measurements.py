"""Reading what a check-up measured: units that are mixed up, and values that no living person has (WJ05, handbook appendix D).

The official layout names units in its rule column (mmHg, mmol/L), so a number alone is in those units. The bounds are working
suggestions (P): `likely` is where a value passes without question, `possible` where a person may still confirm it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from core.domain.reading import Problem, Reading
from core.domain.text import clean_text

MGDL_PER_MMOL = Decimal("18.0")  # glucose: 180.16 g/mol, so 1 mmol/L = 18.0 mg/dL
MMHG_PER_KPA = Decimal("7.5")  # 1 kPa = 7.50 mmHg
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_NOTHING = {"", "-", "—", "/", "无", "未测", "未查", "拒测", "不详"}


@dataclass(frozen=True)
class Measure:
    """One quantity: the field, its official header, unit and decimals, and its bounds (P)."""

    field: str
    header: str
    unit: str
    places: int
    likely: tuple[Decimal, Decimal]
    possible: tuple[Decimal, Decimal]
    spellings: tuple[str, ...] = ()


def _range(low: str, high: str) -> tuple[Decimal, Decimal]:
    return Decimal(low), Decimal(high)


SBP = Measure("sbp", "收缩压", "mmHg", 0, _range("70", "250"), _range("40", "320"), ("毫米汞柱",))
DBP = Measure("dbp", "舒张压", "mmHg", 0, _range("40", "150"), _range("20", "200"), ("毫米汞柱",))
FBG = Measure("fbg", "空腹血糖", "mmol/L", 2, _range("2.2", "33.3"), _range("1.0", "60"), ("mmol", "毫摩尔/升"))
HEIGHT = Measure("height", "身高", "厘米", 1, _range("120", "200"), _range("60", "230"), ("cm", "公分"))
WEIGHT = Measure("weight", "体重", "千克", 1, _range("30", "130"), _range("15", "300"), ("kg", "公斤"))
WAIST = Measure("waist", "腰围", "厘米", 1, _range("50", "140"), _range("30", "200"), ("cm", "公分"))
MEASURES = {one.field: one for one in (SBP, DBP, FBG, HEIGHT, WEIGHT, WAIST)}

SELFCARE_MOST = 37  # 老年人生活自理能力评估表 (2017): 5 items, 0–37


@dataclass(frozen=True, slots=True)
class Measured(Reading):
    """A value in the unit of its measure; `instead` is what it becomes once somebody confirmed that the unit was another."""

    value: Decimal | None = None
    instead: Decimal | None = None


def read_measure(raw: object, measure: Measure) -> Measured:
    """Read a cell. Problems: not_a_number, two_numbers, other_unit (`instead` converted), unlikely (all for a person to look at),
    impossible (to be mended by who measured)."""
    cleaned = clean_text(raw)
    text = cleaned.value.replace(" ", "")
    if text in _NOTHING:
        return Measured(raw, () if not text else (f"{measure.header}没有测，视为空",))
    bare, notes = _without_unit(text, measure), list(cleaned.notes)
    if bare != text:
        notes.append(f"已去掉单位 {measure.unit}")
    if bare.lower().endswith("mg/dl") and measure is FBG:
        return _converted(raw, bare[:-5], measure)
    if len(_NUMBER.findall(bare)) > 1:
        return _asked(
            raw, "two_numbers", f"“{text[:20]}”里有两个数", f"{measure.header}一格只填一个数，单位 {measure.unit}"
        )
    try:
        value = Decimal(bare)
    except InvalidOperation:
        return _asked(raw, "not_a_number", f"“{text[:20]}”不是数", f"请填数，单位 {measure.unit}")
    return _judged(raw, value, measure, notes)


def _without_unit(text: str, measure: Measure) -> str:
    for unit in (measure.unit, *measure.spellings):
        if text.lower().endswith(unit.lower()):
            return text[: -len(unit)]
    return text


def _judged(raw: object, value: Decimal, measure: Measure, notes: list[str]) -> Measured:
    if other := _other_unit(value, measure):
        name, converted = other
        return _asked(
            raw,
            "other_unit",
            f"{measure.header} {value} 像是 {name}，这一列的单位是 {measure.unit}",
            f"请核对单位；核对后入库的，换算成 {converted} {measure.unit}",
            instead=converted,
        )
    rounded: Decimal = round(value, measure.places)
    if rounded != value:
        notes.append(f"{measure.header}保留 {measure.places} 位小数")
    low, high = measure.possible
    if not low <= rounded <= high:
        problem = Problem(
            "impossible", f"{measure.header} {value} {measure.unit} 不可能", "请体检机构改正后再送", "review"
        )
        return Measured(raw, (), problem)
    low, high = measure.likely
    if not low <= rounded <= high:
        words = f"{measure.header} {value} {measure.unit} 少见（一般在 {low}–{high}）"
        return _asked(raw, "unlikely", words, "请与体检机构核对；确实如此的，核对后入库", instead=rounded)
    return Measured(raw, tuple(notes), None, rounded)


def _other_unit(value: Decimal, measure: Measure) -> tuple[str, Decimal] | None:
    """The unit that a number out of range was probably written in, and what it comes to."""
    if measure is FBG and value > measure.likely[1]:
        converted = round(value / MGDL_PER_MMOL, 1)
        return ("mg/dL", converted) if measure.likely[0] <= converted <= measure.likely[1] else None
    if measure in (SBP, DBP) and value < measure.possible[0]:
        converted = Decimal(round(value * MMHG_PER_KPA))
        return ("kPa", converted) if measure.likely[0] <= converted <= measure.likely[1] else None
    if measure is HEIGHT and Decimal("1") <= value <= Decimal("2.3"):
        return "米", round(value * 100, 1)
    return None


def _converted(raw: object, bare: str, measure: Measure) -> Measured:
    """Somebody wrote the other unit out: no doubt what is meant."""
    try:
        value = round(Decimal(bare) / MGDL_PER_MMOL, 1)
    except InvalidOperation:
        return _asked(raw, "not_a_number", f"“{bare[:20]}”不是数", f"请填数，单位 {measure.unit}")
    return _judged(raw, value, measure, [f"{bare} mg/dL 已换算成 {value} mmol/L"])


def _asked(raw: object, code: str, reason: str, remedy: str, *, instead: Decimal | None = None) -> Measured:
    return Measured(raw, (), Problem(code, reason, remedy, "review"), instead=instead)
