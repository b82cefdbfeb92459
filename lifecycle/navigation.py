"""今天, 待办 and 名册 in the side bar and the phone's bottom bar."""

from __future__ import annotations

from django.http import HttpRequest

from core.remember import remember
from core.ui.navigation import Badge, NavItem, navigation
from lifecycle.roster.declaration import rosters
from lifecycle.selectors.engine import parked_count
from lifecycle.selectors.tasks import task_counts
from lifecycle.selectors.todo import todo_count


def _waiting(request: HttpRequest) -> int | None:
    """How much there is to do; for those who see no resident, nothing is counted."""
    user = request.user
    if not user.has_permission("person.view"):  # type: ignore[union-attr]
        return None
    area = getattr(request, "area", None)
    return todo_count(user, area.code if area else "") or None


def _tasks(request: HttpRequest) -> Badge | None:
    """Open tasks of this user, red when one is overdue; at most a minute old."""
    area = getattr(request, "area", None)
    code = area.code if area else ""
    user = request.user
    counts = remember(f"tasks:{user.pk}:{code}", lambda: task_counts(user, code), seconds=60)
    return Badge(counts.open, over=counts.overdue > 0) if counts.open else None


def _parked(request: HttpRequest) -> int | None:
    """How many deliveries wait for somebody, for those who may have them tried again."""
    return (parked_count() or None) if request.user.has_permission("engine.retry") else None  # type: ignore[union-attr]


navigation.register(NavItem("today", "今天", "sun", "today", permission="today", order=0, count=_waiting, tab=True))
navigation.register(NavItem("visits", "走访", "walk", "visits", permission="visit.do", order=5, tab=True))
navigation.register(NavItem("tasks", "待办", "clipboard-list", "tasks", permission="task.view", order=2, count=_tasks))
navigation.register(
    NavItem(
        "engine",
        "规则 × 事件",
        "route",
        "engine",
        "管理",
        "engine.view",
        order=45,
        count=_parked,
    )
)
navigation.register(
    NavItem(
        "rosters",
        "名册",
        "list-check",
        "rosters",
        "底册",
        "roster.view",
        order=30,
        count=lambda _request: len(rosters),
        tab=True,
    )
)
navigation.register(NavItem("events", "发生的事", "calendar-event", "events", "底册", "event.view", order=40))
navigation.register(NavItem("elections", "选举", "certificate", "elections", "职责", "election.view", order=60))
navigation.register(NavItem("enrolment", "入学对账", "school", "enrolment", "职责", "roster.view", order=62))
navigation.register(NavItem("payments", "发放名单", "receipt", "payments", "救助与发放", "payment.view", order=80))
