"""What the numbers of a check-up mean in words, by the lines that national documents draw. Never a diagnosis: that is a doctor's.

The lines are those of 国家基本公共卫生服务规范（第三版，2017）, services for hypertension and type 2 diabetes; weight and waist by
WS/T 428-2013. Their certainty is G (common knowledge of the field, the original text was not at hand).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

SPEC = "国家基本公共卫生服务规范（第三版，2017）"
WEIGHT_STANDARD = "WS/T 428-2013 成人体重判定"


@dataclass(frozen=True)
class Line:
    """A line on a chart: from this value on (or below it) something is said. `certainty` as in the handbook."""

    value: Decimal
    words: str
    source: str
    certainty: str = "G"


SBP_HIGH = Line(Decimal(140), "收缩压 ≥140", f"{SPEC} 高血压患者健康管理")
DBP_HIGH = Line(Decimal(90), "舒张压 ≥90", f"{SPEC} 高血压患者健康管理")
SBP_URGENT = Line(Decimal(180), "收缩压 ≥180", f"{SPEC} 高血压患者健康管理：紧急转诊")
DBP_URGENT = Line(Decimal(110), "舒张压 ≥110", f"{SPEC} 高血压患者健康管理：紧急转诊")
FBG_HIGH = Line(Decimal("7.0"), "空腹血糖 ≥7.0", f"{SPEC} 2型糖尿病患者健康管理")
FBG_URGENT = Line(Decimal("16.7"), "血糖 ≥16.7", f"{SPEC} 2型糖尿病患者健康管理：紧急转诊")
FBG_LOW = Line(Decimal("3.9"), "血糖 ≤3.9", f"{SPEC} 2型糖尿病患者健康管理：紧急转诊")
BMI_LOW = Line(Decimal("18.5"), "体质指数 <18.5", WEIGHT_STANDARD)
BMI_OVER = Line(Decimal("24.0"), "体质指数 ≥24.0", WEIGHT_STANDARD)
BMI_OBESE = Line(Decimal("28.0"), "体质指数 ≥28.0", WEIGHT_STANDARD)
# 老年人生活自理能力评估 (2017): 0–3 可自理, 4–8 轻度依赖, 9–18 中度依赖, ≥19 不能自理 (handbook §6.2, V).
SELFCARE = ((3, "可自理"), (8, "轻度依赖"), (18, "中度依赖"), (37, "不能自理"))
# How much worse than last time is worth a word (P): less is within what a day or a machine makes.
RISE_SBP, RISE_FBG, LOSS_WEIGHT_PERCENT = 20, Decimal("2.0"), 5


class Values(Protocol):
    """The numbers of a check-up; None where nothing was measured."""

    @property
    def sbp(self) -> int | None: ...
    @property
    def dbp(self) -> int | None: ...
    @property
    def fbg(self) -> Decimal | None: ...
    @property
    def height(self) -> Decimal | None: ...
    @property
    def weight(self) -> Decimal | None: ...
    @property
    def selfcare_score(self) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about a check-up: `short` for a line at the door, `words` with what it rests on, `tone` "a" or "r"."""

    key: str
    short: str
    words: str
    tone: str
    source: str


def remarks(now: Values, before: Values | None = None) -> list[Remark]:
    """What stands out in a check-up, and what became worse since the one before; the most urgent first."""
    said = [*_pressure(now), *_glucose(now), *_weight(now), *_selfcare(now)]
    if before is not None:
        said += _worse(now, before)
    return sorted(said, key=lambda one: one.tone != "r")


def _pressure(now: Values) -> list[Remark]:
    if now.sbp is None and now.dbp is None:
        return []
    pair = f"{now.sbp or '—'}/{now.dbp or '—'}"
    sbp, dbp = now.sbp or 0, now.dbp or 0
    if sbp >= SBP_URGENT.value or dbp >= DBP_URGENT.value:
        words = f"血压 {pair} mmHg，达到 180/110，规范要求处理后紧急转诊。请尽快联系家庭医生或送医。"
        return [Remark("pressure", f"血压很高 {pair}", words, "r", SBP_URGENT.source)]
    if sbp >= SBP_HIGH.value or dbp >= DBP_HIGH.value:
        words = f"血压 {pair} mmHg，达到 140/90 的界线。一次测量不能下结论，请提醒本人找家庭医生复测。"
        return [Remark("pressure", f"血压偏高 {pair}", words, "a", SBP_HIGH.source)]
    return []


def _glucose(now: Values) -> list[Remark]:
    value = now.fbg
    if value is None:
        return []
    if value >= FBG_URGENT.value or value <= FBG_LOW.value:
        which = "很高" if value >= FBG_URGENT.value else "很低"
        words = f"空腹血糖 {plain(value)} mmol/L，超出 3.9–16.7，规范要求处理后紧急转诊。请尽快联系家庭医生或送医。"
        return [Remark("glucose", f"血糖{which} {plain(value)}", words, "r", FBG_URGENT.source)]
    if value >= FBG_HIGH.value:
        words = f"空腹血糖 {plain(value)} mmol/L，达到 7.0 的界线。一次化验不能下结论，请提醒本人找家庭医生复查。"
        return [Remark("glucose", f"血糖偏高 {plain(value)}", words, "a", FBG_HIGH.source)]
    return []


def _weight(now: Values) -> list[Remark]:
    index = body_mass_index(now.height, now.weight)
    if index is None or BMI_LOW.value <= index < BMI_OBESE.value:
        return []
    which = "偏轻" if index < BMI_LOW.value else "偏重"
    line = BMI_LOW if index < BMI_LOW.value else BMI_OBESE
    words = f"体质指数 {index}（{plain(now.weight)} 千克、{plain(now.height)} 厘米），{line.words}，体重{which}。"
    return [Remark("weight", f"体重{which} {plain(now.weight)} 千克", words, "a", line.source)]


def _selfcare(now: Values) -> list[Remark]:
    if now.selfcare_score is None or now.selfcare_score <= SELFCARE[1][0]:
        return []
    level = selfcare_words(now.selfcare_score)
    words = f"自理能力评分 {now.selfcare_score} 分，{level}。请核对照护安排。"
    return [Remark("selfcare", f"{level} {now.selfcare_score} 分", words, "a", f"{SPEC} 老年人健康管理")]


def _worse(now: Values, before: Values) -> list[Remark]:
    said = []
    if now.sbp and before.sbp and now.sbp - before.sbp >= RISE_SBP and now.sbp >= SBP_HIGH.value:
        words = f"收缩压比上一次高 {now.sbp - before.sbp} mmHg（{before.sbp} → {now.sbp}）。"
        said.append(Remark("pressure_rise", f"收缩压升高 {before.sbp}→{now.sbp}", words, "a", "与上一次体检比较"))
    if now.fbg and before.fbg and now.fbg - before.fbg >= RISE_FBG and now.fbg >= FBG_HIGH.value:
        words = f"空腹血糖比上一次高 {plain(now.fbg - before.fbg)} mmol/L（{plain(before.fbg)} → {plain(now.fbg)}）。"
        short = f"血糖升高 {plain(before.fbg)}→{plain(now.fbg)}"
        said.append(Remark("glucose_rise", short, words, "a", "与上一次体检比较"))
    if now.weight and before.weight and (before.weight - now.weight) * 100 >= LOSS_WEIGHT_PERCENT * before.weight:
        words = (
            f"体重比上一次少 {plain(before.weight - now.weight)} 千克（{plain(before.weight)} → {plain(now.weight)}）。"
        )
        short = f"体重下降 {plain(before.weight)}→{plain(now.weight)}"
        said.append(Remark("weight_loss", short, words, "a", "与上一次体检比较"))
    if _worse_selfcare(now, before):
        words = f"自理能力从 {before.selfcare_score} 分到 {now.selfcare_score} 分，{selfcare_words(now.selfcare_score or 0)}。"
        said.append(Remark("selfcare_worse", "自理能力下降", words, "a", "与上一次体检比较"))
    return said


def _worse_selfcare(now: Values, before: Values) -> bool:
    if now.selfcare_score is None or before.selfcare_score is None or now.selfcare_score <= before.selfcare_score:
        return False
    return selfcare_words(now.selfcare_score) != selfcare_words(before.selfcare_score)


def body_mass_index(height: Decimal | None, weight: Decimal | None) -> Decimal | None:
    """kg/m² with one decimal; None without both."""
    if not height or not weight:
        return None
    return round(weight / (height / 100) ** 2, 1)


def selfcare_words(score: int) -> str:
    """The level of a score by the scale of 2017."""
    return next((words for most, words in SELFCARE if score <= most), "")


def missing_years(years: Sequence[int], first: int, last: int) -> list[int]:
    """The years from `first` to `last` without a check-up."""
    return [year for year in range(first, last + 1) if year not in set(years)]


def plain(number: Decimal | None) -> str:
    """6.50 → 6.5, 70.0 → 70."""
    return f"{number.normalize():f}" if number is not None else "—"
