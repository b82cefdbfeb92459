"""Freezing a month's list: who got what, never changed afterwards. What was due besides is paid by a supplement (补发)."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Max

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, UserError
from core.parameters import Reading, parameters
from lifecycle.domain.months import month_of, written
from lifecycle.models import PaymentLeaver, PaymentLine, PaymentMember, PaymentRun
from lifecycle.models.payment import STANDING, RunState
from lifecycle.paying.comparing import underpaid
from lifecycle.paying.declaration import Account, PaymentScheme
from lifecycle.paying.draft import CHANGED, NEW, Draft, Drafted, Left, draft, fingerprint
from lifecycle.paying.frozen import runs_of
from lifecycle.paying.opening import FREEZE, is_unit, reaching, unit_of
from residents.selectors.payees import numbers_of, payees

_BATCH = 2000


def freeze(scheme: PaymentScheme, area: str, month: dt.date, *, by: Any, expected: str = "") -> list[PaymentRun]:
    """Freeze the list of a street, or of each street of a district that has none yet; returns the new runs.

    `expected`: the fingerprint of the draft that the user looked at. NotAllowed without payment.freeze for the area; UserError for a
    month to come or while an amount is 待确认; Conflict when the list is frozen already or differs from what the user saw.
    """
    _may_freeze(scheme, area, month, by)
    with (
        acting(by=by.username, why=f"冻结{scheme.title} {written(month)} 发放名单"),
        reaching(by, scheme, area, FREEZE),
    ):
        _one_at_a_time(scheme, area, month)
        frozen = {run.area_code for run in runs_of(scheme.key, area, month) if not run.supplement}
        if is_unit(area) and area in frozen:
            raise Conflict(f"{written(month)} 的名单刚刚已经冻结了。", remedy="请刷新看冻结的名单。")
        found = draft(scheme, area, month)
        if expected and expected != found.fingerprint:
            raise Conflict("你看过以后，底册又变了，名单和刚才的不一样。", remedy="请再看一遍，再冻结。")
        todo = {unit: lines for unit, lines in sorted(found.units.items()) if unit not in frozen}
        if not todo:
            raise Conflict("没有可冻结的名单：都冻结了，或者没有人该发。")
        _nothing_waits(todo)
        return [_write(found, unit, lines, by=by) for unit, lines in todo.items()]


def supplement(scheme: PaymentScheme, area: str, month: dt.date, *, by: Any, expected: str = "") -> PaymentRun:
    """Freeze a further run of a frozen month for what turned out to be due besides (补发). Errors as for `freeze`."""
    _may_freeze(scheme, area, month, by)
    with acting(by=by.username, why=f"{scheme.title} {written(month)} 补发"), reaching(by, scheme, area, FREEZE):
        _one_at_a_time(scheme, area, month)
        if not is_unit(area) or not runs_of(scheme.key, area, month).filter(supplement=False).exists():
            raise Conflict("这个街道这个月的名单还没有冻结，不用补发。", remedy="直接冻结名单就会包括这些人。")
        dues = underpaid(scheme, area, month)
        if not dues:
            raise Conflict("没有少发的，不用补发。")
        found = Draft(scheme, area, month, [Drafted(due, NEW, None, due.arithmetic[-1][:300]) for due in dues])
        if expected and expected != found.fingerprint:
            raise Conflict("你看过以后，底册又变了，补发的名单和刚才的不一样。", remedy="请再看一遍，再冻结。")
        return _write(found, area, found.lines, by=by, supplements=True)


def cancel(run: PaymentRun, *, reason: str, by: Any) -> None:
    """Void a run that has not left the house: the list may be frozen anew. Its lines stay as they were, and are not counted as paid."""
    if not by.scope(FREEZE).covers(run.area_code):
        raise NotAllowed("你的岗位不能作废发放名单。", remedy="请街道或区里有权冻结的同事来办。")
    if not reason.strip():
        raise UserError("作废要写事由。", field="reason")
    with acting(by=by.username, why=f"作废发放名单：{reason}"):
        held = PaymentRun.objects.select_for_update().get(pk=run.pk)
        if held.state != RunState.FROZEN:
            raise Conflict(
                f"这份名单{held.get_state_display()}，不能作废。", remedy="钱已经按它发了：少发的补发，多发的追回。"
            )
        later = PaymentRun.objects.filter(
            scheme=held.scheme, area_code=held.area_code, month=held.month, number__gt=held.number, state__in=STANDING
        )
        if not held.supplement and later.exists():
            raise Conflict("这份名单后面还有补发。", remedy="先作废补发的那一份。")
        held.state, held.cancelled_why = RunState.CANCELLED, reason.strip()[:200]
        held.cancelled_by, held.cancelled_at = by, clock.now()
        held.save()


def _may_freeze(scheme: PaymentScheme, area: str, month: dt.date, by: Any) -> None:
    if not by.scope(FREEZE).covers(area):
        raise NotAllowed(f"你的岗位不能冻结{scheme.title}的名单。", remedy="名单由街道或区里冻结。")
    if area != unit_of(area):
        raise UserError("名单按街道冻结。", remedy="请在左上角选街道再冻结。")
    if month > month_of(clock.today()):
        raise UserError(f"{written(month)} 还没有到，不能冻结。", remedy="到了这个月再来。")


def _one_at_a_time(scheme: PaymentScheme, area: str, month: dt.date) -> None:
    """Two freezes of one scheme and month in a district wait for each other (until the transaction ends)."""
    with connection.cursor() as cursor:
        key = f"payment/{scheme.key}/{month}/{area[:6]}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


def _nothing_waits(todo: Mapping[str, Sequence[Drafted]]) -> None:
    waiting = [line for lines in todo.values() for line in lines if line.due.amount is None]
    if waiting:
        names = dict.fromkeys(key for line in waiting for key in line.due.missing)
        said = "、".join(f"「{parameters[key].name}」" for key in names)
        raise UserError(
            f"有 {len(waiting)} 笔金额待确认，不能冻结。",
            remedy=f"请先在参数页录入{said}的数值和依据。",
            field="missing",
        )


def _write(found: Draft, unit: str, lines: Sequence[Drafted], *, by: Any, supplements: bool = False) -> PaymentRun:
    scheme, month = found.scheme, found.month
    gone = [] if supplements else [one for one in found.leavers if unit_of(one.paid.area) == unit]
    known = PaymentRun.objects.filter(scheme=scheme.key, area_code=unit, month=month)
    run = PaymentRun.objects.create(
        scheme=scheme.key,
        area_code=unit,
        month=month,
        number=(known.aggregate(last=Max("number"))["last"] or 0) + 1,
        supplement=supplements,
        lines=len(lines),
        amount=sum((line.due.amount or Decimal(0) for line in lines), Decimal("0.00")),
        new=sum(line.change == NEW for line in lines),
        changed=sum(line.change == CHANGED for line in lines),
        left=len(gone),
        parameters={key: told(reading) for key, reading in found.readings.get(unit, {}).items()},
        sha256=fingerprint(scheme.key, month, [line.due for line in lines]),
        frozen_at=clock.now(),
        frozen_by=by,
    )
    _write_lines(run, scheme, lines)
    _write_leavers(run, gone)
    return run


def told(reading: Reading) -> dict[str, Any]:
    """A parameter as a run keeps it: its value, and the version it was read from."""
    return {
        "name": reading.parameter.name,
        "value": reading.value,
        "area": reading.area,
        "document": reading.document,
        "clause": reading.clause,
        "certainty": reading.certainty,
    }


def _write_lines(run: PaymentRun, scheme: PaymentScheme, lines: Sequence[Drafted]) -> None:
    people = payees({line.person for line in lines})
    numbers = numbers_of({line.person for line in lines})
    accounts = scheme.accounts([line.due.key for line in lines]) if scheme.accounts else {}
    rows = [
        PaymentLine(
            run=run,
            position=position,
            key=line.due.key,
            person_id=line.person,
            household_id=line.due.household,
            area_code=line.due.area,
            name=people[line.person].name,
            sealed=_sealed(numbers.get(line.person, ""), accounts.get(line.due.key)),
            amount=line.due.amount,
            arithmetic=list(line.due.arithmetic),
            reason=line.due.reason[:300],
            clause=line.due.clause[:200],
            document=line.due.document[:80],
            since=line.due.since,
            parameters=list(line.due.parameters),
            change=line.change,
            last_amount=line.last,
            change_why=line.why,
        )
        for position, line in enumerate(lines, start=1)
    ]
    written_lines = PaymentLine.objects.bulk_create(rows, batch_size=_BATCH)
    PaymentMember.objects.bulk_create(_members(written_lines, lines), batch_size=_BATCH)


def _members(rows: Iterable[PaymentLine], lines: Iterable[Drafted]) -> list[PaymentMember]:
    return [
        PaymentMember(line=row, person_id=person)
        for row, line in zip(rows, lines, strict=True)
        for person in dict.fromkeys(line.due.persons)
        if person != line.person
    ]


def _sealed(number: str, account: Account | None) -> str:
    kept: dict[str, Any] = {"number": number}
    if account:
        kept["account"] = {"holder": account.holder, "bank": account.bank, "number": account.number}
    return json.dumps(kept, ensure_ascii=False)


def _write_leavers(run: PaymentRun, gone: Sequence[Left]) -> None:
    people = payees({one.paid.person for one in gone})
    PaymentLeaver.objects.bulk_create(
        [
            PaymentLeaver(
                run=run,
                key=one.paid.key,
                person_id=one.paid.person,
                area_code=one.paid.area,
                name=people[one.paid.person].name if one.paid.person in people else one.paid.name,
                last_amount=one.paid.own,
                reason=one.why,
            )
            for one in gone
        ],
        batch_size=_BATCH,
    )
