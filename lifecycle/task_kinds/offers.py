"""What a family in trouble may want, asked in the same words by every visit that offers help.

Source: handbook §7.4, 社会救助法 第三十九条.
"""

from __future__ import annotations

from lifecycle.tasking.declaration import Asked

ALLOWANCE, CASH, GOODS, COMPANY, NONE = "allowance", "cash", "goods", "company", "none"
OFFERS = (
    (ALLOWANCE, "申请低保"),
    (CASH, "临时救助"),
    (GOODS, "实物"),
    (COMPANY, "有人陪"),
    (NONE, "暂不需要"),
)
WANTED = "aid"  # the key of the answer in the task's form


def wanted(*, required: bool) -> Asked:
    """The question."""
    return Asked(WANTED, "家里需要什么", "several", OFFERS, required=required)
