"""A line of WJ05 beside the check-up of that day which the base holds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from core.imports.feed import Row
from elderly.domain.checkup_said import Said
from elderly.models import Checkup
from elderly.services.checkups import differences

# Field of the check-up → field and header of the layout.
_COLUMNS = {
    "doctor": ("doctor", "责任医生"), "sbp": ("sbp", "收缩压"), "dbp": ("dbp", "舒张压"), "fbg": ("fbg", "空腹血糖"),
    "htn": ("htn", "高血压"), "dm": ("dm", "糖尿病"), "selfcare_score": ("selfcare_score", "自理能力评分"),
    "tcm": ("tcm", "中医体质"), "evaluation": ("evaluation", "健康评价"), "next_on": ("next_date", "下次预约日期"),
}  # fmt: skip


def said_in(row: Row) -> Said:
    """What the line says, in the types of the base (a reading comes back from its seal as text)."""
    v = row.values
    return Said(
        doctor=v["doctor"] or "",
        sbp=_whole(v["sbp"]),
        dbp=_whole(v["dbp"]),
        fbg=Decimal(str(v["fbg"])) if v["fbg"] is not None else None,
        htn=v["htn"],
        dm=v["dm"],
        selfcare_score=v["selfcare_score"],
        tcm=v["tcm"] or "",
        evaluation=v["evaluation"] or "",
        next_on=v["next_date"],
    )


def _whole(value: Any) -> int | None:
    return int(Decimal(str(value))) if value is not None else None


def compare(row: Row, standing: Checkup | None) -> None:
    """Write into the row what entering does: a new check-up, blanks filled in, or nothing; what contradicts is a question."""
    said = said_in(row)
    day: dt.date = row.values["exam_date"]
    if standing is None:
        row.values["does"] = "new"
        row.note = f"登记 {day} 的体检"
        return
    differing = differences(standing, said)
    row.values["does"] = "fill" if differing else "nothing"
    before = standing.said
    blank = [name for name in differing if getattr(before, name) in (None, "")]
    against = [name for name in differing if name not in blank]
    for name in against:
        _, header = _COLUMNS[name]
        row.question(
            header,
            f"{name}_differs",
            f"底册里 {day} 的体检，{header}写的不一样",
            "请与体检机构核对；核对后入库的，以这一行为准",
        )
    if differing:
        names = "、".join(_COLUMNS[name][1] for name in differing)
        row.note = f"{'更正' if against else '补上'} {day} 的体检：{names}"
    elif row.sound:
        row.verdict, row.note = "unchanged", "底册已有，内容相同"
