"""A GA06 workbook of people of the base whom the police have cancelled because of a death: the file of `import-deaths`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from bench.population import DISTRICT, ask
from core import clock
from core.crypto import decrypt
from core.sheets import write_xlsx

HEADERS = (
    *(
        "序号",
        "姓名",
        "公民身份号码",
        "性别",
        "出生日期",
        "死亡日期",
        "死亡原因",
        "死亡证明编号",
        "注销日期",
        "注销类别",
    ),
    *("户号", "与户主关系", "户籍地址", "派出所", "社区居委会", "申报人", "申报人电话", "备注"),
)
_SPREAD = 300  # days over which they died
_OLDEST = """
SELECT p.name, p.sex, p.birth_date, a.name AS committee, d.number
FROM residents_person p
JOIN residents_identitydocument d ON d.person_id = p.id AND d.active AND d.type = '01'
JOIN accounts_area a ON a.code = p.hukou_area
WHERE p.status = 'living' AND p.hukou_area >= %s AND p.hukou_area < %s AND p.birth_date < %s
ORDER BY p.birth_date, p.id LIMIT %s
"""


def write_dead(path: Path, *, at_most: int) -> int:
    """The oldest who are registered in the district, as many as asked for; returns how many rows."""
    today = clock.today()
    found = ask(_OLDEST, [DISTRICT, f"{DISTRICT}:", today - dt.timedelta(days=2 * 365), at_most])
    rows = [_row(order, person, today) for order, person in enumerate(found)]
    return write_xlsx(path, sheet="死亡注销", headers=HEADERS, rows=rows)


def _row(order: int, person: dict[str, Any], today: dt.date) -> list[str]:
    died = today - dt.timedelta(days=10 + order % _SPREAD)
    return [
        str(order + 1),
        person["name"],
        decrypt(person["number"]),
        "男" if person["sex"] == "1" else "女",
        person["birth_date"].isoformat(),
        died.isoformat(),
        "疾病",
        f"S{died:%Y}{order:08d}",
        (died + dt.timedelta(days=5)).isoformat(),
        "死亡",
        *("", "", "", ""),
        person["committee"],
        *("", "", ""),
    ]
