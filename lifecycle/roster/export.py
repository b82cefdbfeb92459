"""Files that leave the house: JY03 as xlsx or csv, registered with who, why and what is needed to make them again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from core import clock
from core.audit import log_read, register_export
from core.errors import NotAllowed, NotFound, UserError
from core.known_at import Moment, this_moment
from core.sheets import sha256_of, write_csv
from lifecycle.models import RosterVersion
from lifecycle.roster import words
from lifecycle.roster.context import NO_ROSTER, open_context, reaching, roster_named
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.forms import Form, HasValues, form_named
from lifecycle.roster.select import Member, read
from lifecycle.roster.workbook import Paper, write_workbook
from lifecycle.selectors.versions import Frozen, frozen_rows, version_named
from residents.selectors.ground import THEN

FORMATS = ("xlsx", "csv")
PREPARED = "制表：{}　{}"


@dataclass(frozen=True)
class Exported:
    """A file that was written and registered."""

    path: Path
    name: str
    rows: int
    sha256: str
    persons: tuple[int, ...] = ()  # who stands in it: members, and the guardians named in their rows
    record: Any = None


@dataclass(frozen=True)
class Order:
    """What file is wanted: the same order gives the same bytes, whoever asks and whenever."""

    roster: Roster
    context: Context
    form: Form
    file_format: str
    prepared_by: str
    prepared_on: dt.date
    version: RosterVersion | None = None
    mark: str = ""  # who took it and when, for the foot of each page; kept, so that the same bytes can be made again

    def params(self) -> dict[str, Any]:
        """What the register keeps so that `order_again` can read it."""
        known = self.context.known_at
        return {
            "roster": self.roster.key,
            "area": self.context.area,
            "as_of": self.context.as_of.isoformat(),
            "known_at": known.written() if known else None,
            "boundary": self.context.boundary,
            "version": str(self.version.uid) if self.version else "",
            "form": self.form.key,
            "full": self.form.full,
            "format": self.file_format,
            "prepared_by": self.prepared_by,
            "prepared_on": self.prepared_on.isoformat(),
            "mark": self.mark,
        }


def may_reveal(by: Any, area: str) -> bool:
    """May this user's files show full numbers of the whole area?"""
    return bool(by.scope("person.reveal").covers(area))


def export(
    roster: Roster,
    context: Context,
    *,
    by: Any,
    path: Path,
    form: str,
    file_format: str,
    purpose: str,
    full: bool = False,
    version: RosterVersion | None = None,
    mark: str = "",
) -> Exported:
    """Write a roster to `path` and register it. With `version` the frozen rows, else the roster as known at
    `context.known_at`, or at this moment, which is held fast: the register can make the same bytes again at any time.
    `mark`: who takes it and when, on each printed page; empty where an operator's command asks, whose files hold the name
    and the day alone (制表), so that the same question gives the same bytes all day.

    NotFound when `roster.export` does not cover the area, NotAllowed when `full` is asked without `person.reveal`.
    """
    _check(by, context.area, file_format, purpose, full)
    known = context if context.known_at else replace(context, known_at=this_moment())
    order = Order(
        roster, known, form_named(form, full=full), file_format, by.name or by.username, clock.today(), version, mark
    )
    made = produce(order, path, by=by)
    record = register_export(
        by=by,
        what=f"{roster.title} {context.period}，{order.form.title}",
        params=order.params(),
        area=context.area,
        purpose=purpose,
        file_format=file_format,
        rows=made.rows,
        sha256=made.sha256,
        persons=made.persons,
    )
    log_read(by=by, action="export", kind="roster", uid=record.uid, label=made.name, area=context.area, reason=purpose)
    return replace(made, record=record)


def produce(order: Order, path: Path, *, by: Any) -> Exported:
    """Write the file of an order, unregistered."""
    columns = order.form.columns(order.roster)
    with reaching(by, order.context, "roster.export"):
        found: Sequence[HasValues] = frozen_rows(order.version) if order.version else read(order.roster, order.context)
    rows = _rows(order, found)
    if order.file_format == "csv":
        count = write_csv(path, headers=order.form.headers(order.roster), rows=rows)
    else:
        count = write_workbook(path, _paper(order), columns, rows)
    name = words.file_name(order.roster, order.context, order.form.title, order.file_format)
    return Exported(path, name, count, sha256_of(path), tuple(_persons(order.roster, found)))


def _persons(roster: Roster, found: Sequence[HasValues]) -> Iterator[int]:
    """Everybody named in the file. A frozen row keeps its member; a computed one also says whose telephone it shows."""
    for row in found:
        if isinstance(row, Member | Frozen):
            yield row.person_id
        if isinstance(row, Member):
            yield from roster.related(row.row)


def order_again(params: dict[str, Any], *, by: Any) -> Order:
    """The order of a registered export; `produce` makes the same bytes from it. NotAllowed, NotFound as for `export`."""
    _check(by, params["area"], params["format"], "again", params["full"])
    roster = roster_named(params["roster"])
    known = Moment.read(params["known_at"]) if params["known_at"] else None
    as_of = dt.date.fromisoformat(params["as_of"])
    return Order(
        roster,
        open_context(roster, area=params["area"], as_of=as_of, known_at=known, boundary=params.get("boundary", THEN)),
        form_named(params["form"], full=params["full"]),
        params["format"],
        params["prepared_by"],
        dt.date.fromisoformat(params["prepared_on"]),
        version_named(params["version"], by.scope("roster.export")) if params["version"] else None,
        params.get("mark", ""),
    )


def _check(by: Any, area: str, file_format: str, purpose: str, full: bool) -> None:
    if not by.scope("roster.export").covers(area):
        raise NotFound(NO_ROSTER)
    if full and not may_reveal(by, area):
        raise NotAllowed("你的岗位不能导出全号。", remedy="可以导出遮住中间几位的报送稿。", field="full")
    if file_format not in FORMATS:
        raise UserError(f"不会写“{file_format}”文件。", remedy=f"可用：{'、'.join(FORMATS)}。", field="format")
    if not purpose.strip():
        raise UserError("要写清用途，例如“报区教育局”。", field="purpose")


def _rows(order: Order, found: Sequence[HasValues]) -> Iterator[list[str | int]]:
    columns = order.form.columns(order.roster)
    for position, row in enumerate(found, start=1):
        yield [position, *order.form.cells(columns, row)]


def _paper(order: Order) -> Paper:
    context = order.context
    return Paper(
        title=words.title(order.roster, context),
        meta=[
            order.roster.summary(context),
            *words.unusual(context),
            f"截至 {context.as_of}",
            words.edition(order.version),
            f"单位：{words.office(context)}",
        ],
        foot=[PREPARED.format(order.prepared_by, order.prepared_on), "审核：", "单位（盖章）："],
        sheet=f"{order.roster.title} {context.period}",
        mark=order.mark,
    )
