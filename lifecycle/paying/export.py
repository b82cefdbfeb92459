"""A frozen list leaves the house: xlsx, registered with purpose, hash and who is in it. Who froze it is not who takes it out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accounts.selectors.areas import area_name, area_words
from core import clock
from core.audit import acting, log_read, register_export
from core.errors import NotAllowed, NotFound, UserError
from core.exports.exporters import Exporter, Made, exporters
from core.sheets import sha256_of
from core.ui.formats import masked_number
from lifecycle.domain.months import written
from lifecycle.models import PaymentLine, PaymentRun
from lifecycle.models.payment import RunState
from lifecycle.paying.declaration import PaymentScheme
from lifecycle.paying.frozen import lines_in, run_named
from lifecycle.paying.listed import unsealed
from lifecycle.paying.opening import ACCOUNT, EXPORT, NO_LIST, reaching, scheme_named
from lifecycle.roster.declaration import Column
from lifecycle.roster.workbook import Paper, write_workbook

KIND = "payment"
_HEADERS = (
    ("姓名", 9.0),
    ("公民身份号码", 19.0),
    ("社区", 14.0),
    ("金额（元）", 9.0),
    ("为什么发", 34.0),
    ("怎么算的", 40.0),
)
_ACCOUNT_HEADERS = (("户名", 9.0), ("开户行", 18.0), ("账号", 22.0))


@dataclass(frozen=True)
class Order:
    """What file is wanted of a run: `full` with whole numbers, `accounts` with where the money goes."""

    run: PaymentRun
    area: str
    full: bool = False
    accounts: bool = False


def may_full(by: Any, area: str) -> bool:
    """May this user's files show whole numbers?"""
    return bool(by.scope("person.reveal").covers(area))


def may_account(scheme: PaymentScheme, by: Any, area: str) -> bool:
    """Does the scheme keep accounts, and may this user take them out?"""
    return scheme.accounts is not None and bool(by.scope(ACCOUNT).covers(area))


def export(order: Order, *, by: Any, purpose: str, path: Path) -> Made:
    """Write the file of a run to `path` and register it; the first one marks the run as exported.

    NotFound without payment.export for the area; NotAllowed for whoever froze the run (冻结和导出由两个人办), and for what the user's
    grants do not hold; UserError without a purpose.
    """
    run, scheme = order.run, scheme_named(order.run.scheme)
    _check(order, scheme, by, purpose)
    with acting(by=by.username, why=f"导出发放名单：{purpose}"), reaching(by, scheme, order.area, EXPORT):
        held = PaymentRun.objects.select_for_update().get(pk=run.pk)
        if held.state == RunState.CANCELLED:
            raise UserError("这份名单已经作废，不能导出。")
        lines = list(lines_in([held], order.area))
        rows = write_workbook(path, _paper(order, scheme, lines, by), _columns(order), _rows(order, lines))
        digest = sha256_of(path)
        if held.area_code == order.area and held.state == RunState.FROZEN:
            held.state, held.exported_at, held.exported_by = RunState.EXPORTED, clock.now(), by
            held.file_sha256 = digest
            held.save()
    record = register_export(
        by=by,
        what=_what(order, scheme),
        params=params_of(order),
        area=order.area,
        purpose=purpose,
        file_format="xlsx",
        rows=rows,
        sha256=digest,
        persons=[line.person_id for line in lines],
    )
    name = f"{scheme.title}{written(run.month)}_{area_name(order.area)}{'_补发' if run.supplement else ''}.xlsx"
    log_read(by=by, action="export", kind="payments", uid=record.uid, label=name[:80], area=order.area, reason=purpose)
    return Made(name, rows, record)


def params_of(order: Order) -> dict[str, Any]:
    """What the register keeps of an order."""
    return {"run": str(order.run.uid), "area": order.area, "full": order.full, "accounts": order.accounts}


def what_of(order: Order, lines: int) -> str:
    """An order in words, for a request."""
    return f"{_what(order, scheme_named(order.run.scheme))}，{lines} 笔"


def _what(order: Order, scheme: PaymentScheme) -> str:
    parts = ["全号" if order.full else "", "账号" if order.accounts else ""]
    told = "、".join(filter(None, parts))
    kind = "补发名单" if order.run.supplement else "发放名单"
    return f"{scheme.title} {written(order.run.month)} {area_name(order.area)}{kind}{f'（{told}）' if told else ''}"


def _check(order: Order, scheme: PaymentScheme, by: Any, purpose: str) -> None:
    if not by.scope(EXPORT).covers(order.area):
        raise NotFound(NO_LIST)
    if order.run.frozen_by_id == by.pk:
        raise NotAllowed("冻结和导出要由两个人办，这份名单是你冻结的。", remedy="请另一位有导出权的同事来导出。")
    if order.full and not may_full(by, order.area):
        raise NotAllowed("你的岗位不能导出全号。", remedy="可以导出遮住中间几位的。", field="full")
    if order.accounts and not may_account(scheme, by, order.area):
        raise NotAllowed("你的岗位不能导出账号。", remedy="可以导出不带账号的。", field="accounts")
    if not purpose.strip():
        raise UserError("要写清用途，例如“送银行代发”。", field="purpose")


def _columns(order: Order) -> list[Column]:
    headers = [*_HEADERS, *(_ACCOUNT_HEADERS if order.accounts else ())]
    return [Column(title, title, lambda _context, _row: "", width, left=width > 15) for title, width in headers]


def _rows(order: Order, lines: Sequence[PaymentLine]) -> Iterator[list[Any]]:
    for position, line in enumerate(lines, start=1):
        sealed: dict[str, Any] = unsealed(line)
        number = sealed.get("number", "")
        account = sealed.get("account") or {}
        yield [
            *(position, line.name, number if order.full else masked_number(number)),
            *(area_words(line.area_code, "short"), f"{line.amount:.2f}", line.reason, "；".join(line.arithmetic)),
            *((account.get(key, "") for key in ("holder", "bank", "number")) if order.accounts else ()),
        ]


def _paper(order: Order, scheme: PaymentScheme, lines: Sequence[PaymentLine], by: Any) -> Paper:
    run, total = order.run, sum(line.amount for line in lines)
    return Paper(
        title=f"{area_words(order.area)}{scheme.title}{'补发' if run.supplement else '发放'}名单（{written(run.month)}）",
        meta=[
            f"{len(lines)} 笔，合计 {total:,.2f} 元",
            f"冻结：{run.frozen_by.name} {run.frozen_at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M}",
            f"指纹 {run.sha256[:8]}",
        ],
        foot=[f"制表：{by.name or by.username}", "审核：", "单位（盖章）："],
        sheet=f"{scheme.title} {written(run.month)}",
        mark=f"{by.name or by.username}（{by.username}）{clock.now():%Y-%m-%d %H:%M} 导出",
    )


def make(params: dict[str, Any], *, by: Any, purpose: str, path: Path) -> Made:
    """The file of an approved request, by the applicant's rights of now."""
    run = run_named(params["run"], by=by)
    return export(Order(run, params["area"], params["full"], params["accounts"]), by=by, purpose=purpose, path=path)


exporters.register(Exporter(KIND, "发放名单", make))
