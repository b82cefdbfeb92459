"""What is kept, sealed, of an old person's health and way of living: rows 8 and 9 of elder_record_fields.csv.

国家基本公共卫生服务规范（第三版）2017 《老年人健康管理服务规范》: 既往史、慢病、手术、过敏、用药; 运动、饮食、吸烟、饮酒.
It serves whoever must call a doctor at the door; it is no medical file.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, TypeVar

T = TypeVar("T", bound="_Sealed")


@dataclass(frozen=True)
class _Sealed:
    """Texts that travel together as one sealed JSON object; an empty object is an empty text."""

    def pack(self) -> str:
        said = {key: value for key, value in asdict(self).items() if value}
        return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""

    @classmethod
    def unpack(cls: type[T], text: str | None) -> T:
        said = json.loads(text) if text else {}
        return cls(**{one.name: said.get(one.name, "") for one in fields(cls)})

    @property
    def lines(self) -> list[tuple[str, str]]:
        """(title, text) of what is known."""
        return [(one.metadata["title"], said) for one in fields(self) if (said := getattr(self, one.name))]


def _titled(title: str) -> Any:
    return field(default="", metadata={"title": title})


@dataclass(frozen=True)
class Medical(_Sealed):
    """健康史."""

    past: str = _titled("既往史")
    chronic: str = _titled("慢性病")
    surgery: str = _titled("手术")
    allergy: str = _titled("过敏")
    medicine: str = _titled("长期用药")


@dataclass(frozen=True)
class Lifestyle(_Sealed):
    """生活方式."""

    exercise: str = _titled("运动")
    diet: str = _titled("饮食")
    smoking: str = _titled("吸烟")
    drinking: str = _titled("饮酒")
