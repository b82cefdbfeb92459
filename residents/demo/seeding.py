"""Makes the demo population of a district: how many, from which seed, in how many processes."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, connections

from accounts.selectors.outlines import community_outlines
from core import clock
from core.errors import Conflict, UserError
from core.rollups import rollups
from core.services.rollups import fold
from residents.demo.homes import Homes
from residents.demo.parts import Demo, demo_parts
from residents.demo.past import write_past
from residents.demo.plan import quotas, units
from residents.demo.rows import SET_UP
from residents.demo.schooling import write_schooling
from residents.demo.writing import Writer
from residents.models import Building, Dwelling, Household, Person

DISTRICT = "440104"  # 越秀区
_WORTH_TWO = 60_000  # below this a second process costs more than it brings
_NUMBERED = (Person, Household, Building, Dwelling)
_EVENTS, _BATCHES = "core_event", "core_importbatch"


@dataclass(frozen=True)
class Seeded:
    """What seed_demo prints."""

    persons: int
    households: int
    buildings: int
    seconds: float


@dataclass(frozen=True)
class _Job:
    """What a process needs to know to write its share."""

    seed: int
    quota: dict[str, int]
    names: dict[str, str]
    now: dt.datetime
    share: int
    of: int


def seed_demo(
    *,
    residents: int,
    seed: int,
    on: dt.date | None = None,
    replace: bool = False,
    only: Collection[str] = (),
    say: Callable[[str], None] = print,
) -> Seeded:
    """Fill an empty base with `residents` made-up people; the same seed and month give the same people.

    `only`: the communities they live in; by default all of the district.

    Raises Conflict when people are there already (with `replace`: when any of them is real), UserError without areas.
    """
    started = time.perf_counter()
    outlines = [outline for outline in community_outlines(DISTRICT) if not only or outline.code in only]
    if not outlines:
        raise UserError("还没有地区数据。", remedy="先运行 bin/manage load_areas。")
    _make_room(replace)
    day = on or clock.today().replace(day=1)
    now = dt.datetime.combine(day, dt.time(12), clock.SHANGHAI)
    quota = {code: count for code, count in quotas([o.code for o in outlines], residents, seed).items() if count}
    names = {outline.code: outline.name for outline in outlines}
    homes = Homes(seed, quota, names)
    buildings = Writer(seed, homes, now).write_buildings({outline.code: outline.boundary for outline in outlines})
    say(f"楼栋 {buildings:,},住房 {homes.dwellings:,}")
    processes = 2 if residents >= _WORTH_TWO else 1
    jobs = [_Job(seed, quota, names, now, share, processes) for share in range(processes)]
    persons, households = (sum(part) for part in zip(*_run(jobs), strict=True))
    write_past(dt.datetime.combine(day - dt.timedelta(days=SET_UP), dt.time(10), clock.SHANGHAI))
    write_schooling(now)
    _finish()
    for part in sorted(demo_parts, key=lambda part: part.order):
        say(f"{part.key} {part.fill(Demo(seed, now)):,}")
    return Seeded(persons, households, buildings, round(time.perf_counter() - started, 1))


def _make_room(replace: bool) -> None:
    if not Person.objects.exists():
        _empty()
        return
    if not replace:
        raise Conflict("底册里已经有人，没有生成演示人口。", remedy="要全部换掉请加 --replace（只能换掉合成数据）。")
    if Person.objects.filter(is_synthetic=False).exists():
        raise Conflict("底册里有真实的人，不能用演示人口换掉。")
    _empty()


def _empty() -> None:
    """Everything that tells of residents goes, with its history; numbering starts at 1 again, so that ids repeat."""
    tables = [model._meta.db_table for model in apps.get_app_config("residents").get_models()]
    tables += [_EVENTS, _BATCHES]
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")


def _run(jobs: list[_Job]) -> list[tuple[int, int]]:
    if len(jobs) == 1:
        return [_work(jobs[0])]
    connections.close_all()  # a connection cannot be shared with a forked process
    with multiprocessing.get_context("fork").Pool(len(jobs)) as pool:
        return pool.map(_work, jobs)


def _work(job: _Job) -> tuple[int, int]:
    """Write every `of`-th unit, starting with `share`."""
    writer = Writer(job.seed, Homes(job.seed, job.quota, job.names), job.now)
    persons = households = 0
    for unit in units(job.quota):
        if unit.index % job.of == job.share:
            people, homes = writer.write(unit)
            persons, households = persons + people, households + homes
        else:
            writer.skip(unit)
    return persons, households


def _finish() -> None:
    """Let numbering go on after the last id, let the planner know the tables, fold the numbers that were kept on the way."""
    with connection.cursor() as cursor:
        for table in (_EVENTS, *(model._meta.db_table for model in _NUMBERED)):
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT coalesce(max(id), 1) FROM {table}))"
            )
        # VACUUM marks which pages an index may answer for alone; a test has a transaction open, in which it cannot run.
        cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM (ANALYZE)")
    for rollup in rollups:
        fold(rollup)
