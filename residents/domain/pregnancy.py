"""生育登记: what is registered of an expected child, and what cannot be (人口与计划生育法 第十八条; 广东省人口与计划生育条例 第二十条).

Registration is a service, never a permission: no number of children is refused, and nothing is asked beyond what it is for.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

# Forty-four weeks: a child does not come later after its mother knew of it.
LONGEST = dt.timedelta(weeks=44)
# Handbook 5.4: what lies outside is asked about once more.
YOUNGEST, OLDEST = 15, 55


@dataclass(frozen=True, slots=True)
class Details:
    """`expected_on`: 预产期; `child`: which child of hers it will be; `number`: of the registration."""

    expected_on: dt.date
    child: int | None = None
    number: str = ""

    def pack(self) -> str:
        return json.dumps({**asdict(self), "expected_on": self.expected_on.isoformat()}, ensure_ascii=False)

    @classmethod
    def unpack(cls, text: str) -> Details:
        said = json.loads(text)
        return cls(dt.date.fromisoformat(said["expected_on"]), said.get("child"), said.get("number", ""))


def impossible(*, sex: str, age: int | None, on: dt.date, expected_on: dt.date) -> tuple[str, str, str] | None:
    """(field, what is wrong, remedy), or None when nothing is. `age`: hers on the day of registration."""
    if sex == "1":
        return "subject", "生育登记写在女方名下。", "请换成女方，或核对性别。"
    if age is not None and not YOUNGEST <= age <= OLDEST:
        return "subject", f"这一天她 {age} 岁，请核对是不是这个人。", "年龄没有错的，请报街道登记。"
    if expected_on > on + LONGEST:
        return "expected_on", f"预产期 {expected_on} 离登记那天超过 44 周。", "请核对年份和月份。"
    if expected_on < on - LONGEST:
        return "expected_on", f"预产期 {expected_on} 早于登记那天 44 周以上。", "孩子已经出生的，请登记出生。"
    return None
