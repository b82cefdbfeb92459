"""Policy parameters: the values that ship with the product, and new versions that an office records."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db.backends.postgresql.psycopg_any import DateRange

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.history import ALWAYS
from core.models import ParameterValue
from core.parameters import Parameter, Seed, parameters
from core.recounting import after_parameter

SHIPPED = "seed"


def load_shipped_parameters(*, by: str) -> int:
    """Write the seeds of every declared parameter; returns how many versions were written.

    Safe to repeat. Where an office has recorded a version of its own (parameter × area), nothing is touched.
    """
    kept: dict[tuple[str, str], list[ParameterValue]] = {}
    for row in ParameterValue.objects.all():
        kept.setdefault((row.key, row.area_code), []).append(row)
    written = 0
    with acting(by=by, why="载入随产品发布的参数"):
        for parameter in parameters:
            for area, group in groupby(sorted(parameter.seeds, key=attrgetter("area")), key=attrgetter("area")):
                seeds, rows = list(group), kept.get((parameter.key, area), [])
                if any(row.recorded_by != SHIPPED for row in rows) or _says_the_same(rows, seeds):
                    continue
                ParameterValue.objects.filter(pk__in=[row.pk for row in rows]).delete()
                written += len(
                    ParameterValue.objects.bulk_create(
                        _rows(parameter, seeds, known=TransactionNow() if rows else ALWAYS)
                    )
                )
    return written


def _says_the_same(rows: Iterable[ParameterValue], seeds: Iterable[Seed]) -> bool:
    kept = {(row.during.lower, row.during.upper, str(row.value), row.document, row.clause, row.note) for row in rows}
    return kept == {(s.since, s.until, str(s.value), s.document, s.clause, s.note) for s in seeds}


def _rows(parameter: Parameter, seeds: Iterable[Seed], *, known: Any) -> list[ParameterValue]:
    """What ships with the product is the law as it was published: the first time, it counts as known always."""
    return [
        ParameterValue(
            key=parameter.key,
            area_code=seed.area,
            during=DateRange(seed.since, seed.until),
            value=seed.value,
            document=seed.document,
            clause=seed.clause,
            certainty=seed.certainty,
            note=seed.note,
            recorded_at=clock.now(),
            recorded_by=SHIPPED,
            known_from=known,
        )
        for seed in seeds
    ]


def record_version(
    key: str,
    *,
    area: str,
    since: date,
    value: str,
    document: str,
    by: Any,
    clause: str = "",
    why: str = "",
) -> ParameterValue:
    """A new value from a day on. The version in force that day ends the day before; one that starts later stays.

    `why` is required when the value changes days that have passed: the former version is kept in the history, and
    everything computed for those days changes. Raises UserError naming the input at fault.
    """
    parameter = parameters.get(key)
    if parameter is None:
        raise NotFound("没有这个参数。")
    if not by.has_permission("parameter.edit"):
        raise NotAllowed("录入参数归区级工作人员。")
    if not by.scope("parameter.edit").covers(area):
        raise NotFound("没有这个地区，或者不在你的范围里。", field="area")
    typed = _typed(parameter, value)
    if not document.strip():
        raise UserError("要写依据文件。", field="document", remedy="写文件名和文号，例如 穗民〔2026〕1 号。")
    with acting(by=by.username, why=why or "录入参数新版本"):
        rows = list(ParameterValue.objects.select_for_update().filter(key=key, area_code=area))
        _make_room(rows, since, why)
        later = [row.during.lower for row in rows if row.during.lower and row.during.lower > since]
        row = ParameterValue.objects.create(
            key=key,
            area_code=area,
            during=DateRange(since, min(later, default=None)),
            value=typed,
            document=document.strip(),
            clause=clause.strip(),
            certainty="",
            note=why.strip(),
            recorded_at=clock.now(),
            recorded_by=by.username,
        )
        after_parameter(key, by=by.username, why=f"参数「{parameter.name}」改为 {typed}（{document.strip()}）")
    return row


def _typed(parameter: Parameter, text: str) -> Any:
    try:
        typed = parameter.parse(text)
    except ValueError as error:
        raise UserError(str(error), field="value") from error
    if typed is None:
        raise UserError(f"要填{parameter.name}的值。", field="value", remedy="不知道就先不录，它会一直显示待确认。")
    return typed


def _make_room(rows: list[ParameterValue], since: date, why: str) -> None:
    """End the version in force on `since`, or replace one that starts that very day."""
    former = next((row for row in rows if _in_force(row, since)), None)
    if former is None:
        return
    changes_past = since < clock.today() and former.value is not None
    if changes_past and not why.strip():
        raise UserError(
            f"{since} 起已经按原来的值算过。", field="why", remedy="要改过去的值，请写明为什么；原来的值会留在历史里。"
        )
    if former.during.lower == since:
        if former.value is not None and not why.strip():
            raise Conflict(f"{since} 起已经有一个值。", field="why", remedy="要更正它，请写明为什么。")
        former.delete()
        return
    former.during = DateRange(former.during.lower, since)
    former.save(update_fields=["during"])


def _in_force(row: ParameterValue, day: date) -> bool:
    low, high = row.during.lower, row.during.upper
    return (low is None or low <= day) and (high is None or day < high)
