"""The lines of the side bar for the mechanisms' own pages."""

from __future__ import annotations

from django.http import HttpRequest

from core.exports.requests import to_decide
from core.imports.waiting import waiting_batches
from core.ui.navigation import NavItem, navigation

_GROUP = "管理"


def waiting_exports(request: HttpRequest) -> int | None:
    """How many export requests wait for this user; no number for those who never decide."""
    return len(to_decide(request.user)) or None


navigation.register(
    NavItem(
        "imports",
        "导入",
        "table-import",
        url_name="imports",
        group="数据",
        permission="import.SQ01",
        order=10,
        count=waiting_batches,
    )
)

navigation.register(
    NavItem(
        "parameters",
        "政策参数",
        "adjustments",
        url_name="parameters",
        group=_GROUP,
        permission="parameter.view",
        order=30,
    )
)
navigation.register(
    NavItem(
        "export-requests",
        "导出申请",
        "file-export",
        url_name="export-requests",
        group="数据",
        order=40,
        count=waiting_exports,
    )
)
navigation.register(NavItem("calendar", "工作日历", "calendar", url_name="calendar", group=_GROUP, order=40))
navigation.register(
    NavItem("audit", "日志", "report-search", url_name="audit", group=_GROUP, permission="audit.view", order=50)
)
navigation.register(
    NavItem("upkeep", "系统维护", "tool", url_name="upkeep", group=_GROUP, permission="system.upkeep", order=60)
)
