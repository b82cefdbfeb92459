"""What is chained: the logs, the exports, the events, and every history table that a tracked model has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from django.apps import apps

from core.parameters import Parameter
from core.retention import LOGS, PROVISIONS
from core.services.keys import sealed_columns


@dataclass(frozen=True)
class Stream:
    """A table whose rows are only added. `key`: its serial; `at`: the column that says when a row was written.

    `changing`: columns that a rightful act changes later (a sign-out, a voided event); they are left out.
    `keep`: how long its rows stay before they may be archived; None: for ever (history answers what was known when).
    """

    table: str
    title: str
    at: str
    key: str = "id"
    changing: tuple[str, ...] = ()
    keep: Parameter | None = None
    history: bool = False

    @property
    def sealed(self) -> tuple[str, ...]:
        """Columns whose stored bytes change when the keys change: their values are digested apart."""
        return _sealed().get(self.table, ((), ()))[0]

    @property
    def left_out(self) -> frozenset[str]:
        """Columns that do not enter the row's hash: those that may change, the sealed ones and the digests of sealed ones."""
        sealed, digests = _sealed().get(self.table, ((), ()))
        return frozenset((*self.changing, *sealed, *digests))


LOG_STREAMS: tuple[Stream, ...] = (
    Stream("core_readlog", "查看与操作", "at", keep=LOGS),
    Stream("axes_accesslog", "登录", "attempt_time", changing=("logout_time",), keep=LOGS),
    Stream("axes_accessfailurelog", "登录失败", "attempt_time", keep=LOGS),
    Stream("core_exportcontent", "导出的人", "at", keep=PROVISIONS),
    Stream("core_exportrecord", "导出登记", "at", keep=PROVISIONS),
    Stream("core_event", "事件", "recorded_at", changing=("status", "reason", "dispatched_at")),
    Stream("core_logarchive", "日志归档", "made_at"),
)


@cache
def streams() -> tuple[Stream, ...]:
    """Every stream, the logs first, then the history tables by name."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        followed = getattr(model, "pgh_tracked_model", None)
        if followed is not None and model._meta.managed:
            title = f"{followed._meta.verbose_name}的历史"
            found.append(Stream(model._meta.db_table, title, "pgh_created_at", key="pgh_id", history=True))
    return (*LOG_STREAMS, *sorted(found, key=lambda stream: stream.table))


def stream_named(table: str) -> Stream | None:
    return next((stream for stream in streams() if stream.table == table), None)


@cache
def _sealed() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Table → its sealed columns, and the digest columns that follow from them."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for column in sealed_columns():
        sealed, digests = found.setdefault(column.table, ([], []))
        sealed.append(column.column)
        if column.digest:
            digests.append(column.digest[0])
    return {table: (tuple(sealed), tuple(digests)) for table, (sealed, digests) in found.items()}
