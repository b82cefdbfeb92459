"""A registered export once more: the same bytes, whatever was written since; and the copy is registered too."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

from core.audit import log_read, register_export
from core.errors import Conflict, NotFound, UserError
from core.selectors.exports import last_exports, registered_export
from lifecycle.roster.declaration import Roster
from lifecycle.roster.export import FORMATS, Exported, order_again, produce

SHOWN = 5


def taken_before(roster: Roster, area: str) -> list[Any]:
    """The last files of this roster and area that can be made again, newest first."""
    return last_exports(area=area, formats=FORMATS, most=SHOWN, roster=roster.key)


def export_again(uid: UUID, *, by: Any, path: Path, purpose: str) -> Exported:
    """Write the file of a registered export to `path`, byte for byte, and register that it was taken once more.

    NotFound out of the area of `roster.export`, NotAllowed when it holds full numbers that `by` may not see, UserError
    without a purpose, Conflict when the product no longer writes it as it did (another layout since).
    """
    record = registered_export(uid)
    if record is None or record.format not in FORMATS or not record.params.get("known_at"):
        raise NotFound("没有这一条导出登记，或不在你的范围内。")
    order = order_again(record.params, by=by)
    if not purpose.strip():
        raise UserError("要写清用途，例如“报区教育局”。", field="purpose")
    made = produce(order, path, by=by)
    if made.sha256 != record.sha256:
        raise Conflict(
            "做出来的文件和登记时的不一样，没有给出：程序的版式后来改过。", remedy="请按原来的日子和时刻重新导出。"
        )
    again = register_export(
        by=by,
        what=f"{record.what}（再做一份）",
        params={**record.params, "again": str(record.uid)},
        area=record.area_code,
        purpose=purpose,
        file_format=record.format,
        rows=made.rows,
        sha256=made.sha256,
        persons=made.persons,
    )
    log_read(
        by=by, action="export", kind="roster", uid=again.uid, label=made.name, area=record.area_code, reason=purpose
    )
    return replace(made, record=again)
