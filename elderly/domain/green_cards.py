"""健康绿卡: what the card entitles to, and how it is numbered.

免费挂号、家庭病床、平安钟 stand in the seed document of Yuexiu (004, certainty S4); no later document was found, so what the community
hospital still honours is to be asked there. elder_record_fields.csv row 14.
"""

from __future__ import annotations

from collections.abc import Iterable

SOURCE = "越秀区居家养老做法（种子文件 004）"
CERTAINTY = "S4"
ISSUER = "社区卫生服务中心"

ENTITLEMENTS = {
    "registration": ("免费挂号", "到签约的社区卫生服务中心看病，挂号免费。"),
    "home-bed": ("家庭病床", "行动不便的，可以申请医生上门建家庭病床。"),
    "alarm": ("平安钟", "可以申请安装平安钟，按一下就有人应。"),
}


def titles(codes: Iterable[str]) -> list[str]:
    """The entitlements by name, in the order of the document; a code that is no longer known is left out."""
    held = set(codes)
    return [title for code, (title, _) in ENTITLEMENTS.items() if code in held]


def card_number(record_no: str, before: int) -> str:
    """The number proposed for a card: that of the record and which card of the person it is (certainty P)."""
    return f"{record_no}-{before + 1}"
