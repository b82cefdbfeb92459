"""Who is at school, who should be: one SQL wording for the list, the count, the event and the page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import DateField, Exists, Func, JSONField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from residents.domain import schooling as rule
from residents.domain.ages import school_cohort, school_entry_year
from residents.models import Schooling

FACTS = (Schooling,)

# The same in SQL and as a Q; `row` is a row of residents_schooling.
_HAS_PLACE = f"row.state IN ({', '.join(repr(state) for state in rule.AT_SCHOOL)})"
FINISHED_SQL = (
    f"(row.state = '{rule.GRADUATED}' AND coalesce(row.grade, {rule.COMPULSORY_GRADES}) >= {rule.COMPULSORY_GRADES}"
    f" OR row.grade > {rule.COMPULSORY_GRADES})"
)
AT_SCHOOL_Q = Q(state__in=rule.AT_SCHOOL)
FINISHED_Q = (
    Q(state=rule.GRADUATED) & (Q(grade=None) | Q(grade__gte=rule.COMPULSORY_GRADES))
    | Q(grade__gt=rule.COMPULSORY_GRADES)
)  # fmt: skip
COMPULSORY_AGE = (
    15  # 义务教育法 第二条、第十一条: nine years from six; a child of sixteen is no longer called to school
)


# ── As a Q on people, on a day ───────────────────────────────────────────────────────────────────────────────────────


def _has(**narrowed: Any) -> QuerySet[Schooling]:
    return Schooling.objects.filter(person=OuterRef("pk"), **narrowed)


def at_school_on(day: dt.date) -> Q:
    """A school keeps the child's place that day."""
    return Q(Exists(_has(during__contains=day).filter(AT_SCHOOL_Q)))


def stands_so_on(day: dt.date, state: str) -> Q:
    return Q(Exists(_has(during__contains=day, state=state)))


def finished_by(day: dt.date) -> Q:
    """The nine years are over by that day."""
    return Q(Exists(_has(during__startswith__lte=day).filter(FINISHED_Q)))


def ever_known(day: dt.date) -> Q:
    """Something of school was told by that day."""
    return Q(Exists(_has(during__startswith__lte=day)))


def last_schooling(day: dt.date) -> Subquery:
    """The newest standing by a day as JSON: {state, school, class_name, grade, since, until, source}; null for none."""
    newest = _has(during__startswith__lte=day).order_by("-during")
    said = JSONObject(
        state="state",
        school="school",
        class_name="class_name",
        grade="grade",
        since=Func("during", function="lower", output_field=DateField()),
        until=Func("during", function="upper", output_field=DateField()),
        source="source",
    )
    return Subquery(newest.values(said=said)[:1], output_field=JSONField())


# ── As SQL, for many at once ─────────────────────────────────────────────────────────────────────────────────────────

# Children of compulsory age of some communities who are at no school and excused by nothing: found nowhere.
MISSING = f"""
SELECT p.id AS person_id, here.area, p.birth_date
FROM residents_person p
CROSS JOIN LATERAL (
  SELECT CASE WHEN length(p.living_area) >= 12 THEN p.living_area ELSE p.hukou_area END AS area
) here
WHERE p.status = 'living' AND p.birth_date BETWEEN %(oldest)s AND %(youngest)s
  AND (p.living_area = ANY(%(areas)s) OR p.hukou_area = ANY(%(areas)s)) AND here.area = ANY(%(areas)s)
  AND NOT EXISTS (SELECT FROM residents_schooling row WHERE row.person_id = p.id AND row.during @> %(day)s::date
    AND ({_HAS_PLACE} OR row.state IN ('{rule.DEFERRED}', '{rule.ABROAD}')))
  AND NOT EXISTS (SELECT FROM residents_schooling row WHERE row.person_id = p.id AND lower(row.during) <= %(day)s::date
    AND {FINISHED_SQL})
"""


def compulsory_births(day: dt.date, *, age: int, cut_off: tuple[int, int]) -> tuple[dt.date, dt.date]:
    """Birth dates, both inclusive, of those who must be at school on a day: nine cohorts up to that of this school year.

    Who entered earlier has had the nine years; lists of compulsory schooling do not name them any more.
    """
    year = rule.school_year(day)
    oldest = school_cohort(year - rule.COMPULSORY_GRADES + 1, age=age, cut_off=cut_off)[0]
    return oldest, school_cohort(year, age=age, cut_off=cut_off)[1]


def missing_params(areas: Iterable[str], day: dt.date, births: tuple[dt.date, dt.date]) -> dict[str, Any]:
    return {"areas": list(areas), "day": day, "oldest": births[0], "youngest": births[1]}


@dataclass(frozen=True)
class ListCover:
    """What a pupils' list speaks of: communities with a pupil in it, its day, and how many children of them it leaves out."""

    areas: list[str]
    on: dt.date | None
    pupils: int


def cover_of(batch_id: int) -> ListCover:
    """The communities of the pupils whom a file's good rows name. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT array_agg(DISTINCT here.area), count(*) FROM core_importrow r JOIN residents_person p ON p.id = r.person_id"
            " CROSS JOIN LATERAL (SELECT CASE WHEN length(p.living_area) >= 12 THEN p.living_area ELSE p.hukou_area END AS area) here"
            " WHERE r.batch_id = %s AND r.verdict IN ('accepted', 'unchanged') AND length(here.area) >= 12",
            [batch_id],
        )
        areas, pupils = cursor.fetchone()
    return ListCover(areas or [], None, pupils)


def missing_count(areas: Iterable[str], day: dt.date, births: tuple[dt.date, dt.date], *, but_of: int) -> int:
    """How many children of these communities are found nowhere once a file (`but_of`: its batch) is in."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM ({MISSING}) one WHERE NOT EXISTS (SELECT FROM core_importrow r"
            " WHERE r.batch_id = %(batch)s AND r.person_id = one.person_id AND r.verdict IN ('accepted', 'unchanged'))",
            {**missing_params(areas, day, births), "batch": but_of},
        )
        return int(cursor.fetchone()[0])


def schooling_of(person_id: int) -> QuerySet[Schooling]:
    """All that is known of one child's school years, the newest first."""
    return Schooling.objects.filter(person_id=person_id).order_by("-during")


def pupils_among(people: Iterable[int], day: dt.date) -> dict[int, Schooling]:
    """Those of these people who are at school on a day."""
    rows = Schooling.objects.filter(AT_SCHOOL_Q, person_id__in=list(people), during__contains=day)
    return {row.person_id: row for row in rows}


@dataclass(frozen=True)
class Standing:
    """Where a child stands with school, in words; `tone` as chips have it, `why` in a sentence."""

    words: str
    tone: str
    why: str


def stands(rows: Iterable[Schooling], born: dt.date, today: dt.date) -> Standing:
    """The state machine of handbook §2, read from the facts: 待入学 → 在读 → 辍学、转出、缓学 … → 已完成义务教育."""
    known = sorted(rows, key=lambda row: row.during.lower)
    current = next((row for row in known if row.during.lower <= today and not _ended(row, today)), None)
    if any(rule.finished(row.state, row.grade) for row in known):
        return Standing("已完成义务教育", "p", "初中已毕业，或已升入高中。")
    if current is not None:
        return Standing(rule.STATES[current.state], _TONES.get(current.state, "o"), _WHY.get(current.state, ""))
    if known:
        last = known[-1]
        return Standing(f"{rule.STATES[last.state]}已到期", "a", f"批准到 {last.during.upper - _DAY}，还没有登记入学。")
    entry = school_entry_year(born)
    if today < rule.year_begins(entry):
        return Standing("还没到入学年龄", "o", f"{entry} 年 9 月入学。")
    return Standing("没有入学登记", "r", "在校名单和底册里都没有，要核实在哪里上学。")


def _ended(row: Schooling, today: dt.date) -> bool:
    return row.during.upper is not None and row.during.upper <= today


_DAY = dt.timedelta(days=1)
_TONES = {
    rule.ENROLLED: "p",
    rule.AT_HOME: "p",
    rule.SUSPENDED: "a",
    rule.DROPPED: "r",
    rule.LEFT: "a",
    rule.DEFERRED: "a",
}
_WHY = {
    rule.DROPPED: "要上门劝返。",
    rule.LEFT: "转出以后还没有登记到哪所学校入学。",
    rule.SUSPENDED: "学籍保留。",
    rule.DEFERRED: "街道或区教育局已批准。",
    rule.ABROAD: "在国（境）外上学。",
}
