"""From how many persons on a file needs a second person, and who that is (SEC16).

The level above decides: the street for a community, the district for a street; in the district another officer. What stands in an
audit log is decided by the security administrator, not by those whom the log is about.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from core import clock
from core.parameters import Parameter, Seed, parameters, read
from core.scope import Scope, area_prefix

APPROVAL_ABOVE = parameters.register(
    Parameter(
        "export.approval-above",
        "导出须上级批准的人数",
        "人",
        help="一份文件超过这么多人，先成为待审批的申请；上级同意以后才有文件。",
        seeds=(
            Seed(
                500,
                dt.date(2020, 10, 1),
                "GB/T 35273-2020 信息安全技术 个人信息安全规范",
                "第 11 章：对批量操作设置内部审批；人数为建议值",
                certainty="P",
            ),
        ),
    )
)
MOST_ROWS = parameters.register(
    Parameter(
        "export.most-rows",
        "一份导出最多多少行",
        "行",
        help="再多就要分几次导出。",
        seeds=(
            Seed(
                1_000_000,
                dt.date(2020, 10, 1),
                "GB/T 35273-2020 信息安全技术 个人信息安全规范",
                "第 11 章：条数上限为建议值",
                certainty="P",
            ),
        ),
    )
)
DUTY, LOG = "export.approve", "export.approve-log"  # permissions: files of duties, files of the audit logs
DISTRICT = 6  # digits: from here up there is no level above in the house, so a colleague decides


def approval_above(area: str = "") -> int:
    """The number of persons above which a file of the area needs approval."""
    return _number(APPROVAL_ABOVE, area)


def most_rows(area: str = "") -> int:
    return _number(MOST_ROWS, area)


def _number(parameter: Parameter, area: str) -> int:
    """The value in force; without one the value that ships with the product: no file leaves unlimited for want of a row."""
    found = read(parameter.key, on=clock.today(), area=area or "000000").value
    return int(found if found is not None else parameter.seeds[0].value)


def level_of(scope: Scope, area: str) -> str:
    """The code of the grant by which somebody may export the area: its prefix says the level. `area` empty: the widest."""
    prefixes = [low for low, high in scope.ranges if not area or low <= area_prefix(area) < high]
    return min(prefixes, key=len, default="")


def may_decide(user: Any, *, permission: str, level: str, applicant: Any) -> bool:
    """Is this user the level above of whoever asked (in the district: a colleague)?"""
    if user.pk == applicant.pk:
        return False
    for low, high in user.scope(permission).ranges:
        above = low <= level < high and len(low) < len(level)
        if above or (low == level and len(level) <= DISTRICT):
            return True
    return False


def level_above(level: str) -> str:
    """Who decides, in words for the applicant."""
    if len(level) > 9:
        return "街道"
    return "区" if len(level) > DISTRICT else "区里另一位同事"
