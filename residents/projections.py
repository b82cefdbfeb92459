"""What of a person's row follows other rows, and how to see whether it does."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from core.audit import acting
from core.projections import Gap, Projection, projections
from residents.services.projections import project_residences

_OF_PERSON = "coalesce(nullif(p.living_area, ''), p.hukou_area)"

_PLACES = f"""
SELECT p.id, {_OF_PERSON},
  concat_ws(' / ', nullif(p.hukou_area, ''), nullif(p.living_area, '')),
  concat_ws(' / ', hukou.area_code, home.area_code)
FROM residents_person p
LEFT JOIN LATERAL (
  SELECT area_code, address FROM residents_residence r
  WHERE r.person_id = p.id AND r.kind = 'hukou' AND (upper_inf(r.during) OR p.status = 'deceased')
  ORDER BY lower(r.during) DESC LIMIT 1
) hukou ON true
LEFT JOIN LATERAL (
  SELECT area_code, address FROM residents_residence r
  WHERE r.person_id = p.id AND r.kind <> 'hukou' AND (upper_inf(r.during) OR p.status = 'deceased')
  ORDER BY lower(r.during) DESC LIMIT 1
) home ON true
WHERE p.status <> 'merged' AND (p.hukou_area, p.hukou_address, p.living_area, p.living_address) IS DISTINCT FROM
  (coalesce(hukou.area_code, ''), coalesce(hukou.address, ''), coalesce(home.area_code, ''), coalesce(home.address, ''))
LIMIT %s
"""
_DEAD_BUT_HERE = f"""
SELECT p.id, {_OF_PERSON}, '已故', string_agg(DISTINCT open.what, '、')
FROM residents_person p JOIN (
  SELECT person_id, '户口或住处还没有结束' AS what FROM residents_residence WHERE upper_inf(during)
  UNION ALL SELECT person_id, '还是户成员' FROM residents_householdmembership WHERE upper_inf(during)
  UNION ALL SELECT person_id, '婚姻还没有结束' FROM residents_kinship WHERE kind = 'spouse' AND upper_inf(during)
) open ON open.person_id = p.id
WHERE p.status = 'deceased' GROUP BY p.id LIMIT %s
"""
# 10 未婚, 30 丧偶, 40 离婚 (GB/T 2261.2) beside a marriage that stands.
_MARRIED_BUT_SINGLE = f"""
SELECT DISTINCT p.id, {_OF_PERSON}, p.marital_status, '有在续的婚姻'
FROM residents_person p JOIN residents_kinship k ON k.person_id = p.id AND k.kind = 'spouse' AND upper_inf(k.during)
WHERE p.status = 'living' AND p.marital_status IN ('10', '30', '40') LIMIT %s
"""
_HEAD_ELSEWHERE = """
SELECT h.head_id, h.area_code, h.number, '户主不是这一户的成员'
FROM residents_household h
WHERE h.closed_on IS NULL AND h.head_id IS NOT NULL AND h.head_confirmed AND NOT EXISTS (
  SELECT FROM residents_householdmembership m
  WHERE m.household_id = h.id AND m.person_id = h.head_id AND upper_inf(m.during)) LIMIT %s
"""


def _finder(statement: str):  # type: ignore[no-untyped-def]
    def find(most: int) -> list[Gap]:
        with connection.cursor() as cursor:
            cursor.execute(statement, [most])
            return [Gap(*row) for row in cursor.fetchall()]

    return find


def _mend_places(people: Sequence[int], by: str) -> None:
    with acting(by=by, why="夜间核对：按居住事实改正所在地区"):
        project_residences(people)


projections.register(
    Projection(
        "places", "户籍地、现住地与居住事实不符", _finder(_PLACES), _mend_places, "按居住事实改正，不动居住事实。"
    )
)
projections.register(
    Projection(
        "dead-but-here",
        "已故的人还有没结束的登记",
        _finder(_DEAD_BUT_HERE),
        help="看看是死亡登记有误，还是后来又补了登记。",
    )
)
projections.register(
    Projection(
        "married-but-single", "婚姻状况与在续的婚姻不符", _finder(_MARRIED_BUT_SINGLE), help="看过证件，更正其中一处。"
    )
)
projections.register(
    Projection("head-elsewhere", "户主不是本户成员", _finder(_HEAD_ELSEWHERE), help="请重新确认户主。")
)
