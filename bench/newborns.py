"""A GA05 workbook of newborns whose mothers are in the base: the file of `import-100k`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from bench.population import DISTRICT, ask
from core import clock
from core.crypto import decrypt
from core.sheets import write_xlsx
from residents.demo.profiles import FIRST_SERIAL, REGION
from residents.domain.id_number import check_character

HEADERS = (
    *("数据日期", "数据单位", "身份证号", "姓名", "性别", "受理日期", "居村委会", "居民组"),
    *("父亲姓名", "父亲身份证号", "母亲姓名", "母亲身份证号"),
)
_SPREAD = 330  # days of birth
_MOTHERS = """
SELECT p.name, p.hukou_area, a.name AS committee, d.number, f.name AS father_name, f.number AS father_number
FROM residents_person p
JOIN residents_identitydocument d ON d.person_id = p.id AND d.active
JOIN accounts_area a ON a.code = p.hukou_area
LEFT JOIN LATERAL (
  SELECT q.name, e.number FROM residents_kinship k JOIN residents_person q ON q.id = k.relative_id
  JOIN residents_identitydocument e ON e.person_id = q.id AND e.active
  WHERE k.person_id = p.id AND k.kind = 'spouse' AND upper_inf(k.during)
) f ON true
WHERE p.sex = '2' AND p.status = 'living' AND p.hukou_area >= %s AND p.hukou_area < %s
  AND p.birth_date BETWEEN %s AND %s
  AND NOT EXISTS (
    SELECT FROM residents_kinship k JOIN residents_person c ON c.id = k.relative_id
    WHERE k.person_id = p.id AND k.kind = 'child' AND c.birth_date > %s)
ORDER BY p.id LIMIT %s
"""


def write_newborns(path: Path, *, at_most: int) -> int:
    """One child for each woman of 20 to 50 who has none younger than three; returns how many rows."""
    today = clock.today()
    years = dt.timedelta(days=365.25)
    found = ask(
        _MOTHERS, [DISTRICT, f"{DISTRICT}:", today - 50 * years, today - 21 * years, today - 3 * years, at_most]
    )
    rows = [_row(order, mother, today) for order, mother in enumerate(found)]
    return write_xlsx(path, sheet="新生儿上户", headers=HEADERS, rows=rows)


def _row(order: int, mother: dict[str, Any], today: dt.date) -> list[str]:
    born = today - dt.timedelta(days=30 + order % _SPREAD)
    serial = order // _SPREAD + 1
    if serial >= FIRST_SERIAL:
        raise ValueError("More newborns than there are numbers below those of the demo population.")
    first17 = f"{REGION}{born:%Y%m%d}{serial:03d}"
    name = f"{mother['name'][0]}{'安宁康乐'[order % 4]}{'一二三四五六七八九'[order % 9]}"
    father = [mother["father_name"] or "", decrypt(mother["father_number"]) if mother["father_number"] else ""]
    return [
        today.isoformat(),
        "越秀区公安分局",
        first17 + check_character(first17),
        name,
        "男" if serial % 2 else "女",
        (born + dt.timedelta(days=20)).isoformat(),
        mother["committee"],
        "",
        *father,
        mother["name"],
        decrypt(mother["number"]),
    ]
