"""What a check-up says, as one thing: open where it names places and days, sealed where it speaks of health (SEC13)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from decimal import Decimal
from typing import Any

from elderly.domain.constitutions import constitution_words
from elderly.domain.measurements import MEASURES


@dataclass(frozen=True, slots=True)
class Said:
    """Units: cm, kg, mmHg, mmol/L; `tcm` letters of elderly.domain.constitutions; None or "" = not said."""

    institution: str = ""
    doctor: str = ""
    next_on: dt.date | None = None
    height: Decimal | None = None
    weight: Decimal | None = None
    waist: Decimal | None = None
    sbp: int | None = None
    dbp: int | None = None
    fbg: Decimal | None = None
    htn: bool | None = None
    dm: bool | None = None
    selfcare_score: int | None = None
    tcm: str = ""
    evaluation: str = ""
    findings: str = ""

    def pack(self) -> str:
        """What is sealed, as JSON; silence takes no room."""
        said = {name: value for name, value in asdict(self).items() if name not in OPEN and value not in (None, "")}
        return json.dumps(said, ensure_ascii=False, default=str) if said else ""


OPEN = ("institution", "doctor", "next_on")
NAMES = tuple(one.name for one in fields(Said))
_DECIMALS = ("height", "weight", "waist", "fbg")
_TITLES = {
    **{name: measure.header for name, measure in MEASURES.items()}, "htn": "高血压", "dm": "糖尿病",
    "selfcare_score": "自理能力评分", "tcm": "中医体质", "evaluation": "健康评价", "findings": "其他发现",
}  # fmt: skip


def unpack(sealed: str) -> dict[str, Any]:
    """What `pack` sealed, in its types."""
    said: dict[str, Any] = json.loads(sealed) if sealed else {}
    return {name: Decimal(value) if name in _DECIMALS else value for name, value in said.items()}


def in_words(sealed: str) -> str:
    """收缩压 138，舒张压 82，高血压 是 …"""
    return "，".join(f"{_TITLES[name]} {_word(name, value)}" for name, value in unpack(sealed).items())


def _word(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return constitution_words(value) if name == "tcm" else str(value)


def merged(before: Said, after: Mapping[str, Any]) -> Said:
    """What was said before, with what is said anew."""
    return Said(**(asdict(before) | dict(after)))
