"""中医体质: the nine constitutions and their letters (ZYYXH/T 157-2009 《中医体质分类与判定》), in the spellings of bureaus.

How a questionnaire leads to a constitution is another matter (老年人中医药健康管理, 33 questions).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from core.domain.reading import Problem, Reading
from core.domain.text import clean_text

CONSTITUTIONS = {
    "A": "平和质", "B": "气虚质", "C": "阳虚质", "D": "阴虚质", "E": "痰湿质", "F": "湿热质", "G": "血瘀质", "H": "气郁质",
    "I": "特禀质",
}  # fmt: skip
_BY_NAME = {name: letter for letter, name in CONSTITUTIONS.items()}
_OTHER = {"瘀血质": "G", "血淤质": "G", "特秉质": "I", "过敏质": "I", "痰湿体质": "E", "平和型": "A"}
_SEPARATORS = re.compile(r"[、,，;；/+及\s]+|(?<=质)和")


@dataclass(frozen=True, slots=True)
class Constitution(Reading):
    """`value`: letters in their order, several when somebody has several (BC = 气虚质、阳虚质)."""

    value: str = ""


def read_constitution(raw: object) -> Constitution:
    """Read a cell: one name or several; 倾向 and 基本是 count as it. Problem: unknown_value."""
    cleaned = clean_text(raw)
    text = cleaned.value.strip()
    if text in ("", "无", "未辨识", "未做", "-", "—", "/"):
        return Constitution(raw)
    letters, changed = set(), False
    for part in filter(None, _SEPARATORS.split(text)):
        found = _letter(part)
        if found is None:
            reason = f"中医体质“{part[:20]}”不在九种体质里"
            return Constitution(
                raw, (), Problem("unknown_value", reason, f"请填{'、'.join(CONSTITUTIONS.values())}", "review")
            )
        letters.add(found)
        changed = changed or part != CONSTITUTIONS[found]
    notes = (*cleaned.notes, "中医体质写法已统一") if changed else cleaned.notes
    return Constitution(raw, notes, None, "".join(sorted(letters)))


def _letter(part: str) -> str | None:
    plain = re.sub(r"^(?:倾向是?|基本是|是)|(?:[（(].*[)）])$|倾向$", "", part)
    if plain in _BY_NAME:
        return _BY_NAME[plain]
    if plain.upper() in CONSTITUTIONS:
        return plain.upper()
    if plain in _OTHER:
        return _OTHER[plain]
    return _BY_NAME.get(plain.removesuffix("体质").removesuffix("质").removesuffix("型") + "质")


def constitution_words(letters: str) -> str:
    """气虚质、阳虚质"""
    return "、".join(CONSTITUTIONS[letter] for letter in letters if letter in CONSTITUTIONS)
