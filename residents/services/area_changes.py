"""People, homes and households follow when areas change: from the day on they stand in the successor, before it nothing moves.

A residence that goes on is ended on the day and goes on in a new row, with the day on which the stay really began; one that
begins later is re-pointed. Buildings, dwellings and households are re-pointed, and their history keeps what they said. One event
tells it of everybody (100,000 people are one row and their subjects), and the projections follow.
"""

from __future__ import annotations

from collections.abc import Iterable

from accounts.following import Act, AreaFollower, Figure, Held
from accounts.selectors.areas import area_name
from core import clock
from core.outbox import NewEvent, Subject, emit_bulk, void_told_by
from core.scope import Scope
from residents.models import Building, Dwelling, Household, Person
from residents.services.area_moves import find_moving, lock_out_writers, number, rows, run, unplaced
from residents.services.projections import project_residences

EVENT = "person.area_changed"
_AT_ONCE = 20_000

# A household number, or an address, that stands in the new area already: the one that comes gives way and keeps its old one.
_NUMBERS = """
CREATE TEMP TABLE renamed_household ON COMMIT DROP AS
SELECT id, number AS was, left(number, 36) || '-' || substr(old, 10, 3) AS will FROM (
  SELECT h.id, h.number, m.old, row_number() OVER (PARTITION BY m.new, h.number ORDER BY m.old, h.id) AS place,
    EXISTS (SELECT FROM residents_household s WHERE s.area_code = m.new AND s.number = h.number AND s.closed_on IS NULL
            AND NOT EXISTS (SELECT FROM moving_household o WHERE o.id = s.id)) AS stands
  FROM moving_household m JOIN residents_household h ON h.id = m.id WHERE h.closed_on IS NULL
) all_numbers WHERE stands OR place > 1;
"""
_ADDRESSES = """
CREATE TEMP TABLE renamed_building ON COMMIT DROP AS
SELECT id, was, left(was || '（原' || old || '）', 40) AS will FROM (
  SELECT b.id, b.name AS was, substr(m.old, 10, 3) AS old,
    row_number() OVER (PARTITION BY m.new, b.road, b.house_number, b.name ORDER BY m.old, b.id) AS place,
    EXISTS (SELECT FROM residents_building s WHERE s.area_code = m.new AND s.road = b.road AND s.name = b.name
            AND s.house_number = b.house_number
            AND NOT EXISTS (SELECT FROM moving_building o WHERE o.id = s.id)) AS stands
  FROM moving_building m JOIN residents_building b ON b.id = m.id
) all_addresses WHERE stands OR place > 1;
"""
_LEDGER = """
UPDATE moving_residence SET new_id = nextval(pg_get_serial_sequence('residents_residence', 'id')) WHERE splits;
INSERT INTO residents_areamove (change_id, what, row_id, new_row_id, until, old_code, new_code, placed, renamed_from)
SELECT %(change)s, 'residence', m.id, new_id, upper(r.during), old, new, placed, NULL
  FROM moving_residence m JOIN residents_residence r ON r.id = m.id
UNION ALL SELECT %(change)s, 'household', m.id, NULL, NULL, old, new, placed, r.was
  FROM moving_household m LEFT JOIN renamed_household r ON r.id = m.id
UNION ALL SELECT %(change)s, 'dwelling', id, NULL, NULL, old, new, placed, NULL FROM moving_dwelling
UNION ALL SELECT %(change)s, 'building', m.id, NULL, NULL, old, new, placed, r.was
  FROM moving_building m LEFT JOIN renamed_building r ON r.id = m.id;
"""
_SPLIT = """
CREATE TEMP TABLE going_on ON COMMIT DROP AS
SELECT m.new_id, r.person_id, r.kind, m.new, r.dwelling_id, r.address, upper(r.during) AS until,
  coalesce(r.began_on, lower(r.during)) AS began_on
FROM moving_residence m JOIN residents_residence r ON r.id = m.id WHERE m.splits;
UPDATE residents_residence r SET during = daterange(lower(r.during), %(on)s) FROM moving_residence m
WHERE r.id = m.id AND m.splits;
INSERT INTO residents_residence (id, person_id, kind, area_code, dwelling_id, address, during, began_on,
  recorded_at, recorded_by, source, why)
SELECT new_id, person_id, kind, new, dwelling_id, address, daterange(%(on)s, until), began_on,
  %(now)s, %(by)s, %(source)s, %(why)s FROM going_on;
DROP TABLE going_on;
UPDATE residents_residence r SET area_code = m.new FROM moving_residence m WHERE r.id = m.id AND NOT m.splits;
"""
# Possible exits lie where the person's row went, else with the main successor.
_EXITS = """
INSERT INTO residents_areamove (change_id, what, row_id, old_code, new_code, placed)
SELECT DISTINCT ON (e.id) %(change)s, 'exit', e.id, e.area_code, coalesce(m.new, rest.new), 'whole'
FROM residents_possibleexit e
LEFT JOIN moving_residence m ON m.person_id = e.person_id AND m.old = e.area_code
LEFT JOIN area_rest rest ON rest.old = e.area_code
WHERE e.area_code = ANY(%(old)s) AND coalesce(m.new, rest.new) IS NOT NULL;
UPDATE residents_possibleexit e SET area_code = m.new_code FROM residents_areamove m
WHERE m.change_id = %(change)s AND m.what = 'exit' AND m.row_id = e.id;
"""
_REPOINT = """
UPDATE residents_building b SET area_code = m.new, name = coalesce(r.will, b.name)
FROM moving_building m LEFT JOIN renamed_building r ON r.id = m.id WHERE b.id = m.id;
UPDATE residents_dwelling d SET area_code = m.new FROM moving_dwelling m WHERE d.id = m.id;
UPDATE residents_household h SET area_code = m.new, number = coalesce(r.will, h.number)
FROM moving_household m LEFT JOIN renamed_household r ON r.id = m.id WHERE h.id = m.id;
"""


def preview(act: Act) -> list[Figure]:
    """How many people, households and homes would follow, and what needs a look."""
    if not act.plan.moving:
        return []
    find_moving(act)
    _find_renamed()
    figures = [
        Figure("居民", number("SELECT count(DISTINCT person_id) FROM moving_residence")),
        Figure("家庭", number("SELECT count(*) FROM moving_household")),
        Figure("楼栋", number("SELECT count(*) FROM moving_building")),
        Figure("住房", number("SELECT count(*) FROM moving_dwelling")),
    ]
    if open_people := unplaced(act):
        mains = "、".join(area_name(one.new) for one in act.plan.recodes if one.main and one.old in act.plan.divided)
        figures.append(Figure("没有门牌，分不清归哪边", open_people, f"先都留在{mains}，名单在变更页上。", "a"))
    if clashes := number("SELECT count(*) FROM renamed_household"):
        figures.append(Figure("户号重复", clashes, "并进来的户号后面加原社区的三位码。", "a"))
    if clashes := number("SELECT count(*) FROM renamed_building"):
        figures.append(Figure("同一个门牌两边都登记了", clashes, "先各留一栋，请核对是不是同一栋。", "a"))
    return figures


def follow(act: Act) -> dict[str, int]:
    """Move what the preview counted."""
    if not act.plan.moving:
        return {}
    lock_out_writers()
    find_moving(act)
    _find_renamed()
    open_people = unplaced(act)
    said = {"on": act.on, "now": clock.now(), "by": act.by.username, "source": act.source, "why": act.plan.words[:120]}
    run(_LEDGER, {"change": act.change_id})
    run(_SPLIT, said)
    run(_REPOINT)
    run(_EXITS, {"change": act.change_id, "old": [one.old for one in act.plan.moving]})
    people = rows(
        "SELECT DISTINCT ON (m.person_id) m.person_id, m.new FROM moving_residence m"
        " JOIN residents_residence r ON r.id = m.id ORDER BY m.person_id, (r.kind = 'hukou'), m.new"
    )
    _project(person for person, _ in people)
    _tell(act, people)
    return {
        "居民": len(people),
        "家庭": number("SELECT count(*) FROM moving_household"),
        "楼栋": number("SELECT count(*) FROM moving_building"),
        "住房": number("SELECT count(*) FROM moving_dwelling"),
        "没有门牌的居民": open_people,
    }


def undo(act: Act) -> None:
    """Every row as it was; the rows that went on are gone, and their history says why."""
    lock_out_writers()
    change = [act.change_id]
    people = rows(
        "SELECT DISTINCT r.person_id FROM residents_areamove m JOIN residents_residence r"
        " ON r.id = coalesce(m.new_row_id, m.row_id) WHERE m.change_id = %s AND m.what = 'residence'",
        change,
    )
    run(_UNDO, {"change": act.change_id})
    run("DELETE FROM residents_areamove WHERE change_id = %s", change)
    _project(person for (person,) in people)
    void_told_by(act.source)


_UNDO = """
DELETE FROM residents_residence r USING residents_areamove m
WHERE m.change_id = %(change)s AND m.what = 'residence' AND r.id = m.new_row_id;
UPDATE residents_residence r SET during = daterange(lower(r.during), m.until) FROM residents_areamove m
WHERE m.change_id = %(change)s AND m.what = 'residence' AND m.new_row_id IS NOT NULL AND r.id = m.row_id;
UPDATE residents_residence r SET area_code = m.old_code FROM residents_areamove m
WHERE m.change_id = %(change)s AND m.what = 'residence' AND m.new_row_id IS NULL AND r.id = m.row_id;
UPDATE residents_household h SET area_code = m.old_code, number = coalesce(m.renamed_from, h.number)
FROM residents_areamove m WHERE m.change_id = %(change)s AND m.what = 'household' AND h.id = m.row_id;
UPDATE residents_possibleexit e SET area_code = m.old_code FROM residents_areamove m
WHERE m.change_id = %(change)s AND m.what = 'exit' AND e.id = m.row_id;
UPDATE residents_dwelling d SET area_code = m.old_code FROM residents_areamove m
WHERE m.change_id = %(change)s AND m.what = 'dwelling' AND d.id = m.row_id;
UPDATE residents_building b SET area_code = m.old_code, name = coalesce(m.renamed_from, b.name)
FROM residents_areamove m WHERE m.change_id = %(change)s AND m.what = 'building' AND b.id = m.row_id;
"""


def _find_renamed() -> None:
    run("DROP TABLE IF EXISTS renamed_household, renamed_building")
    run(_NUMBERS)
    run(_ADDRESSES)


def _project(people: Iterable[int]) -> None:
    ids = list(people)
    for start in range(0, len(ids), _AT_ONCE):
        project_residences(ids[start : start + _AT_ONCE])


def _tell(act: Act, people: list[tuple[int, str]]) -> None:
    if people:
        subjects = tuple(Subject(person, "subject", area) for person, area in people)
        event = NewEvent(EVENT, act.on, subjects, act.source, payload={"change": act.change_id})
        emit_bulk([event], by=act.by.username)


# ── What stands in the way of an undo, and of removing an area ───────────────────────────────────────────────────────

_CHANGED = """
SELECT count(*) FROM residents_areamove m LEFT JOIN residents_residence r ON r.id = coalesce(m.new_row_id, m.row_id)
LEFT JOIN residents_residence before ON before.id = m.row_id
WHERE m.change_id = %(change)s AND m.what = 'residence' AND (
  r.id IS NULL OR before.id IS NULL OR r.area_code <> m.new_code
  OR (m.new_row_id IS NOT NULL AND (upper(before.during), lower(r.during), upper(r.during), r.person_id, r.kind, r.dwelling_id,
    r.address) IS DISTINCT FROM (%(on)s::date, %(on)s::date, m.until, before.person_id, before.kind, before.dwelling_id,
    before.address)))
"""
_REPOINTED = """
SELECT count(*) FROM residents_areamove m LEFT JOIN {table} t ON t.id = m.row_id
WHERE m.change_id = %(change)s AND m.what = %(what)s AND (t.id IS NULL OR t.area_code <> m.new_code)
"""
_LATER = """
SELECT count(*) FROM {table} t WHERE t.area_code = ANY(%(new)s) AND NOT EXISTS (
  SELECT FROM residents_areamove m WHERE m.change_id = %(change)s AND m.what = %(what)s
  AND coalesce(m.new_row_id, m.row_id) = t.id)
"""
_KINDS = (
    ("residence", "residents_residence", "次居住登记"),
    ("household", "residents_household", "户家庭"),
    ("building", "residents_building", "栋楼"),
    ("dwelling", "residents_dwelling", "套住房"),
    ("exit", "residents_possibleexit", "条疑似退出"),
)


def obstacles(act: Act) -> list[str]:
    """Homes and households that were changed since, or came into the new areas since."""
    values = {"change": act.change_id, "on": act.on, "new": [one.code for one in act.plan.created]}
    found = []
    if changed := number(_CHANGED, values):
        found.append(f"有 {changed} 次居住登记后来又改过（搬家、更正、合并）。")
    for what, table, words in _KINDS:
        if what != "residence" and (changed := number(_REPOINTED.format(table=table), values | {"what": what})):
            found.append(f"有 {changed} {words}后来又改过。")
        if later := number(_LATER.format(table=table), values | {"what": what}):
            found.append(f"新地区后来登记了 {later} {words}。")
    return found


def held(code: str) -> list[Held]:
    """What an area and everything in it still has, the past included."""
    inside = Scope.of([code])
    people = number(
        "SELECT count(DISTINCT person_id) FROM residents_residence r WHERE r.area_code >= %s AND r.area_code < %s",
        inside.ranges[0],
    )
    projected = Person.objects.filter(inside.q("hukou_area", "living_area")).count()
    return [
        Held("居民", max(people, projected), "位"),
        Held("家庭", Household.objects.filter(inside.q("area_code")).count(), "户"),
        Held("楼栋", Building.objects.filter(inside.q("area_code")).count(), "栋"),
        Held("住房", Dwelling.objects.filter(inside.q("area_code")).count(), "套"),
    ]


PEOPLE = AreaFollower("residents", 10, preview, follow, undo, obstacles, held)
