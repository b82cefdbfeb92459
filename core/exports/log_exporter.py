"""The audit logs as files: exported like everything else, registered, and approved when long, by the security administrator."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from core import clock, sheets
from core.audit import log_read, register_export
from core.errors import NotFound
from core.exports.approval import LOG, level_of
from core.exports.exporters import Exporter, Made, exporters
from core.selectors.audit import LogFilter, exports_in, reads_in
from core.ui import area_names

HEADERS = {
    "reads": ["时刻", "谁", "登录名", "做了什么", "对谁", "地区", "事由", "从哪台机器"],
    "exports": ["时刻", "谁", "登录名", "导出了什么", "地区", "行数", "用途", "格式", "校验码"],
}
TITLES = {"reads": "查看与操作日志", "exports": "导出登记"}


def make(params: dict[str, Any], *, by: Any, purpose: str, path: Path) -> Made:
    """A log as csv or xlsx, by the filters of the page."""
    tab = params["tab"]
    if tab not in HEADERS or not by.has_permission("audit.view"):
        raise NotFound("没有这种日志，或者不归你看。")
    asked = filter_of(params, by)
    rows = _reads(asked) if tab == "reads" else _exports(asked)
    mark = [
        ("导出人", f"{by.display_name}（{by.username}）"),
        ("导出时刻", f"{clock.now():%Y-%m-%d %H:%M}"),
        ("用途", purpose),
    ]
    count = sheets.write_xlsx(path, sheet=TITLES[tab], headers=HEADERS[tab], rows=rows, note=mark)
    area = params["area"] or level_of(by.scope("audit.view"), "")
    record = register_export(
        by=by,
        what=TITLES[tab],
        params=params,
        area=area,
        purpose=purpose,
        file_format="xlsx",
        rows=count,
        sha256=sheets.sha256_of(path),
        persons=[],
    )
    log_read(
        by=by, action="export", kind="log", uid=record.uid, label=f"{TITLES[tab]} {count} 行", area=area, reason=purpose
    )
    return Made(f"{TITLES[tab]}.xlsx", count, record)


def filter_of(params: dict[str, Any], by: Any) -> LogFilter:
    """The filter that the page had, inside what the auditor may see now."""
    scope = by.scope("audit.view")
    days = {key: dt.date.fromisoformat(params[key]) for key in ("since", "until") if params.get(key)}
    return LogFilter(
        scope.within(params["area"]) if params["area"] else scope,
        who=params.get("who", ""),
        what=params.get("what", ""),
        kind=params.get("kind", ""),
        **days,
    )


def _reads(asked: LogFilter) -> Iterator[list[Any]]:
    for row in reads_in(asked).order_by("-pk").iterator(chunk_size=2000):
        who = [row.by.display_name, row.by.username]
        said = [row.act, row.subject_label, area_names.area_name(row.area_code), row.reason, row.ip or ""]
        yield [_moment(row.at), *who, *said]


def _exports(asked: LogFilter) -> Iterator[list[Any]]:
    for row in exports_in(asked).order_by("-pk").iterator(chunk_size=2000):
        who = [row.by.display_name, row.by.username]
        said = [row.what, area_names.area_name(row.area_code), str(row.rows), row.purpose, row.format, row.sha256]
        yield [_moment(row.at), *who, *said]


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(clock.SHANGHAI):%Y-%m-%d %H:%M:%S}"


exporters.register(Exporter("log", "审计日志", make, approve=LOG))
