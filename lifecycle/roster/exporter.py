"""Rosters that needed somebody's agreement: counted before, made when they are fetched (core/exports)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from core import clock
from core.exports.exporters import Exporter, Made, exporters
from core.known_at import Moment
from lifecycle.roster.context import open_context, reaching, roster_named
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.export import export
from lifecycle.roster.select import members
from lifecycle.selectors.versions import version_named
from residents.selectors.ground import THEN


def counted(roster: Roster, context: Context, *, by: Any) -> int:
    """How many persons the file will hold."""
    with reaching(by, context, "roster.export"):
        return members(roster, context).order_by().count()


def mark_of(by: Any) -> str:
    """Who takes a file out and when, for the foot of each page."""
    return f"{by.name or by.username}（{by.username}）{clock.now():%Y-%m-%d %H:%M} 导出"


def make(params: dict[str, Any], *, by: Any, purpose: str, path: Path) -> Made:
    """The file of an approved request, by the applicant's rights of now."""
    roster = roster_named(params["roster"])
    context = open_context(
        roster,
        area=params["area"],
        as_of=dt.date.fromisoformat(params["as_of"]),
        known_at=Moment.read(params["known_at"]) if params.get("known_at") else None,
        boundary=params.get("boundary", THEN),
    )
    version = version_named(params["version"], by.scope("roster.export")) if params["version"] else None
    made = export(
        roster,
        context,
        by=by,
        path=path,
        form=params["form"],
        file_format=params["format"],
        purpose=purpose,
        full=params["full"],
        version=version,
        mark=mark_of(by),
    )
    return Made(made.name, made.rows, made.record)


exporters.register(Exporter("roster", "名册", make))
